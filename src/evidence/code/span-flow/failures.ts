import { ts } from '../../../parse/typescript/compiler.ts';
import type { SpanFailure } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { callsIn, calledName, isPlain, reactionKind } from '../errors/calls.ts';
import { guardsOf } from '../errors/guards.ts';
import type { CatchSite } from '../errors/sites.ts';
import { entryOf } from '../handling/entry.ts';
import { receiver, unwrapped } from '../handling/site.ts';
import { loggerUse } from '../logging/loggers.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { property } from '../value/object-shape.ts';
import { alternatives } from '../value/value.ts';
import { type FailureSite, failureSites } from './failure-sites.ts';
import { apiText } from './manual-spans.ts';
import { type SpanHolder, isHeld, spanText } from './holders.ts';

const ABOUT = /[sS]pan\??\.|Span(?:\b|Manual)|startTransaction|startChild/;
const MAX = 100;
const RECORDS = /recordException|recordError|captureException|captureError|noticeError|setError|SpanError|spanError|ErrorOnSpan|traceException/;
/** Makes something else of an error, and tells nobody: `serializeError(e)`. */
const CONVERTS = /^(?:serialize|format|get|to|as|parse|normalize|stringify|extract|describe|convert|cast|inspect)\w*(?:Err|Error|Errors|Message|Exception|Reason|Text|String|Stack|Cause|JSON)$/;
const GIVES_BACK = /^(?:reject|next|callback|cb|done|fail|abort|throwError)$/;

type Told = Pick<SpanFailure, 'exception' | 'status'>;

/** The `spanFailures` of a file: handlers of failures where a span is at hand. */
export function spanFailures(context: CodeContext): SpanFailure[] {
	if (!ABOUT.test(context.module.sourceFile.text)) return [];
	const counts = new Map<string, number>();
	return failureSites(context).slice(0, MAX).map((found) => failureFact(found, context, counts));
}

function failureFact({ site, span, call, held }: FailureSite, context: CodeContext, counts: Map<string, number>): SpanFailure {
	const entry = entryOf(site.node, context);
	const subject = call === undefined ? subjectOf(site.node) : subjectOf(call);
	const name = spanText(span);
	const key = `${held} ${subject} ${name}`;
	const ordinal = counts.get(key) ?? 0;
	counts.set(key, ordinal + 1);
	return {
		at: context.places.at(site.node, site.kind === 'clause' && ts.isCatchClause(site.node) ? (site.node.variableDeclaration ?? site.node) : site.node),
		subject,
		...(entry === undefined ? {} : { entry }),
		span: name,
		api: call === undefined ? '' : apiText(call),
		held,
		ordinal,
		...toldIn(site, span, context),
		outcome: outcomeOf(site),
	};
}

/** What the handler tells the span; a function that is given the span or the error may tell it for the handler. */
function toldIn(site: CatchSite, span: SpanHolder, context: CodeContext): Told {
	let { exception, status }: Told = { exception: 'absent', status: 'absent' };
	// A function in the handler is its own way to go on: `new Promise((_, reject) => …)`.
	for (const call of callsIn(site.body, true)) {
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

function toldBy(call: ts.CallExpression, site: CatchSite, span: SpanHolder, context: CodeContext): Told | undefined {
	const name = calledName(call);
	const on = receiver(call);
	if (on !== undefined && isHeld(rootOf(on), span)) return toldToSpan(call, name, context);
	const givenSpan = call.arguments.some((argument) => isHeld(unwrapped(argument), span));
	const givenError = site.error !== undefined && call.arguments.some((argument) => mentions(argument, site.error?.text ?? ''));
	if (RECORDS.test(name)) return { exception: 'recorded', status: givenSpan ? 'error' : 'unknown' };
	if (givenSpan) return /^(?:end|finish|close)/i.test(name) ? undefined : PERHAPS;
	if (!givenError || loggerUse(call, context) !== undefined || isPlain(call) || GIVES_BACK.test(name) || CONVERTS.test(name) || reactionKind(call) === 'log') return undefined;
	return recordsInside(call, context);
}

function toldToSpan(call: ts.CallExpression, name: string, context: CodeContext): Told {
	const [first] = call.arguments;
	if (name === 'recordException' || name === 'addEvent') return { exception: 'recorded', status: 'absent' };
	if (name === 'setStatus' || name === 'setOutcome') return { exception: 'absent', status: first === undefined ? 'unknown' : statusOf(first, context) };
	// `setTag('error', err)` of Datadog and OpenTracing, `setAttribute('error', …)`.
	const speaks = /err|exception|fail/i.test(call.arguments.map((argument) => argument.getText()).join(' '));
	if (!speaks) return NOTHING;
	if (/^(?:setTag|addTags)$/.test(name)) return { exception: 'recorded', status: 'error' };
	if (/^setAttributes?$/.test(name)) return { exception: 'unknown', status: 'absent' };
	return /^(?:log|setData)$/.test(name) ? { exception: 'recorded', status: 'unknown' } : NOTHING;
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
