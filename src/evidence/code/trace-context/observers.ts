import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName, unwrapped } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { property } from '../value/object-shape.ts';
import { type Value, alternatives } from '../value/value.ts';

/** Hooks that the runtime calls outside of any request: what is active there is not what caused it. */
const HOOKS = /^(?:createHook|PerformanceObserver)$/;

/** A span that is made in such a hook. */
export interface Observed {
	readonly call: ts.CallExpression;
	readonly hook: string;
	readonly context: 'carried' | 'absent';
}

/** Spans that are made in hooks of the runtime, and whether they are given the context that they belong to. */
export function observedSpans(context: CodeContext): Observed[] {
	if (!/createHook|PerformanceObserver/.test(context.module.sourceFile.text)) return [];
	return context.nodes.flatMap((node) => {
		if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
		const hook = calleeName(node) ?? '';
		return HOOKS.test(hook) ? (node.arguments ?? []).flatMap((argument) => functionsOf(evaluate(argument, context.frame))).flatMap((fn) => spansIn(fn, hook)) : [];
	});
}

function functionsOf(value: Value): readonly ts.Node[] {
	return alternatives(value).flatMap((each) => {
		if (each.kind === 'function') return [each.node];
		if (each.kind !== 'object') return [];
		return ['init', 'before', 'after', 'destroy', 'promiseResolve'].flatMap((name) => {
			const member = property(each, name);
			return member?.kind === 'function' ? [member.node] : [];
		});
	});
}

function spansIn(fn: ts.Node, hook: string): Observed[] {
	const found: Observed[] = [];
	for (const node of nodesIn(fn)) {
		if (!ts.isCallExpression(node)) continue;
		const name = calleeName(node) ?? '';
		if (/^(?:startSpan|startActiveSpan|startInactiveSpan)$/.test(name)) found.push({ call: node, hook, context: hasParent(node, name) || isWrapped(node, fn) ? 'carried' : 'absent' });
	}
	return found;
}

/** `startSpan(name, options, context)`, `startActiveSpan(name, options, context, fn)`, or options that say what the parent is, or that there is none. */
function hasParent(call: ts.CallExpression, name: string): boolean {
	const fixed = call.arguments.filter((argument) => !ts.isArrowFunction(unwrapped(argument)) && !ts.isFunctionExpression(unwrapped(argument)));
	if (fixed.length > 2) return true;
	const [options] = name === 'startInactiveSpan' ? fixed : fixed.slice(1);
	return options !== undefined && (!ts.isObjectLiteralExpression(unwrapped(options)) || /\b(?:root|parentSpan|parent|childOf|references|links)\b\s*[:,}]/.test(options.getText()));
}

function isWrapped(node: ts.Node, fn: ts.Node): boolean {
	return ts.findAncestor(node, (around) => around !== fn && ts.isCallExpression(around) && around !== node && /^(?:with|bind|runInAsyncScope|withActiveSpan)$/.test(calleeName(around) ?? '')) !== undefined;
}
