import { ts } from '../../../parse/typescript/compiler.ts';
import type { LogCall } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { errorUse, isCaught, isErrorName } from './error-names.ts';
import { bare } from './loggers.ts';

/** Longest name of a value that a fact carries. */
const MAX_NAME = 60;

export interface LogMessage {
	/** The argument that holds the text. */
	readonly node: ts.Expression | undefined;
	readonly shape: LogCall['message'];
	/** The values put into the text. */
	readonly values: readonly ts.Expression[];
}

/** The message of a log call: its first argument made of text, wherever the logger wants it. */
export function messageOf(call: ts.CallExpression): LogMessage {
	for (const argument of call.arguments) {
		const shape = textShape(argument);
		if (shape !== undefined) return { node: argument, ...shape };
	}
	const [first] = call.arguments;
	const plain = first === undefined || ts.isObjectLiteralExpression(first) || ts.isSpreadElement(first) || (ts.isIdentifier(first) && isErrorName(first));
	return plain ? { node: undefined, shape: 'none', values: [] } : { node: first, shape: 'expression', values: [] };
}

function textShape(node: ts.Expression): Omit<LogMessage, 'node'> | undefined {
	const inner = bare(node);
	if (ts.isStringLiteral(inner) || ts.isNoSubstitutionTemplateLiteral(inner)) return { shape: 'literal', values: [] };
	if (ts.isTemplateExpression(inner)) return { shape: 'template', values: inner.templateSpans.map((span) => span.expression) };
	if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
	const operands = operandsOf(inner);
	if (!operands.some((operand) => ts.isStringLiteralLike(operand) || ts.isTemplateExpression(operand))) return undefined;
	const values = operands.flatMap((operand) => (ts.isTemplateExpression(operand) ? operand.templateSpans.map((span) => span.expression) : ts.isStringLiteralLike(operand) ? [] : [operand]));
	return { shape: values.length === 0 ? 'literal' : 'concatenation', values };
}

function operandsOf(node: ts.BinaryExpression): ts.Expression[] {
	const operands: ts.Expression[] = [];
	let rest: ts.Expression = node;
	while (ts.isBinaryExpression(rest) && rest.operatorToken.kind === ts.SyntaxKind.PlusToken) {
		operands.unshift(bare(rest.right));
		rest = bare(rest.left);
	}
	return [rest, ...operands];
}

/** What a reader calls a value: `order.id`, `JSON.stringify(order)` -> `order`. */
export function valueName(node: ts.Expression, sourceFile: ts.SourceFile): string {
	const inner = stringifiedArgument(node) ?? node;
	const text = inner.getText(sourceFile).replace(/\s+/g, ' ');
	return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME - 1)}…` : text;
}

/** Objects and errors that the message turns into text: whole errors, `JSON.stringify(x)`, names that hold an object. */
export function stringifiedValues(call: ts.CallExpression, message: LogMessage, context: CodeContext): ts.Expression[] {
	const inMessage = message.values.filter((value) => stringifiedArgument(value) !== undefined || holdsObject(value, context));
	const beside = call.arguments.filter((argument) => stringifiedArgument(argument) !== undefined);
	const all = [...inMessage, ...beside];
	// An error that stands beside the message as it is loses nothing by being named in it.
	return errorUse(call) === 'object' ? all.filter((value) => !isCaughtText(value)) : all;
}

/** `JSON.stringify(x)`, `util.inspect(x)`, `String(err)`: the argument. */
function stringifiedArgument(node: ts.Expression): ts.Expression | undefined {
	if (!ts.isCallExpression(node)) return undefined;
	const [argument] = node.arguments;
	if (argument === undefined) return undefined;
	const callee = node.expression;
	if (ts.isPropertyAccessExpression(callee)) {
		const owner = callee.expression;
		return /^(?:stringify|inspect)$/.test(callee.name.text) && ts.isIdentifier(owner) && /^(?:JSON|util|superjson)$/.test(owner.text) ? argument : undefined;
	}
	return ts.isIdentifier(callee) && callee.text === 'String' && ts.isIdentifier(argument) && isErrorName(argument) ? argument : undefined;
}

function isCaughtText(value: ts.Expression): boolean {
	const inner = stringifiedArgument(value) ?? value;
	return ts.isIdentifier(inner) && isErrorName(inner);
}

function holdsObject(node: ts.Expression, context: CodeContext): boolean {
	if (!ts.isIdentifier(node)) return false;
	return isCaught(node) || evaluate(node, context.frame).kind === 'object';
}
