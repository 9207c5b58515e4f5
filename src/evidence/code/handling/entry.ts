import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { alternatives } from '../value/value.ts';
import { calledHere } from './calls.ts';
import type { Site } from './site.ts';
import { sitesOf } from './sites.ts';

/** How many calls are followed from a handler, and how many functions are reached by all of them. */
const MAX_STEPS = 5;
const MAX_FUNCTIONS = 400;

/** By context, not by module: a neighbour is looked at without neighbours of its own, and that must not answer for the file itself. */
const known = new WeakMap<CodeContext, ReadonlyMap<ts.Node, string>>();

/**
 * The handler, consumer or job that leads to a node: of this file, directly or through calls inside it, or of another file of the
 * change that calls in here. `POST /orders`.
 */
export function entryOf(node: ts.Node, context: CodeContext): string | undefined {
	const entries = entriesOf(context);
	if (entries.size === 0) return undefined;
	for (let around: ts.Node | undefined = node; around !== undefined; around = around.parent) {
		const entry = entries.get(around);
		if (entry !== undefined) return entry;
	}
	return undefined;
}

function entriesOf(context: CodeContext): ReadonlyMap<ts.Node, string> {
	const entries = known.get(context) ?? reached(context);
	known.set(context, entries);
	return entries;
}

/** What a person calls a handler. */
export function labelOf({ kind, framework, route }: Site): string {
	if (kind === 'http') return route === '' ? `${framework} handler` : route;
	const what = kind === 'consumer' ? 'consumer' : 'job';
	return route === '' ? `${framework} ${what}` : `${what} ${route}`;
}

function reached(context: CodeContext): Map<ts.Node, string> {
	const edge: [ts.Node, string][] = [];
	for (const site of sitesOf(context)) {
		const here = site.work?.node;
		if (here !== undefined && here.getSourceFile() === context.module.sourceFile) edge.push([here, labelOf(site)]);
	}
	for (const neighbour of context.neighbours()) {
		for (const [fn, label] of callsOut(neighbour)) if (fn.getSourceFile() === context.module.sourceFile) edge.push([fn, label]);
	}
	return spread(edge, context);
}

const outward = new WeakMap<CodeContext, readonly [ts.Node, string][]>();

/** Functions of other files that the handlers of a file call. */
function callsOut(context: CodeContext): readonly [ts.Node, string][] {
	const found = outward.get(context) ?? (entriesOf(context).size === 0 ? [] : findCallsOut(context));
	outward.set(context, found);
	return found;
}

function findCallsOut(context: CodeContext): [ts.Node, string][] {
	const found: [ts.Node, string][] = [];
	for (const node of context.nodes) {
		if (!ts.isCallExpression(node) || !isImported(node.expression)) continue;
		const label = entryOf(node, context);
		if (label === undefined) continue;
		for (const value of alternatives(evaluate(node.expression, context.frame))) {
			if (value.kind === 'function') found.push([value.node, label]);
		}
	}
	return found;
}

/** `charge()` or `payments.charge()`, where the first name is imported. */
function isImported(callee: ts.Expression): boolean {
	const name = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
	const declaration = ts.isIdentifier(name) ? declarationOf(name.text, name) : undefined;
	return declaration !== undefined && (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration));
}

/** Follows calls inside the file from the functions that something leads to. */
function spread(start: [ts.Node, string][], context: CodeContext): Map<ts.Node, string> {
	const entries = new Map<ts.Node, string>();
	let edge = start;
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
