import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName, packagesOf, receiver, unwrapped } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, type FunctionNode, alternatives } from '../value/value.ts';

/** A call that records a metric. */
export interface Recording {
	/** The metric as the code names it: `this.ordersCounter`, `'orders.placed'`. */
	readonly metric: string;
	/** What holds the labels. */
	readonly labels: readonly ts.Expression[];
	/** Labels given by position: `counter.labels(route, userId)`. */
	readonly positional: readonly ts.Expression[];
	/** The metric's name, where the call holds it. */
	readonly name: ts.Expression | undefined;
}

const METRIC_NAME = /counter|histogram|gauge|metric|summary|instrument|observable|meter|latency|duration|throughput|(?:total|seconds|millis|_ms|bytes)$/i;
const STATSD = /statsd|dogstatsd|hotshots|hot_shots|metrics?$|stats$/i;
const STATSD_METHODS = /^(?:increment|decrement|gauge|histogram|distribution|timing|count|unique|incrementBy|set)$/;
const METRIC_PACKAGES = /^(?:prom-client|@opentelemetry\/api|@opentelemetry\/sdk-metrics|hot-shots|node-statsd|@willsoto\/nestjs-prometheus)$/;
/** Functions that projects write: `recordIncrement('orders', 1, { … })`. */
const HELPER = /^(?:record|inc|incr|increment|observe|emit|report|count|add|mark|measure)(?:[A-Z]\w*)?(?:Metric|Metrics|Count|Counter|Increment|Distribution|Gauge|Histogram|Duration|Latency|Timing)s?$/;
/** What may be a function of the repository that records: only those are looked into. */
const MAY_RECORD = /^(?:record|inc|incr|increment|decrement|observe|emit|report|count|mark|measure|track|timing|gauge|histogram|distribution|metric)(?:$|[A-Z_])/;
const RECORDER = /metric|telemetry|stats|meter|instrumentation|monitor/i;

/** The recording that a call is by itself; undefined for any other call. */
export function recordingOf(node: ts.CallExpression, frame: Frame): Recording | undefined {
	const name = calleeName(node);
	if (name === undefined) return undefined;
	const on = receiver(node);
	if (on === undefined) return ofPlainCall(node, name);
	const metric = metricText(on);
	switch (name) {
		case 'inc':
		case 'dec':
		case 'startTimer':
			return objectIn(node.arguments, frame) ? recorded(metric, node.arguments.slice(0, 1)) : undefined;
		case 'labels':
			return isMetric(on, frame) ? ofLabels(metric, node) : undefined;
		case 'observe':
			return node.arguments.length > 1 || isMetric(on, frame) ? recorded(metric, node.arguments) : undefined;
		case 'add':
		case 'record':
			return node.arguments.length > 1 && !isText(node.arguments[0]) && isMetric(on, frame) ? recorded(metric, node.arguments.slice(1, 2)) : undefined;
		case 'set':
			// `Map.set(key, value)` has its object second.
			if (node.arguments.length === 2 && objectIn(node.arguments, frame) && isMetric(on, frame)) return recorded(metric, node.arguments.slice(0, 1));
			break;
		default:
	}
	if (STATSD_METHODS.test(name) && STATSD.test(lastName(on))) return ofStatsd(node);
	return HELPER.test(name) ? ofPlainCall(node, name) : undefined;
}

function recorded(metric: string, labels: readonly ts.Expression[]): Recording {
	return { metric, labels, positional: [], name: undefined };
}

function ofLabels(metric: string, node: ts.CallExpression): Recording {
	const [first] = node.arguments;
	const whole = node.arguments.length === 1 && first !== undefined && ts.isObjectLiteralExpression(unwrapped(first));
	return { metric, labels: whole ? [first] : [], positional: whole ? [] : node.arguments, name: undefined };
}

/** `end({ … })` of `const end = histogram.startTimer()`, or a helper that is given the metric's name. */
function ofPlainCall(node: ts.CallExpression, name: string): Recording | undefined {
	const [first] = node.arguments;
	if (first === undefined) return undefined;
	if (ts.isIdentifier(node.expression)) {
		const declaration = isObject(first) ? declarationOf(name, node) : undefined;
		const start = declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
		if (start !== undefined && ts.isCallExpression(start) && calleeName(start) === 'startTimer') return recorded(metricText(receiver(start)), [first]);
	}
	if (!HELPER.test(name) || !(isText(first) || isConstant(first))) return undefined;
	return { metric: nameText(first), labels: node.arguments.slice(1).filter((each) => isObject(each) || ts.isIdentifier(each)), positional: [], name: first };
}

function ofStatsd(node: ts.CallExpression): Recording | undefined {
	const [first] = node.arguments;
	if (first === undefined || !(isText(first) || ts.isPropertyAccessExpression(first) || ts.isIdentifier(first))) return undefined;
	const tags = node.arguments.slice(1).filter((each) => ts.isArrayLiteralExpression(each) || isObject(each) || ts.isIdentifier(each));
	return { metric: nameText(first), labels: tags.flatMap(tagsOf), positional: [], name: first };
}

/** `{ tags: { … } }` and `{ attributes: { … } }` hold the labels one level down. */
function tagsOf(node: ts.Expression): readonly ts.Expression[] {
	if (!ts.isObjectLiteralExpression(node)) return [node];
	const inner = node.properties.flatMap((member) => (ts.isPropertyAssignment(member) && /^(?:tags|attributes|labels)$/.test(member.name.getText()) ? [member.initializer] : []));
	return inner.length > 0 ? inner : [node];
}

/** The functions of the repository that a call may record through, when its name says that it could. */
export function recorders(node: ts.CallExpression, frame: Frame): readonly FunctionIn[] {
	const name = calleeName(node) ?? '';
	const on = receiver(node);
	if (!MAY_RECORD.test(name) && !(on !== undefined && RECORDER.test(lastName(on)))) return [];
	return alternatives(evaluate(node.expression, frame)).flatMap((value) => (value.kind === 'function' ? [value] : []));
}

export interface FunctionIn {
	readonly kind: 'function';
	readonly node: FunctionNode;
	readonly frame: Frame;
}

const inside = new WeakMap<ts.Node, readonly Recording[]>();

/** The recordings in a function of the repository. */
export function recordingsIn({ node, frame }: FunctionIn): readonly Recording[] {
	const known = inside.get(node);
	if (known !== undefined) return known;
	const found: Recording[] = [];
	for (const each of nodesIn(node)) {
		const recording = ts.isCallExpression(each) ? recordingOf(each, frame) : undefined;
		if (recording !== undefined) found.push(recording);
	}
	inside.set(node, found);
	return found;
}

function isMetric(on: ts.Expression, frame: Frame): boolean {
	if (METRIC_NAME.test(lastName(on)) || /\bmetrics?\b/i.test(on.getText())) return true;
	return packagesOf(evaluate(on, frame)).some((name) => METRIC_PACKAGES.test(name));
}

function objectIn(given: readonly ts.Expression[], frame: Frame): boolean {
	const [first] = given;
	if (first === undefined || ts.isNumericLiteral(first) || isText(first)) return false;
	return isObject(first) || alternatives(evaluate(first, frame)).some(({ kind }) => kind === 'object' || kind === 'parameter');
}

function isObject(node: ts.Expression | undefined): boolean {
	return node !== undefined && ts.isObjectLiteralExpression(unwrapped(node));
}

function isText(node: ts.Expression | undefined): boolean {
	return node !== undefined && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node));
}

function nameText(node: ts.Expression): string {
	return ts.isStringLiteralLike(node) ? node.text : node.getText().replaceAll('`', '');
}

/** `ORDERS_METRIC`, `Metrics.Orders`. */
function isConstant(node: ts.Expression): boolean {
	return /^(?:[A-Z][A-Z\d_]*|[A-Z]\w*\.\w+)$/.test(node.getText());
}

function metricText(on: ts.Expression | undefined): string {
	return on === undefined ? '' : on.getText().replaceAll(/[?!]/g, '').replaceAll(/\s+/g, '').replace(/\(.*$/s, '').slice(0, 80);
}

function lastName(on: ts.Expression): string {
	const inner = unwrapped(on);
	if (ts.isIdentifier(inner)) return inner.text;
	if (ts.isPropertyAccessExpression(inner)) return inner.name.text;
	return ts.isCallExpression(inner) ? (calleeName(inner) ?? '') : '';
}
