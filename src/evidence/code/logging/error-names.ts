import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';

const ERROR_NAME = /^_?(?:e|err|error|ex|exc|exception|cause|reason|thrown)\d?$|(?:Error|Err|Exception)$/;

/** Is this name what a catch binds, or the parameter of a `.catch` callback? */
export function isCaught(node: ts.Identifier): boolean {
	const declaration = declarationOf(node.text, node);
	if (declaration === undefined) return false;
	if (ts.isVariableDeclaration(declaration)) return ts.isCatchClause(declaration.parent);
	return ts.isParameter(declaration) && isCatchCallback(declaration.parent);
}

/** Is this name an error here: one that was caught, or so called. */
export function isErrorName(node: ts.Identifier): boolean {
	if (isCaught(node)) return true;
	const declaration = declarationOf(node.text, node);
	// A class or a function of that name is no error value.
	if (declaration !== undefined && (ts.isClassLike(declaration) || ts.isFunctionLike(declaration) || ts.isImportSpecifier(declaration))) return false;
	return ERROR_NAME.test(node.text);
}

function isCatchCallback(node: ts.Node): boolean {
	if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
	const call = node.parent;
	return ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'catch' && call.arguments[0] === node;
}

/** How the error reaches a log call: whole, as text, or not at all. */
export function errorUse(call: ts.CallExpression): 'object' | 'text' | 'none' {
	let text = false;
	for (const argument of call.arguments) {
		const use = useIn(argument);
		if (use === 'object') return 'object';
		text ||= use === 'text';
	}
	return text ? 'text' : 'none';
}

function useIn(node: ts.Expression): 'object' | 'text' | 'none' {
	if (isErrorValue(node)) return 'object';
	if (ts.isObjectLiteralExpression(node)) return worst(node.properties.map(propertyUse));
	if (ts.isConditionalExpression(node)) return worst([useIn(node.whenTrue), useIn(node.whenFalse)]);
	if (ts.isBinaryExpression(node) && /^(?:\?\?|\|\|)$/.test(node.operatorToken.getText())) return worst([useIn(node.left), useIn(node.right)]);
	if (ts.isSpreadElement(node)) return useIn(node.expression);
	// A helper that is given the error whole (`serializeError(err)`, `new Wrapped(err)`) is trusted, turning it to text is not.
	if (ts.isCallExpression(node) && !isTextual(node)) return node.arguments.some((argument) => isErrorValue(argument)) ? 'object' : mentions(node);
	if (ts.isNewExpression(node)) return (node.arguments ?? []).some((argument) => mentionsError(argument)) ? 'object' : 'none';
	return mentions(node);
}

function propertyUse(property: ts.ObjectLiteralElementLike): 'object' | 'text' | 'none' {
	if (ts.isShorthandPropertyAssignment(property)) return isErrorName(property.name) ? 'object' : 'none';
	if (ts.isPropertyAssignment(property)) return useIn(property.initializer);
	return ts.isSpreadAssignment(property) ? useIn(property.expression) : 'none';
}

/** An error as it is: a name, a cast of one, `err as Error`, `result.error`. */
function isErrorValue(node: ts.Expression): boolean {
	if (ts.isIdentifier(node)) return isErrorName(node);
	if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return isErrorValue(node.expression);
	return ts.isPropertyAccessExpression(node) && /^(?:err|error|cause|reason|exception)$/.test(node.name.text);
}

/** `String(err)`, `JSON.stringify(err)`, `util.inspect(err)`, `err.toString()`. */
function isTextual(node: ts.CallExpression): boolean {
	const callee = node.expression;
	if (ts.isIdentifier(callee)) return /^(?:String|inspect|stringify|safeStringify|getErrorMessage|errorMessage|toMessage)$/.test(callee.text);
	return ts.isPropertyAccessExpression(callee) && /^(?:stringify|inspect|toString|format)$/.test(callee.name.text);
}

function mentions(node: ts.Node): 'text' | 'none' {
	return mentionsError(node) ? 'text' : 'none';
}

function mentionsError(node: ts.Node): boolean {
	if (ts.isFunctionLike(node)) return false;
	if (ts.isPropertyAccessExpression(node)) return mentionsError(node.expression);
	if (ts.isIdentifier(node)) return isErrorName(node);
	return ts.forEachChild(node, (child) => (mentionsError(child) ? true : undefined)) ?? false;
}

function worst(uses: readonly ('object' | 'text' | 'none')[]): 'object' | 'text' | 'none' {
	return uses.includes('object') ? 'object' : uses.includes('text') ? 'text' : 'none';
}
