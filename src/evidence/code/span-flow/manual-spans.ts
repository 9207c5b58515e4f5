import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { ManualSpan } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { entryOf } from '../handling/entry.ts';
import { calleeName, receiver, textOf, unwrapped } from '../handling/site.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { enclosable } from './enclosable.ts';
import { type Leak, leaksOf } from './flow.ts';
import { type Callback, type Made, endsInWrapper, madeSpan } from './made.ts';
import { type SpanName, endsSpan, escapes, givenTo, isGiven } from './references.ts';

const ABOUT = /Span(?:\b|Manual)|startTransaction|startChild/;
const MAX = 150;
const TEXT_LENGTH = 80;
/** What fails is worst where it is certain. */
const ORDER: readonly Leak['kind'][] = ['return', 'throw', 'continue', 'branch', 'call'];

/** The `manualSpans` of a file. */
export function manualSpans(context: CodeContext): ManualSpan[] {
	if (!ABOUT.test(context.module.sourceFile.text)) return [];
	const found: ManualSpan[] = [];
	for (const node of context.nodesOf(ts.isCallExpression)) {
		const made = madeSpan(node, context.frame);
		if (made !== undefined && found.length < MAX) found.push(spanFact(made, context));
	}
	return found;
}

type Ending = Pick<ManualSpan, 'ended'> & { readonly leak?: Leak; readonly body?: ts.Node };

function spanFact(made: Made, context: CodeContext): ManualSpan {
	const { call } = made;
	const entry = entryOf(call, context);
	const { ended, leak } = endingOf(made, context);
	const at = context.places.at(call, call.expression);
	const mendable = (ended === 'unless' || ended === 'never') && enclosable(call) !== undefined;
	return {
		at,
		subject: subjectOf(call),
		...(entry === undefined ? {} : { entry }),
		api: apiText(call),
		name: textOf(call.arguments[0], context.frame).slice(0, TEXT_LENGTH),
		ended,
		...hold(made, context),
		leak: leak?.kind ?? 'none',
		...(leak === undefined || leak.kind === 'branch' ? {} : { leakAt: context.places.at(leak.node) }),
		leaking: leak?.kind === 'call' ? callText(leak.node) : '',
		...(mendable ? { fix: { name: 'end-span', params: { span: at } } } : {}),
	};
}

/** `tracer.startSpan`, without arguments and line breaks. */
export function apiText(call: ts.CallExpression): string {
	return call.expression.getText().replaceAll(/[?!]|\s+/g, '').replaceAll(/\([^]*?\)/g, '()').slice(0, TEXT_LENGTH);
}

function callText(node: ts.Node): string {
	const inner = ts.isAwaitExpression(node) ? unwrapped(node.expression) : node;
	const text = ts.isCallExpression(inner) ? apiText(inner) : inner.getText().replaceAll(/\s+/g, ' ');
	return text.slice(0, TEXT_LENGTH);
}

/** How many calls end it, and to whom else it goes. */
function hold({ call, callback }: Made, context: CodeContext): Pick<ManualSpan, 'endings' | 'given'> {
	const span = callback === undefined ? nameOf(holderOf(call)) : callback.parameters[0];
	const scope = callback ?? (span === undefined ? undefined : enclosingFunction(span)) ?? context.module.sourceFile;
	if (span === undefined) return { endings: endsOfField(holderOf(call), context), given: [] };
	let endings = 0;
	for (const node of nodesIn(scope)) if (endsSpan(node, span, context.frame)) endings += 1;
	return { endings, given: givenTo(span, scope) };
}

/** `this._span = tracer.startSpan(…)`: ended by whatever method of this file. */
function endsOfField(holder: ts.Node, context: CodeContext): number {
	if (!ts.isBinaryExpression(holder) || !ts.isPropertyAccessExpression(holder.left)) return 0;
	const { text } = holder.left.name;
	return context.nodesOf(ts.isCallExpression).filter((call) => {
		const on = /^(?:end|finish)$/.test(calleeName(call) ?? '') ? receiver(call) : undefined;
		return on !== undefined && ts.isPropertyAccessExpression(on) && on.name.text === text;
	}).length;
}

function holderOf(call: ts.CallExpression): ts.Node {
	let holder: ts.Node = call.parent;
	while (ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder) || ts.isNonNullExpression(holder)) holder = holder.parent;
	return holder;
}

function endingOf(made: Made, context: CodeContext): Ending {
	return made.callback === undefined ? ofReturned(made, context) : ofCallback(made, made.callback, context);
}

function ofCallback(made: Made, callback: Callback, context: CodeContext): Ending {
	if (made.by === 'repository' && endsInWrapper(made.call, context.frame)) return { ended: 'helper' };
	const [first] = callback.parameters;
	if (first === undefined) return { ended: made.by === 'library' ? 'never' : 'unknown' };
	if (!ts.isIdentifier(first.name)) return { ended: 'unknown' };
	const inline = inlineFunctions(callback);
	if (escapes(first, callback, inline, context.frame)) return { ended: 'unknown' };
	if (!mentionsEnd(callback, first, context)) return { ended: made.by === 'library' && !isGiven(first, callback) ? 'never' : 'unknown' };
	const body = callback.body;
	return worst(leaksOf(body, { span: first, start: undefined, inline, frame: context.frame }));
}

function ofReturned({ call, by }: Made, context: CodeContext): Ending {
	const holder = holderOf(call);
	if (ts.isExpressionStatement(holder)) return { ended: by === 'library' ? 'never' : 'unknown' };
	const span = nameOf(holder);
	const fn = enclosingFunction(call);
	if (span === undefined || fn?.body === undefined) return { ended: 'unknown' };
	if (/^(?:await\s+)?using\b/.test(span.parent.getText())) return { ended: 'always' };
	// Declared outside of the function: others may end it.
	if (enclosingFunction(span) !== fn) return { ended: 'unknown' };
	const inline = inlineFunctions(fn);
	if (escapes(span, fn, inline, context.frame)) return { ended: 'unknown' };
	if (!mentionsEnd(fn, span, context)) return { ended: isGiven(span, fn) ? 'unknown' : 'never' };
	return worst(leaksOf(fn.body, { span, start: call, inline, frame: context.frame }));
}

/** The variable that a span is put into. */
function nameOf(holder: ts.Node): SpanName | undefined {
	if (ts.isVariableDeclaration(holder)) return ts.isIdentifier(holder.name) ? holder : undefined;
	if (!ts.isBinaryExpression(holder) || holder.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isIdentifier(holder.left)) return undefined;
	const declaration = declarationOf(holder.left.text, holder.left);
	return declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration : undefined;
}

function mentionsEnd(scope: ts.Node, span: SpanName, context: CodeContext): boolean {
	for (const node of nodesIn(scope)) if (endsSpan(node, span, context.frame)) return true;
	return false;
}

function worst(leaks: readonly Leak[]): Ending {
	const waited = leaks.filter(({ kind, node, handled }) => kind !== 'call' || handled === true || ts.isAwaitExpression(node));
	const [leak] = waited.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
	return leak === undefined ? { ended: 'always' } : { ended: 'unless', leak };
}

/** Functions that run in place: `context.with(ctx, async () => { … })`. */
function inlineFunctions(scope: ts.Node): ReadonlySet<ts.Node> {
	const found = new Set<ts.Node>();
	for (const node of nodesIn(scope)) {
		if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) continue;
		const call = node.parent;
		if (ts.isCallExpression(call) && /^(?:with|withSpan|withActiveSpan|activate|runInContext|finally)$/.test(calleeName(call) ?? '')) found.add(node);
		if (ts.isParenthesizedExpression(call) && ts.isCallExpression(call.parent)) found.add(node);
	}
	return found;
}
