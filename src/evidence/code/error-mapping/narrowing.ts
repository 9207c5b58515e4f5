import { ts } from '../../../parse/typescript/compiler.ts';
import { lastName } from '../last-name.ts';

/** Which failures a handler tells apart, by names of classes, codes and names that it asks for. */
export interface Narrowing {
	readonly asked: readonly string[];
	/** A function that is given the error, other than a question or a log, may tell them apart. */
	readonly delegated: boolean;
}

const STATES = /^(?:code|name|status|statusCode|errno|type|_tag|kind|reason|httpStatusCode|message|response|cause|errorCode)$/;
const QUESTION = /^(?:is|has|are|should|can|matches|includes|was)[A-Z]?\w*$|^(?:instanceOf|includes|startsWith|test|match|some)$/;
const TELLERS = /(?:^|\.)(?:log|debug|info|warn|error|fatal|trace|verbose|captureException|captureError|recordException|recordError|setStatus|noticeError|reportError|String|stringify|inspect|add|push|set|setAttribute)$|(?:logger|console|span)\b.*\.\w+$/i;

/** What a handler asks of the error that it was given. */
export function narrowingOf(body: ts.Node, error: string | undefined): Narrowing {
	const asked = new Set<string>();
	let delegated = false;
	const visit = (node: ts.Node): void => {
		if (ts.isBinaryExpression(node)) noteComparison(node, error, asked);
		else if (ts.isCallExpression(node)) {
			const question = questionOf(node, error);
			if (question !== undefined) asked.add(question);
			else if (isGiven(node, error)) delegated = true;
		} else if (ts.isCaseClause(node) && asksError(node.parent.parent.expression, error)) asked.add(node.expression.getText().replace(/['"`]/g, ''));
		ts.forEachChild(node, visit);
	};
	visit(body);
	return { asked: [...asked].sort(), delegated };
}

function noteComparison(node: ts.BinaryExpression, error: string | undefined, asked: Set<string>): void {
	const operator = node.operatorToken.kind;
	if (operator === ts.SyntaxKind.InstanceOfKeyword) {
		// `error instanceof Error ? error.message : …` only makes text of it.
		if (asksError(node.left, error) && node.right.getText() !== 'Error') asked.add(node.right.getText());
		return;
	}
	if (!/^[=!]==?$/.test(node.operatorToken.getText())) return;
	const [on, value] = asksState(node.left, error) ? [node.left, node.right] : [node.right, node.left];
	if (asksState(on, error) && value.kind !== ts.SyntaxKind.NullKeyword && !/^(?:undefined|['"](?:string|object|number)['"])$/.test(value.getText())) asked.add(value.getText().replace(/['"`]/g, ''));
}

/** `isAxiosError(error)`, `error.message.includes('timeout')`, `RETRIABLE.has(error.code)`. */
function questionOf(node: ts.CallExpression, error: string | undefined): string | undefined {
	const name = lastName(node.expression);
	if (!QUESTION.test(name) && name !== 'has') return undefined;
	const on = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined;
	if (on !== undefined && asksError(on, error)) {
		const [argument] = node.arguments;
		return argument === undefined ? name : argument.getText().replace(/['"`]/g, '');
	}
	return node.arguments.some((argument) => asksError(argument, error)) ? (name === 'has' && on !== undefined ? on.getText() : name) : undefined;
}

function isGiven(node: ts.CallExpression, error: string | undefined): boolean {
	return error !== undefined && !TELLERS.test(node.expression.getText()) && node.arguments.some((argument) => bareName(argument) === error);
}

function asksState(node: ts.Expression, error: string | undefined): boolean {
	return asksError(node, error) && (ts.isPropertyAccessExpression(node) ? STATES.test(node.name.text) : !ts.isIdentifier(node));
}

/** Is this about the error: the name itself, or something of it? */
function asksError(node: ts.Expression, error: string | undefined): boolean {
	if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return asksError(node.expression, error);
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return asksError(node.expression.expression, error);
	return error !== undefined && ts.isIdentifier(node) && node.text === error;
}

function bareName(node: ts.Expression): string | undefined {
	if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return bareName(node.expression);
	return ts.isIdentifier(node) ? node.text : undefined;
}
