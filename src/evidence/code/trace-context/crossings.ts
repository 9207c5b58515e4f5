import { ts } from '../../../parse/typescript/compiler.ts';
import type { ContextCrossing } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { entryOf, labelOf } from '../handling/entry.ts';
import { publishes } from '../handling/publishes.ts';
import { calleeName, receiver, unwrapped } from '../handling/site.ts';
import { sitesOf } from '../handling/sites.ts';
import { subjectOf } from '../subject.ts';
import { isInstrumented } from '../tracing/libraries.ts';
import { carriedBy } from './carried.ts';
import { observedSpans } from './observers.ts';

const MAX = 200;
const NAME_LENGTH = 80;
const TAKES_UP = /^(?:continueTrace|setSpanContext|setRemoteSpanContext|childOf)$/;
const KEEPS_FUNCTION = /^(?:on|once|addListener|prependListener|addEventListener|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|enqueue|subscribe)$/;
const BINDS = /(?:^|\.)(?:context|AsyncResource|AsyncLocalStorage|asyncResource|scope\(\)|als)\s*\.\s*(?:bind|snapshot)\b/;
const SENDS_AWAY = /^(?:postMessage|send)$/;

type Found = Pick<ContextCrossing, 'kind' | 'name' | 'context'> & { readonly node: ts.Node; readonly until?: ts.Node; readonly subject?: string };

/** The `contextCrossings` of a file: only of a package that traces. */
export function contextCrossings(context: CodeContext): ContextCrossing[] {
	if (context.profile.tracing.libraries.length === 0) return [];
	const found = [...messages(context), ...consumers(context), ...observers(context), ...calls(context)].slice(0, MAX);
	const counts = new Map<string, number>();
	return found.map(({ node, until, subject: given, kind, name, context: state }) => {
		const entry = entryOf(node, context);
		const subject = given ?? subjectOf(node);
		const key = `${kind} ${subject} ${name}`;
		const ordinal = counts.get(key) ?? 0;
		counts.set(key, ordinal + 1);
		return { at: context.places.at(node, until ?? node), subject, ...(entry === undefined ? {} : { entry }), kind, name: name.slice(0, NAME_LENGTH), ordinal, context: state };
	});
}

function messages(context: CodeContext): Found[] {
	return publishes(context).map(({ node, until, library, name, message }) => {
		const carried = carriedBy(message, node);
		const auto = carried !== 'carried' && isInstrumented(library, context.profile.tracing.instruments);
		return { kind: 'message', name, node, until, context: auto ? 'auto' : carried };
	});
}

function consumers(context: CodeContext): Found[] {
	return sitesOf(context).filter(({ kind }) => kind === 'consumer').map((site) => {
		const carried = extracts(site.node) || (site.work !== undefined && extracts(site.work.node));
		const auto = !carried && isInstrumented(site.framework, context.profile.tracing.instruments);
		return { kind: 'consumer', name: labelOf(site), node: site.node, until: site.until, context: carried ? 'carried' : auto ? 'auto' : site.work === undefined ? 'unknown' : 'absent' };
	});
}

function extracts(node: ts.Node): boolean {
	for (const inner of nodesIn(node)) {
		if (!ts.isCallExpression(inner)) continue;
		const name = calleeName(inner) ?? '';
		if (TAKES_UP.test(name) || (name.startsWith('extract') && /propagat|trace|context|carrier|otel/i.test(inner.getText()))) return true;
	}
	return false;
}

function observers(context: CodeContext): Found[] {
	return observedSpans(context).map(({ call, hook, context: state }) => ({ kind: 'observer', name: hook, node: call, until: call, context: state }));
}

function calls(context: CodeContext): Found[] {
	return context.nodes.flatMap((node) => {
		if (ts.isNewExpression(node)) return calleeName(node) === 'Worker' && isThread(node) ? [{ kind: 'worker' as const, name: 'new Worker', node, until: node.expression, context: carriedBy(node.arguments ?? [], node) }] : [];
		return ts.isCallExpression(node) ? ofCall(node) : [];
	});
}

/** `new Worker('./resize.js', …)`: a queue's worker has its own name first and a function second. */
function isThread(node: ts.NewExpression): boolean {
	return /import\.meta|require\.resolve|__dirname|__filename|workerData|eval:|\.[cm]?[jt]s['"`]/.test((node.arguments ?? []).map((argument) => argument.getText()).join(' '));
}

function ofCall(node: ts.CallExpression): readonly Found[] {
	const name = calleeName(node) ?? '';
	const on = receiver(node)?.getText() ?? '';
	if (name === 'with' && /(?:^|\.)context$/.test(on)) return scopes(node);
	if (name.startsWith('inject') && (/propagat|tracer/i.test(on) || /Trace|Context|Propagat/.test(name))) {
		return [{ kind: 'request', name: node.arguments.map((argument) => argument.getText()).at(-1) ?? '', node, context: 'carried' }];
	}
	if (SENDS_AWAY.test(name) && /worker|thread|child|port/i.test(on)) return [{ kind: 'worker', name: `${on}.${name}`, node, until: node.expression, context: carriedBy(node.arguments, node) }];
	return KEEPS_FUNCTION.test(name) ? kept(node, name, on) : [];
}

/** A function that is kept for later: bound to the context in which it was handed over, or not. */
function kept(node: ts.CallExpression, name: string, on: string): readonly Found[] {
	const callback = node.arguments.find((argument) => {
		const inner = unwrapped(argument);
		return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) || ts.isCallExpression(inner) || ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner);
	});
	if (callback === undefined) return [];
	const [first] = node.arguments;
	const event = first !== undefined && ts.isStringLiteralLike(first) ? ` ${first.text}` : '';
	return [{ kind: 'callback', name: `${on === '' ? '' : `${on}.`}${name}${event}`, node, until: node.expression, context: BINDS.test(callback.getText()) ? 'carried' : 'absent' }];
}

/** `context.with(ctx, fn)`: one crossing for each call that runs in it; none at all, and nothing is covered. */
function scopes(node: ts.CallExpression): readonly Found[] {
	const callback = node.arguments[1] === undefined ? undefined : unwrapped(node.arguments[1]);
	if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return [{ kind: 'scope', name: callback?.getText() ?? '', node, until: node.expression, context: 'carried' }];
	const inside: Found[] = [];
	for (const inner of nodesIn(callback.body)) {
		if (ts.isCallExpression(inner)) inside.push({ kind: 'scope', name: inner.expression.getText().replaceAll(/\s+/g, ' '), node: inner, until: inner.expression, context: 'carried', subject: subjectOf(node) });
	}
	if (inside.length > 0 || [...nodesIn(callback.body)].some((inner) => ts.isNewExpression(inner) || ts.isYieldExpression(inner))) return inside.slice(0, 20);
	return [{ kind: 'scope', name: callback.body.getText().replaceAll(/\s+/g, ' '), node, until: node.expression, context: 'absent' }];
}

