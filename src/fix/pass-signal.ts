import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { Module } from '../parse/typescript/modules.ts';
import type { CodeFix } from './code-editors.ts';

/** What the fact says of the place: which argument takes the signal, and the signal that is at hand. */
interface Wanted {
	readonly index: number;
	/** As code: `signal`, `options.signal`. */
	readonly signal: string;
	readonly as: 'option' | 'argument';
	readonly option: string;
}

/** Passes the caller's signal on: in the options of a call, or as the argument that takes it. */
export function passSignal({ module, node, params }: CodeFix): readonly Edit[] {
	const call = ts.isCallExpression(node) ? node : ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : undefined;
	const wanted = wantedOf(params);
	if (call === undefined || wanted === undefined || call.arguments.some((argument) => ts.isSpreadElement(argument))) return [];
	const edit = wanted.as === 'argument' ? asArgument(call, wanted, module) : asOption(call, wanted, module);
	return edit === undefined ? [] : [edit];
}

function wantedOf({ index, signal, as, option }: Readonly<Record<string, unknown>>): Wanted | undefined {
	if (typeof index !== 'number' || typeof signal !== 'string' || !/^[\w$]+(?:\??\.[\w$]+)*$/.test(signal)) return undefined;
	if (as !== 'option' && as !== 'argument') return undefined;
	return { index, signal, as, option: typeof option === 'string' ? option : 'signal' };
}

function asArgument(call: ts.CallExpression, { index, signal }: Wanted, module: Module): Edit | undefined {
	const given = call.arguments[index];
	if (given !== undefined) return isUndefined(given) ? edited(given.getStart(module.sourceFile), given.end, signal, module) : undefined;
	return call.arguments.length === index ? appended(call, signal, module) : undefined;
}

function isUndefined(node: ts.Expression): boolean {
	return (ts.isIdentifier(node) && node.text === 'undefined') || ts.isVoidExpression(node);
}

function asOption(call: ts.CallExpression, { index, signal, option }: Wanted, module: Module): Edit | undefined {
	const property = signal === option ? option : `${option}: ${signal}`;
	const options = call.arguments[index];
	if (options === undefined) return call.arguments.length === index ? appended(call, `{ ${property} }`, module) : undefined;
	if (!ts.isObjectLiteralExpression(options)) return undefined;
	if (options.properties.some((member) => member.name?.getText(module.sourceFile) === option)) return undefined;
	const last = options.properties.at(-1);
	if (last === undefined) return edited(options.getStart(module.sourceFile), options.end, `{ ${property} }`, module);
	return edited(last.end, last.end, `,${separator(options, last, module)}${property}`, module);
}

function appended(call: ts.CallExpression, text: string, module: Module): Edit {
	const last = call.arguments.at(-1);
	if (last !== undefined) return edited(last.end, last.end, `, ${text}`, module);
	const open = call.end - 1;
	return edited(open, open, text, module);
}

/** A new property on a line of its own where the others have one. */
function separator(options: ts.ObjectLiteralExpression, last: ts.Node, { sourceFile }: Module): string {
	const lines = sourceFile.text.slice(options.getStart(sourceFile), last.getStart(sourceFile)).split(/\r?\n/);
	if (lines.length === 1) return ' ';
	return `${sourceFile.text.includes('\r\n') ? '\r\n' : '\n'}${/^[\t ]*/.exec(lines.at(-1) ?? '')?.[0] ?? ''}`;
}

function edited(start: number, end: number, text: string, module: Module): Edit {
	const path = asRepoPath(module.path);
	return { path, ...rangeBetween(sourceText(path, module.sourceFile.text), start, end), text, safe: true };
}
