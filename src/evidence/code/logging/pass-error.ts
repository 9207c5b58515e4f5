import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { errorUse, isErrorName } from './error-names.ts';
import { type LoggerUse, bare } from './loggers.ts';
import { messageOf } from './message.ts';
import { orderOf } from './structure.ts';

/** A log call with its error handed over whole: its arguments as source text. */
export interface ErrorPassed {
	readonly arguments: readonly string[];
	/** The message and all other fields stay as they were. */
	readonly sameText: boolean;
}

/** The call with the error where its logger takes it; undefined where that is not known to keep the meaning. */
export function passable(call: ts.CallExpression, use: LoggerUse, context: CodeContext): ErrorPassed | undefined {
	const { sourceFile } = context.module;
	const error = errorName(call);
	if (error === undefined || call.arguments.some((argument) => ts.isSpreadElement(argument))) return undefined;
	// A console prints whatever it is given.
	if (use.logger === 'console') return errorUse(call) === 'text' ? { arguments: [...call.arguments.map((argument) => argument.getText(sourceFile)), error], sameText: true } : undefined;
	const order = orderOf(use, context);
	const { node: message, shape } = messageOf(call);
	if (order === undefined || message === undefined || shape === 'expression') return undefined;
	const rest = call.arguments.filter((argument) => argument !== message && !isWhole(argument, error));
	const [fields] = rest;
	if (rest.length > 1 || (fields !== undefined && !ts.isObjectLiteralExpression(fields))) return undefined;
	const present = fields?.properties.map((property) => property.getText(sourceFile)) ?? [];
	const own = withError(present, order === 'first' ? 'err' : 'error', error, fields !== undefined && errorUse(call) === 'object');
	const object = `{ ${own.join(', ')} }`;
	const text = message.getText(sourceFile);
	return { arguments: order === 'first' ? [object, text] : [text, object], sameText: present.every((field) => own.includes(field)) };
}

/** The fields with the error among them, under the key that the logger knows; a text of it under such a key makes way. */
function withError(fields: readonly string[], key: string, error: string, isThere: boolean): readonly string[] {
	if (isThere) return fields;
	return [...fields.filter((field) => !/^(?:err|error)\b/.test(field)), key === error ? key : `${key}: ${error}`];
}

function isWhole(node: ts.Expression, error: string): boolean {
	return bare(node).getText() === error;
}

/** The one error that the arguments name. */
function errorName(call: ts.CallExpression): string | undefined {
	const names = new Set<string>();
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionLike(node)) return;
		if (ts.isIdentifier(node) && isErrorName(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)) names.add(node.text);
		else ts.forEachChild(node, visit);
	};
	for (const argument of call.arguments) visit(argument);
	const [only] = names;
	return names.size === 1 ? only : undefined;
}
