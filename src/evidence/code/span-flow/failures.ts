import { ts } from '../../../parse/typescript/compiler.ts';
import type { SpanFailure } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { callsIn, calledName, isPlain, reactionKind } from '../errors/calls.ts';
import { guardsOf } from '../errors/guards.ts';
import { type CatchSite, catchSite } from '../errors/sites.ts';
import { nodesIn } from '../handling/calls.ts';
import { entryOf } from '../handling/entry.ts';
import { receiver, unwrapped } from '../handling/site.ts';
import { loggerUse } from '../logging/loggers.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { property } from '../value/object-shape.ts';
import { alternatives } from '../value/value.ts';
import { type Made, madeSpan } from './made.ts';
import { apiText } from './manual-spans.ts';
import { type SpanName, isSpan } from './references.ts';

const ABOUT = /startActiveSpan|startSpan|startInactiveSpan|startTransaction|startChild/;
const MAX = 100;
const RECORDS = /recordException|recordError|captureException|captureError|noticeError|setError|SpanError|spanError|ErrorOnSpan|traceException/;
const GIVES_BACK = /^(?:reject|next|callback|cb|done|fail|abort|throwError)$/;

type Told = Pick<SpanFailure, 'exception' | 'status'>;

/** The `spanFailures` of a file: handlers of failures inside spans that are made by hand. */
export function spanFailures(context: CodeContext): SpanFailure[] {
	if (!ABOUT.test(context.module.sourceFile.text)) return [];
	const found: SpanFailure[] = [];
	const taken = new Set<ts.Node>();
	const counts = new Map<string, number>();
	// The innermost span first: a handler belongs to the nearest.
	for (const call of context.nodesOf(ts.isCallExpression).toReversed()) {
		const made = madeSpan(call, context.frame);
		const span = made === undefined ? undefined : spanOf(made);
		if (made === undefined || span === undefined || found.length >= MAX) continue;
		for (const site of sitesIn(made, context)) {
			if (taken.has(site.node)) continue;
			taken.add(site.node);
			found.push(failureFact(site, made, span, context, counts));
		}
	}
	return found;
}

/** The name of the span: a variable, or the parameter of the function that runs with it. */
function spanOf({ call, callback }: Made): SpanName | undefined {
	if (callback !== undefined) {
		const [first] = callback.parameters;
		return first !== undefined && ts.isIdentifier(first.name) ? first : undefined;
	}
	const holder = call.parent;
	return ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) ? holder : undefined;
}

function* sitesIn({ call, callback }: Made, context: CodeContext): Generator<CatchSite> {
	const scope = callback ?? enclosingFunction(call);
	if (scope === undefined) return;
	for (const node of nodesIn(scope)) {
		const site = ts.isCatchClause(node) || ts.isCallExpression(node) ? catchSite(node, context) : undefined;
		if (site === undefined || site.kind === 'callback') continue;
		const home = site.kind === 'clause' ? enclosingFunction(site.node) : enclosingFunction(site.tried);
		// A span that is declared inside of what is tried is out of the handler's reach.
		const reached = callback !== undefined || ts.findAncestor(call, (around) => around === site.tried) === undefined;
		const open = reached && (callback !== undefined || site.node.end > call.end);
		if (home === scope && open) yield site;
	}
}

function failureFact(site: CatchSite, made: Made, span: SpanName, context: CodeContext, counts: Map<string, number>): SpanFailure {
	const entry = entryOf(site.node, context);
	const subject = subjectOf(made.call);
	const name = span.name.getText();
	const key = `${subject} ${name}`;
	const ordinal = counts.get(key) ?? 0;
	counts.set(key, ordinal + 1);
	return {
		at: context.places.at(site.node, site.kind === 'clause' && ts.isCatchClause(site.node) ? (site.node.variableDeclaration ?? site.node) : site.node),
		subject,
		...(entry === undefined ? {} : { entry }),
		span: name,
		api: apiText(made.call),
		ordinal,
		...toldIn(site, span, context),
		outcome: outcomeOf(site),
	};
}

/** What the handler tells the span; a function that is given the span or the error may tell it for the handler. */
function toldIn(site: CatchSite, span: SpanName, context: CodeContext): Told {
	let { exception, status }: Told = { exception: 'absent', status: 'absent' };
	for (const call of callsIn(site.body)) {
		if (!ts.isCallExpression(call)) continue;
		const told = toldBy(call, site, span, context);
		if (told === undefined) continue;
		if (exception === 'absent' || told.exception === 'recorded') exception = told.exception;
		if (status === 'absent' || told.status === 'error') status = told.status;
	}
	return { exception, status };
}

const NOTHING: Told = { exception: 'absent', status: 'absent' };
const PERHAPS: Told = { exception: 'unknown', status: 'unknown' };

function toldBy(call: ts.CallExpression, site: CatchSite, span: SpanName, context: CodeContext): Told | undefined {
	const name = calledName(call);
	const on = receiver(call);
	if (on !== undefined && isSpan(rootOf(on), span)) return toldToSpan(call, name, context);
	const givenSpan = call.arguments.some((argument) => isSpan(unwrapped(argument), span));
	const givenError = site.error !== undefined && call.arguments.some((argument) => mentions(argument, site.error?.text ?? ''));
	if (RECORDS.test(name)) return { exception: 'recorded', status: givenSpan ? 'error' : 'unknown' };
	if (givenSpan) return /^(?:end|finish|close)/i.test(name) ? undefined : PERHAPS;
	if (!givenError || loggerUse(call, context) !== undefined || isPlain(call) || GIVES_BACK.test(name) || reactionKind(call) === 'log') return undefined;
	return recordsInside(call, context);
}

function toldToSpan(call: ts.CallExpression, name: string, context: CodeContext): Told {
	const [first] = call.arguments;
	if (name === 'recordException' || name === 'addEvent') return { exception: 'recorded', status: 'absent' };
	if (name === 'setStatus' || name === 'setOutcome') return { exception: 'absent', status: first === undefined ? 'unknown' : statusOf(first, context) };
	// `setTag('error', err)` of Datadog and OpenTracing, `setAttribute('error', …)`.
	if (/^(?:setTag|addTags|setAttribute|setAttributes|log|setData)$/.test(name) && /err|exception|fail/i.test(call.arguments.map((argument) => argument.getText()).join(' '))) {
		return { exception: 'recorded', status: /^(?:setTag|addTags)$/.test(name) ? 'error' : 'unknown' };
	}
	return NOTHING;
}

function statusOf(node: ts.Expression, context: CodeContext): Told['status'] {
	const text = node.getText();
	const code = alternatives(evaluate(node, context.frame)).find((value) => value.kind === 'object');
	const value = code === undefined ? undefined : property(code, 'code');
	if (/\bERROR\b|['"](?:internal_)?error['"]|failure|\bcode:\s*2\b/i.test(text) || (value?.kind === 'literal' && value.value === 2)) return 'error';
	if (/\b(?:OK|UNSET)\b|['"]ok['"]|\bcode:\s*[01]\b/.test(text) && !text.includes('?')) return 'other';
	return 'unknown';
}

/** A function of the repository that is given the error: does it record on whatever span is active? */
function recordsInside(call: ts.CallExpression, context: CodeContext): Told | undefined {
	const callees = alternatives(evaluate(call.expression, context.frame));
	if (!callees.some(({ kind }) => kind === 'function')) return PERHAPS;
	const records = callees.some((callee) => callee.kind === 'function' && /recordException|setStatus|captureException|setTag\(/.test(callee.node.getText()));
	return records ? PERHAPS : undefined;
}

function outcomeOf(site: CatchSite): SpanFailure['outcome'] {
	let rethrown = false;
	let expected = false;
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionLike(node)) return;
		if (ts.isThrowStatement(node) || (ts.isCallExpression(node) && (GIVES_BACK.test(calledName(node)) || /^Promise\.reject$/.test(node.expression.getText())))) rethrown = true;
		if (ts.isContinueStatement(node)) expected = true;
		if ((ts.isIfStatement(node) || ts.isConditionalExpression(node)) && asksWhich(ts.isIfStatement(node) ? node.expression : node.condition, site)) expected = true;
		ts.forEachChild(node, visit);
	};
	visit(site.body);
	if (rethrown) return 'rethrown';
	// Somebody wrote an empty handler: another rule asks why.
	if (ts.isBlock(site.body) && site.body.statements.length === 0) return 'expected';
	const harmless = site.kind === 'clause' ? ['cleanup', 'probe', 'parse', 'rollback', 'eviction'].includes(guardsOf(site.tried, false)) : true;
	return expected || harmless ? 'expected' : 'ended';
}

/** `if (error.code === 'ENOENT')`; that it is an Error at all says nothing. */
function asksWhich(condition: ts.Expression, site: CatchSite): boolean {
	const text = condition.getText();
	return site.error !== undefined && mentions(condition, site.error.text) && !/^\w+ instanceof Error$/.test(text);
}

function rootOf(node: ts.Expression): ts.Expression {
	const inner = unwrapped(node);
	return ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression) ? rootOf(inner.expression.expression) : inner;
}

function mentions(node: ts.Node, name: string): boolean {
	if (ts.isIdentifier(node)) return node.text === name;
	return ts.forEachChild(node, (child) => (mentions(child, name) ? true : undefined)) ?? false;
}
