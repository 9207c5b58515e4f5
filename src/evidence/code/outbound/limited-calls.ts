import { ts } from '../../../parse/typescript/compiler.ts';
import type { LimitFacts, LimitedCall } from '../../facts/limits.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import { contextAt } from '../context-at.ts';
import type { CodeContext } from '../context.ts';
import { subjectOf } from '../subject.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { shapeOf, staticName } from '../value/object-shape.ts';
import { type Frame, type Value, alternatives } from '../value/value.ts';
import { durationOf } from './judgement.ts';
import { signalDeadline } from './signal.ts';
import { lastName } from '../last-name.ts';

export const NO_LIMITS: LimitFacts = { limitedCalls: [] };

/** The most of them that one file may hold: a policy compares them with those at base. */
const MAX = 200;
const NAME_LENGTH = 80;
const MAX_NESTING = 3;

/** Options that end a wait. Those that end an idle connection, a lock or what a page shows are about something else. */
const LIMIT = /time_?out|deadline|time_?limit/i;
const NO_LIMIT = /idle|visib|keep_?alive|session|lock|toast|debounce|stall|poll|shutdown|drain|headers_?sent|id$|error|reason|^on[A-Z]|clear/i;
const SIGNAL = /signal$/i;
/** `timeout = 5000`, `timeoutMs: number = DEFAULT_MS`, `options.timeout ?? 5000`; `const timer = setTimeout(…)` too: it ends its own wait. */
const FALLS_BACK = /(?:[tT]ime_?[oO]ut|[dD]eadline)\w*(?:: *number)?\s*(?:\?\?|\|\||=)\s*(?:\d|[A-Z]|this\.|setTimeout|env\b|process\.)/;

/** Calls of the language and of logs and checks, which wait for nobody. */
const NO_WAIT = /^(?:new )?(?:console|log|\w*[lL]ogger|\w*[sS]pan|Object|Array|JSON|Math|Number|String|Date|Map|Set|WeakMap|Error|\w+Error|URL|RegExp|Buffer|Headers|Response|Request|AbortController|AbortSignal|setTimeout|setInterval|clearTimeout|z|Joi|yup|expect|describe|it|test|sleep|delay|wait)\b/;

type Call = ts.CallExpression | ts.NewExpression;

/** A call before it is known whether its limits are of interest. */
interface Candidate {
	readonly node: Call;
	readonly name: string;
	readonly parts: readonly Limits[];
}

/**
 * The calls whose limits of time are compared with base; `known` are the places of calls that are judged by themselves. A callee that
 * has no limit in any of its calls, here and at base, has nothing to compare: most of a file is of that kind.
 */
export function limitedCalls(context: CodeContext, known: ReadonlySet<string>): LimitedCall[] {
	const candidates = candidatesOf(context);
	const limited = new Set([...limitedNames(candidates), ...limitedAtBase(context)]);
	return candidates
		.filter(({ node, name }) => limited.has(name) && !known.has(context.places.at(node)) && !known.has(context.places.at(node, node.expression)))
		.slice(0, MAX)
		.map((call) => ({ at: context.places.at(call.node, call.node.expression), subject: subjectOf(call.node), name: call.name, ...limitsOf(call, context) }));
}

function candidatesOf({ nodesOf, frame }: Pick<CodeContext, 'nodesOf' | 'frame'>): Candidate[] {
	return [...nodesOf(ts.isCallExpression), ...nodesOf(ts.isNewExpression)].flatMap((node) => {
		const name = isKept(node) ? nameOf(node) : '';
		return name === '' || NO_WAIT.test(name) ? [] : [{ node, name, parts: (node.arguments ?? []).map((argument) => inArgument(argument, frame)) }];
	});
}

function limitedNames(candidates: readonly Candidate[]): string[] {
	return candidates.filter(({ parts }) => parts.some(({ limits }) => limits.length > 0)).map(({ name }) => name);
}

const namesAtBase = new WeakMap<Module, readonly string[]>();

/** The callees that had a limit in this file at base. */
function limitedAtBase({ module: { codebase, path, sourceFile } }: CodeContext): readonly string[] {
	const before = codebase.base === codebase ? undefined : codebase.base.module(codebase.pathBefore(path));
	// The same text gives the same limits; in a scan every file is its own base.
	if (before === undefined || before.sourceFile === sourceFile) return [];
	const names = namesAtBase.get(before) ?? limitedNames(candidatesOf(contextAt(before)));
	namesAtBase.set(before, names);
	return names;
}

/** Waited for, handed back, or made to be kept. */
function isKept(node: Call): boolean {
	let holder: ts.Node = node.parent;
	while (ts.isParenthesizedExpression(holder)) holder = holder.parent;
	if (ts.isNewExpression(node)) return (node.arguments ?? []).length > 0;
	if (ts.isBinaryExpression(holder)) return holder.operatorToken.kind === ts.SyntaxKind.EqualsToken;
	return ts.isAwaitExpression(holder) || ts.isReturnStatement(holder) || ts.isArrowFunction(holder) || ts.isVariableDeclaration(holder) || ts.isPropertyDeclaration(holder) || ts.isPropertyAssignment(holder);
}

/** The callee as written without arguments; empty for one that has no name. */
function nameOf(node: Call): string {
	const written = dotted(node.expression);
	return written === '' ? '' : `${ts.isNewExpression(node) ? 'new ' : ''}${written}`.slice(0, NAME_LENGTH);
}

function dotted(node: ts.Expression): string {
	if (ts.isIdentifier(node)) return node.text;
	if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this';
	if (!ts.isPropertyAccessExpression(node)) return '';
	const owner = dotted(node.expression);
	return owner === '' ? '' : `${owner}.${node.name.text}`;
}

/** What limits a call's time, with the node that says so where it stands in this file. */
interface Limits {
	readonly limits: readonly { readonly name: string; readonly node: ts.Node | undefined }[];
	readonly open: boolean;
}

function limitsOf({ node, parts }: Candidate, { frame, places, module }: CodeContext): Pick<LimitedCall, 'limits' | 'open'> {
	const limits = new Map(parts.flatMap((part) => part.limits.map((limit): [string, ts.Node | undefined] => [limit.name, limit.node])));
	const here = (place: ts.Node | undefined): ts.Node => (place?.getSourceFile() === module.sourceFile ? place : node.expression);
	return {
		limits: [...limits].map(([name, place]) => ({ name, at: places.at(here(place)) })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
		open: parts.some((part) => part.open) || (limits.size === 0 && calleeDecides(node, frame)),
	};
}

const NOTHING: Limits = { limits: [], open: false };

function inArgument(argument: ts.Expression, frame: Frame): Limits {
	if (ts.isSpreadElement(argument)) return { limits: [], open: true };
	if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument) || ts.isStringLiteralLike(argument)) return NOTHING;
	const name = lastName(argument);
	if (LIMIT.test(name) && !NO_LIMIT.test(name)) return { limits: [{ name: 'argument', node: argument }], open: false };
	if (!ts.isIdentifier(argument) && !/time_?out|deadline|time_?limit|signal|\.\.\./i.test(argument.getText())) return NOTHING;
	return inValue(evaluate(argument, deeper(frame)), 0);
}

function inValue(value: Value, nesting: number): Limits {
	if (nesting > MAX_NESTING) return NOTHING;
	const parts = alternatives(value).map((option) => (option.kind === 'object' ? inObject(option, nesting) : { limits: [], open: isOpen(option) }));
	return { limits: parts.flatMap((part) => part.limits), open: parts.some((part) => part.open) };
}

/** Something handed in or made elsewhere may hold options; a piece of data is not looked through. */
function isOpen(value: Value): boolean {
	return value.kind === 'rest' || value.kind === 'result' || value.kind === 'unknown' || (value.kind === 'parameter' && value.node.type === undefined) || (value.kind === 'parameter' && /option|config|settings|init|params|opts/i.test(value.node.name.getText()));
}

function inObject(value: Extract<Value, { kind: 'object' }>, nesting: number): Limits {
	const { entries, open } = shapeOf(value);
	const limits: Limits['limits'][number][] = [];
	let anythingOpen = open.length > 0;
	for (const [name, entry] of entries) {
		if (limitsTime(name, entry)) limits.push({ name, node: value.node.properties.find((member) => member.name !== undefined && staticName(member.name) === name) });
		else if (entry.kind === 'object') {
			const inner = inObject(entry, nesting + 1);
			limits.push(...inner.limits);
			anythingOpen ||= inner.open;
		}
	}
	return { limits, open: anythingOpen };
}

function limitsTime(name: string, value: Value): boolean {
	if (SIGNAL.test(name)) return signalDeadline(value).state === 'literal';
	if (!LIMIT.test(name) || NO_LIMIT.test(name) || value.kind === 'function') return false;
	const { state, reason } = durationOf(value);
	// A setting that may turn out to be zero or undefined is still a setting.
	return state === 'literal' || state === 'caller' || (state === 'unknown' && reason !== undefined);
}

/** A function of the repository that falls back on a limit of its own: `timeout = 5000`, `options.timeout ?? 5000`. */
function calleeDecides(node: Call, frame: Frame): boolean {
	return alternatives(evaluate(node.expression, deeper(frame))).some(
		(callee) => (callee.kind === 'function' || callee.kind === 'class') && fallsBack(callee.node),
	);
}

const fallingBack = new WeakMap<ts.Node, boolean>();

/** A class is called from many places, and its text may be long. */
function fallsBack(node: ts.Node): boolean {
	const known = fallingBack.get(node) ?? FALLS_BACK.test(node.getText());
	fallingBack.set(node, known);
	return known;
}
