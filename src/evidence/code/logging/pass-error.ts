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
	const texts = call.arguments.map((argument) => argument.getText(sourceFile));
	// A console prints whatever it is given.
	if (use.logger === 'console') return errorUse(call) === 'text' ? { arguments: [...texts, error], sameText: true } : undefined;
	const order = orderOf(use, context);
	const { node: message, shape } = messageOf(call);
	if (order === undefined || message === undefined || shape === 'expression') return undefined;
	const rest = call.arguments.filter((argument) => argument !== message && !isWhole(argument, error));
	if (rest.length > 1 || rest.some((argument) => !ts.isObjectLiteralExpression(argument))) return undefined;
	const fields = rest.flatMap((argument) => (ts.isObjectLiteralExpression(argument) ? argument.properties.map((property) => property.getText(sourceFile)) : []));
	const key = order === 'first' ? 'err' : 'error';
	const taken = fields.some((field) => new RegExp(`^(?:err|error)\\b`).test(field));
	const own = errorUse(call) === 'object' ? fields : [...(taken ? fields.filter((field) => !/^(?:err|error)\b/.test(field)) : fields), key === error ? key : `${key}: ${error}`];
	const object = `{ ${(errorUse(call) === 'object' && rest.length === 0 ? [key === error ? key : `${key}: ${error}`] : own).join(', ')} }`;
	const text = message.getText(sourceFile);
	return { arguments: order === 'first' ? [object, text] : [text, object], sameText: !taken || errorUse(call) === 'object' };
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
