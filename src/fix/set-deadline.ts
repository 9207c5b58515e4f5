import { profileOf } from '../evidence/code/profile.ts';
import { roleOf } from '../evidence/code/role.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { Module } from '../parse/typescript/modules.ts';
import type { CodeFix } from './code-editors.ts';

/** Without a sibling to follow: long enough for most calls, short enough to be noticed. Documented in docs/rules. */
const DEFAULT_MS = 10_000;

/** What the fact says of the place: the argument that holds the options, the option, and how long others wait. */
interface Wanted {
	/** A path in the options: `signal`, `timeout.request`. */
	readonly option: string;
	readonly index: number;
	readonly ms: number;
}

/** Gives a call or a client a deadline: `signal: AbortSignal.timeout(ms)` or the library's own option, in its options or in new ones. */
export function setDeadline({ module, node, params }: CodeFix): readonly Edit[] {
	const call = callAt(node, module.sourceFile);
	const wanted = wantedOf(params);
	if (call?.arguments === undefined || wanted === undefined || call.arguments.some((argument) => ts.isSpreadElement(argument))) return [];
	const edit = editArgument(call, wanted, module);
	if (edit === undefined) return [];
	// Who calls a library is not in sight, nor are all calls of a client: a limit that they did not ask for is a change of behaviour.
	return [isLibrary(module) || params['client'] === true ? { ...edit, safe: false } : edit];
}

function isLibrary(module: Module): boolean {
	return roleOf(module, profileOf(module)) === 'library';
}

function wantedOf({ option, index, ms }: Readonly<Record<string, unknown>>): Wanted | undefined {
	if (typeof option !== 'string' || !/^[a-z]\w*(?:\.[a-z]\w*)?$/i.test(option) || typeof index !== 'number') return undefined;
	return { option, index, ms: typeof ms === 'number' && Number.isInteger(ms) && ms > 0 ? ms : DEFAULT_MS };
}

/** The call of a fact's place, which is the call itself, the chain that starts with it, or its callee. */
function callAt(node: ts.Node, sourceFile: ts.SourceFile): Callable | undefined {
	if (isCallable(node.parent) && node.parent.expression === node) return node.parent;
	if (ts.isNewExpression(node)) return node;
	const start = node.getStart(sourceFile);
	let innermost: Callable | undefined;
	const visit = (inner: ts.Node): void => {
		if (inner.getStart(sourceFile) !== start) return;
		if (isCallable(inner)) innermost = inner;
		ts.forEachChild(inner, visit);
	};
	visit(node);
	return innermost;
}

/** A call, or the making of a client. */
type Callable = ts.CallExpression | ts.NewExpression;

function isCallable(node: ts.Node): node is Callable {
	return ts.isCallExpression(node) || ts.isNewExpression(node);
}

function editArgument(call: Callable, wanted: Wanted, module: Module): Edit | undefined {
	const options = optionsOf(call, wanted.index);
	if (options === undefined) return appended(call, wanted, module);
	if (ts.isObjectLiteralExpression(options)) return intoObject(options, wanted, module);
	const text = options.getText(module.sourceFile);
	// What a name holds was read when the fact was made; a reviewer should still look at it.
	return ts.isIdentifier(options) && text !== 'undefined' ? replaced(options, `{ ...${text}, ${property(wanted)} }`, false, module) : undefined;
}

/** The options at their index, or the first argument where it is an object: `axios({ url })`. */
function optionsOf(call: Callable, index: number): ts.Expression | undefined {
	const [first] = call.arguments ?? [];
	if (first !== undefined && ts.isObjectLiteralExpression(first)) return first;
	return call.arguments?.[index];
}

function appended(call: Callable, wanted: Wanted, module: Module): Edit | undefined {
	const given = call.arguments;
	if (given === undefined) return undefined;
	const last = given.at(-1);
	if (last === undefined) return wanted.index === 0 ? edited(given.pos, given.pos, `{ ${property(wanted)} }`, true, module) : undefined;
	// `axios.post(url)` has its options behind a body.
	const between = Array.from({ length: wanted.index - given.length }, () => ', undefined').join('');
	return edited(last.end, last.end, `${between}, { ${property(wanted)} }`, true, module);
}

function intoObject(options: ts.ObjectLiteralExpression, wanted: Wanted, module: Module): Edit | undefined {
	const [outer = '', ...inner] = wanted.option.split('.');
	const existing = options.properties.find((member) => member.name !== undefined && ['signal', 'timeout', outer].includes(member.name.getText(module.sourceFile)));
	if (existing !== undefined && ts.isPropertyAssignment(existing) && inner.length > 0 && ts.isObjectLiteralExpression(existing.initializer)) {
		return intoObject(existing.initializer, { ...wanted, option: inner.join('.') }, module);
	}
	if (existing !== undefined) return overwritten(existing, wanted, module);
	const last = options.properties.at(-1);
	if (last === undefined) return replaced(options, `{ ${property(wanted)} }`, true, module);
	return edited(last.end, last.end, `,${separator(options, last, module)}${property(wanted)}`, true, module);
}

/** A new property on a line of its own where the others have one. */
function separator(options: ts.ObjectLiteralExpression, last: ts.Node, module: Module): string {
	const { text } = module.sourceFile;
	const before = text.slice(options.getStart(module.sourceFile), last.getStart(module.sourceFile));
	const lines = before.split(/\r?\n/);
	if (lines.length === 1) return ' ';
	const indent = /^[\t ]*/.exec(lines.at(-1) ?? '')?.[0] ?? '';
	return `${text.includes('\r\n') ? '\r\n' : '\n'}${indent}`;
}

/** `timeout: 0` gets a number; a `timeout` that `fetch` does not read becomes the signal that it means. */
function overwritten(existing: ts.ObjectLiteralElementLike, wanted: Wanted, module: Module): Edit | undefined {
	if (!ts.isPropertyAssignment(existing)) return undefined;
	const name = existing.name.getText(module.sourceFile);
	const meant = ts.isNumericLiteral(existing.initializer) && Number(existing.initializer.text) > 0 ? existing.initializer.getText(module.sourceFile) : String(wanted.ms);
	if (name === 'timeout' && wanted.option === 'signal') return replaced(existing, `signal: AbortSignal.timeout(${meant})`, true, module);
	return name === 'timeout' || name === wanted.option ? replaced(existing, property(wanted), true, module) : undefined;
}

function property({ option, ms }: Wanted): string {
	const [outer, inner] = option.split('.');
	if (/signal$/i.test(option)) return `${option}: AbortSignal.timeout(${ms})`;
	return inner === undefined ? `${outer}: ${ms}` : `${outer}: { ${inner}: ${ms} }`;
}

function replaced(node: ts.Node, text: string, safe: boolean, module: Module): Edit {
	return edited(node.getStart(module.sourceFile), node.end, text, safe, module);
}

function edited(start: number, end: number, text: string, safe: boolean, module: Module): Edit {
	const path = asRepoPath(module.path);
	return { path, ...rangeBetween(sourceText(path, module.sourceFile.text), start, end), text, safe };
}
