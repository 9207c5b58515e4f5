import { ts } from '../../../parse/typescript/compiler.ts';
import type { Declaration } from '../../../parse/typescript/scope.ts';
import { evaluate } from '../value/evaluate.ts';
import type { Frame } from '../value/value.ts';
import { treatmentOf } from './treatment.ts';

/** Where a name gets its value. */
export interface Source {
	readonly value?: ts.Expression;
	/** The key that it is taken out under. */
	readonly key?: string;
	/** One of the values of an object. */
	readonly isElement?: boolean;
}

/** Where a name gets its value: what it is set to, and the key that it is taken out under. */
export function sourceOf(declaration: Declaration): Source | undefined {
	if (ts.isVariableDeclaration(declaration)) return declaration.initializer === undefined ? undefined : { value: declaration.initializer };
	if (!ts.isBindingElement(declaration)) return undefined;
	const key = declaration.propertyName ?? declaration.name;
	if (ts.isArrayBindingPattern(declaration.parent)) return sourceOfPair(declaration);
	return ts.isIdentifier(key) || ts.isStringLiteral(key) ? { key: key.text } : undefined;
}

/** `for (const [name, value] of Object.entries(headers))`: the value is one of the headers. */
function sourceOfPair(element: ts.BindingElement): Source | undefined {
	const holder = element.parent.parent;
	if (!ts.isVariableDeclaration(holder) || element.parent.elements[1] !== element) return undefined;
	const loop = holder.parent.parent;
	return ts.isForOfStatement(loop) ? { value: loop.expression, isElement: true } : undefined;
}

/** A number, a yes or no, or a token that stops work. */
export function isPlainType(declaration: Declaration): boolean {
	const type = ts.isParameter(declaration) || ts.isVariableDeclaration(declaration) ? declaration.type?.getText() : undefined;
	return type !== undefined && /^(?:number|boolean|bigint|Date)\b|Cancellation|Injection|Lexer|Syntax|Abort/.test(type);
}

/** Text, a number or a state that is written down in the code is no secret of a user's. */
export function isKnownText(node: ts.Expression, frame: Frame): boolean {
	const value = evaluate(node, frame);
	return value.kind === 'literal' || value.kind === 'function' || value.kind === 'class';
}

/** `redactQuery(request)`: whatever it was made of. */
export function isMasking(node: ts.Expression): boolean {
	if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isMasking(node.expression);
	return ts.isCallExpression(node) && treatmentOf(node) === 'masked';
}

/** `!!token`, `token !== undefined`, `typeof token`. */
export function isNothing(node: ts.Expression): boolean {
	if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isNothing(node.expression);
	if (ts.isPrefixUnaryExpression(node) || ts.isTypeOfExpression(node)) return true;
	if (ts.isBinaryExpression(node)) return /^(?:[=!]==?|[<>]=?|in|instanceof)$/.test(node.operatorToken.getText());
	return ts.isCallExpression(node) && treatmentOf(node) === 'gone';
}
