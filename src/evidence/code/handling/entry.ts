import type { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import type { CodeContext } from '../context.ts';
import { calledHere } from './calls.ts';
import type { Site } from './site.ts';
import { sitesOf } from './sites.ts';

/** How many calls are followed from a handler, and how many functions are reached by all of them. */
const MAX_STEPS = 5;
const MAX_FUNCTIONS = 400;

const known = new WeakMap<Module, ReadonlyMap<ts.Node, string>>();

/** The handler, consumer or job of this file that leads to a node, directly or through calls inside the file: `POST /orders`. */
export function entryOf(node: ts.Node, context: CodeContext): string | undefined {
	const entries = known.get(context.module) ?? reached(context);
	known.set(context.module, entries);
	if (entries.size === 0) return undefined;
	for (let around: ts.Node | undefined = node; around !== undefined; around = around.parent) {
		const entry = entries.get(around);
		if (entry !== undefined) return entry;
	}
	return undefined;
}

/** What a person calls a handler. */
export function labelOf({ kind, framework, route }: Site): string {
	if (kind === 'http') return route === '' ? `${framework} handler` : route;
	const what = kind === 'consumer' ? 'consumer' : 'job';
	return route === '' ? `${framework} ${what}` : `${what} ${route}`;
}

function reached(context: CodeContext): Map<ts.Node, string> {
	const entries = new Map<ts.Node, string>();
	let edge: [ts.Node, string][] = [];
	for (const site of sitesOf(context)) {
		const here = site.work?.node;
		if (here !== undefined && here.getSourceFile() === context.module.sourceFile) edge.push([here, labelOf(site)]);
	}
	for (let step = 0; step <= MAX_STEPS && edge.length > 0; step += 1) {
		const next: [ts.Node, string][] = [];
		for (const [fn, label] of edge) {
			if (entries.has(fn) || entries.size >= MAX_FUNCTIONS) continue;
			entries.set(fn, label);
			for (const callee of calledHere(fn, context)) next.push([callee, label]);
		}
		edge = next;
	}
	return entries;
}
