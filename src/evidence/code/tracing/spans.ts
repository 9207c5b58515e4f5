import { ts } from '../../../parse/typescript/compiler.ts';
import type { Profile, WorkUnit } from '../../facts.ts';
import { nodesIn } from '../handling/calls.ts';
import { type Work, calleeName, receiver, unwrapped } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';
import { isInstrumented } from './libraries.ts';

export type SpanState = WorkUnit['span'];

/** Calls that open a span themselves. */
const OPENS = /^(?:startActiveSpan|startSpan|startInactiveSpan|startSpanManual|startTransaction|startSegment|startBackgroundTransaction|captureAsyncFunc|continueTrace)$/;
const STAYS_OPEN = /^(?:startSpan|startInactiveSpan|startTransaction|startSegment)$/;
/** Wrappers that projects write for themselves: `withSpan`, `traceFunction`, `runInTrace`, `traced`, `instrumentAsync`. */
const WRAPS = /^instrument(?:Async|Sync|Fn|Function|Job)$|^(?:with|in|run|start|trace|traced|wrap|instrument|record|create|use|execute|measure)\w*(?:Span|Trace|Tracing|Traced)(?![a-z])\w*$|^(?:trace|traced|span|instrument|traceFunction|traceAsync|traceFn)$/;
const NOT_A_WRAPPER = /StackTrace|SpanContext|SpanId|TraceId|TraceContext|TracerProvider/;
const LOGGERS = /^(?:console|log|logger|logging)$/i;
const DECORATORS = /^(?:Span|Trace|Traced|Traceable|WithSpan|Instrument|trace|span|traced|withSpan|instrument)$/;

/** How many calls of a function are followed in search of a span, and how deep. */
const MAX_CALLS = 25;
const MAX_STEPS = 2;

/** Is a span open around a node: by a function or decorator around it, or opened earlier in its own function? */
export function insideSpan(node: ts.Node, frame: Frame): boolean {
	return openings(node, frame, 'itself').next().done !== true;
}

/** How many spans are open at a node; work beside a wrapper is not inside of it. */
export function spansAround(node: ts.Node, frame: Frame): number {
	return [...openings(node, frame, 'by hand')].length;
}

function* openings(node: ts.Node, frame: Frame, where: keyof typeof opening): Generator<ts.Node> {
	for (let around: ts.Node | undefined = node; around !== undefined; around = around.parent) {
		if (ts.isCallExpression(around) && around !== node && opensSpan(around, frame)) yield around;
		else if (ts.isFunctionLike(around) && opensInside(around, frame, where)) yield around;
		else if ((ts.isMethodDeclaration(around) || ts.isClassDeclaration(around)) && isDecorated(around)) yield around;
	}
}

/** Does a function do its work inside a span: opened in it, around it, by a decorator, or by the function it hands over to? */
export function hasSpan(work: Work): boolean {
	return insideSpan(work.node, work.frame) || opensInside(work.node, work.frame, 'anywhere');
}

/** The span of a unit of work: made by hand, by instrumentation of its library, or by nobody. */
export function spanOf(work: Work | undefined, library: string, profile: Profile, steps = MAX_STEPS): SpanState {
	if (work !== undefined && hasSpan(work)) return 'manual';
	if (isInstrumented(library, profile.tracing.instruments)) return 'auto';
	if (work === undefined) return 'unknown';
	return profile.tracing.libraries.length > 0 && handsOverToSpan(work, steps) ? 'unknown' : 'absent';
}

/** Does a function that this one calls open a span? Then the work shows in a trace, whether as a whole or in parts we do not judge. */
function handsOverToSpan(work: Work, steps: number): boolean {
	if (steps === 0) return false;
	let calls = 0;
	for (const node of nodesIn(work.node)) {
		if (!ts.isCallExpression(node)) continue;
		calls += 1;
		if (calls > MAX_CALLS) return false;
		for (const callee of alternatives(evaluate(node.expression, work.frame))) {
			if (callee.kind !== 'function' || callee.node === work.node) continue;
			if (opensInside(callee.node, callee.frame, 'anywhere') || handsOverToSpan(callee, steps - 1)) return true;
		}
	}
	return false;
}

const opening = { itself: new WeakMap<ts.Node, boolean>(), 'by hand': new WeakMap<ts.Node, boolean>(), anywhere: new WeakMap<ts.Node, boolean>() };

/** Does a function open a span: by `itself`, `by hand` (no function is given to run inside it), or `anywhere` in it, functions inside it included? */
export function opensInside(fn: ts.Node, frame: Frame, where: keyof typeof opening): boolean {
	const known = opening[where].get(fn);
	if (known !== undefined) return known;
	// Set before looking: a function may lead back to itself.
	opening[where].set(fn, false);
	const here = (node: ts.CallExpression): boolean => where === 'anywhere' || (runsIn(node) === fn && (where === 'itself' || staysOpen(node)));
	const found = nodesIn(fn).some((node) => ts.isCallExpression(node) && here(node) && opensSpan(node, frame));
	opening[where].set(fn, found);
	return found;
}

/** `const span = tracer.startSpan('x')`: nothing is given to run inside it, so it is open from there on. */
function staysOpen(node: ts.CallExpression): boolean {
	return STAYS_OPEN.test(calleeName(node) ?? '') && !node.arguments.some((argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument));
}

function runsIn(node: ts.Node): ts.Node | undefined {
	return ts.findAncestor(node.parent, ts.isFunctionLike);
}

const opened = new WeakMap<ts.Node, boolean>();

/** `tracer.startActiveSpan(…)`, `withSpan('name', fn)`, `traceFunction({ … })(fn)`, or a function of the repository that does so. */
export function opensSpan(node: ts.CallExpression, frame: Frame): boolean {
	const known = opened.get(node);
	if (known !== undefined) return known;
	const opens = findOpening(node, frame);
	opened.set(node, opens);
	return opens;
}

function findOpening(node: ts.CallExpression, frame: Frame): boolean {
	const callee = unwrapped(node.expression);
	if (ts.isCallExpression(callee)) return opensSpan(callee, frame);
	const name = calleeName(node);
	if (name === undefined || LOGGERS.test(nameOf(receiver(node)))) return false;
	if (OPENS.test(name)) return !isDatabase(node);
	if (WRAPS.test(name) && !NOT_A_WRAPPER.test(name)) return true;
	return node.arguments.some((argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) && wrapsByBody(node, frame);
}

/** `session.startTransaction()` is a database's, `Sentry.startTransaction()` is a trace's. */
function isDatabase(node: ts.CallExpression): boolean {
	return calleeName(node) === 'startTransaction' && !/^(?:sentry|apm|newrelic|tracer)/i.test(nameOf(receiver(node)));
}

function nameOf(node: ts.Expression | undefined): string {
	if (node === undefined) return '';
	if (ts.isPropertyAccessExpression(node)) return node.name.text;
	return ts.isIdentifier(node) ? node.text : '';
}

/** A function of the repository that is given a callback and opens a span around it. */
function wrapsByBody(node: ts.CallExpression, frame: Frame): boolean {
	for (const value of alternatives(evaluate(node.expression, frame))) {
		if (value.kind !== 'function' || ts.findAncestor(node, (ancestor) => ancestor === value.node) !== undefined) continue;
		for (const inner of nodesIn(value.node)) {
			if (ts.isCallExpression(inner) && OPENS.test(calleeName(inner) ?? '') && !isDatabase(inner)) return true;
		}
	}
	return false;
}

function isDecorated(node: ts.MethodDeclaration | ts.ClassDeclaration): boolean {
	return (ts.getDecorators(node) ?? []).some(({ expression }) => {
		const callee = ts.isCallExpression(expression) ? expression.expression : expression;
		return DECORATORS.test(nameOf(callee)) || WRAPS.test(nameOf(callee));
	});
}
