import { ts } from '../../../parse/typescript/compiler.ts';
import type { TracedCall } from '../../facts.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import { contextAt } from '../context-at.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { alternatives } from '../value/value.ts';
import { opensInside, opensSpan, spansAround } from './spans.ts';

/** The most of them that one file may hold: a policy compares them with those at base. */
const MAX = 400;
const NAME_LENGTH = 80;
/** Calls that are about a span or a log and are no work of their own. */
const NO_WORK = /^(?:console|log|\w*[lL]ogger|\w*[sS]pan|tracer|\w*Tracer|Object|Array|JSON|Math|Number|String|Date|expect)\b|^(?:sleep|delay|setTimeout|clearTimeout|setInterval|String|Number|Boolean|setAttributes?)\(?$|^super$/;

/** The `tracedCalls` of a file, in source order: spans made by hand, and the work inside and outside of them. */
export function tracedCalls(context: CodeContext): TracedCall[] {
	if (context.profile.tracing.libraries.length === 0 || !isOfInterest(context)) return [];
	const found: TracedCall[] = [];
	for (const node of context.nodes) {
		if (found.length >= MAX) break;
		if (!ts.isCallExpression(node)) continue;
		const opens = opensSpan(node, context.frame);
		if (!opens && !isWork(node)) continue;
		const name = calledName(node.expression);
		if (opens || (name !== '' && !NO_WORK.test(name))) found.push(tracedCall(node, opens, name, context));
	}
	return found;
}

/** What hands a trace on: `context.with(…)`, `propagation.inject(…)`. */
const HANDS_ON = /\bcontext\s*\??\.\s*with\b|\binject/;

/** Does the file open spans or hand a trace on, or did it at base? Elsewhere nothing can have lost its span. */
function isOfInterest(context: CodeContext): boolean {
	const { codebase, path, sourceFile } = context.module;
	if (opensAny(context) || HANDS_ON.test(codebase.textBefore(path))) return true;
	const before = codebase.base.module(codebase.pathBefore(path));
	return before !== undefined && before.sourceFile !== sourceFile && opensAnyAtBase(before);
}

function opensAny({ nodesOf, frame }: CodeContext): boolean {
	return nodesOf(ts.isCallExpression).some((node) => opensSpan(node, frame));
}

const openAtBase = new WeakMap<Module, boolean>();

function opensAnyAtBase(module: Module): boolean {
	const known = openAtBase.get(module) ?? opensAny(contextAt(module));
	openAtBase.set(module, known);
	return known;
}

function tracedCall(node: ts.CallExpression, opens: boolean, name: string, context: CodeContext): TracedCall {
	const entry = entryOf(node, context);
	return {
		at: context.places.at(node, node.expression),
		subject: heldBy(node),
		...(entry === undefined ? {} : { entry }),
		kind: opens ? 'span' : 'call',
		name: name.slice(0, NAME_LENGTH),
		depth: spansAround(node, context.frame) + (!opens && calleeOpens(node, context) ? 1 : 0),
		wrappers: wrappersAround(node, context),
	};
}

/** Something that somebody waits for, hands back, or starts: a value that is only used on the way is part of another call. */
function isWork(node: ts.CallExpression): boolean {
	let holder: ts.Node = node.parent;
	while (ts.isParenthesizedExpression(holder) || ts.isVoidExpression(holder)) holder = holder.parent;
	if (ts.isAwaitExpression(holder) || ts.isReturnStatement(holder) || ts.isArrowFunction(holder)) return true;
	return ts.isExpressionStatement(holder) && (ts.isIdentifier(node.expression) || (ts.isPropertyAccessExpression(node.expression) && node.expression.expression.kind === ts.SyntaxKind.ThisKeyword));
}

/** `this.repository.save`, `new Mailer().send`: a callee without arguments, so that line breaks inside it do not matter. */
function calledName(node: ts.Expression): string {
	if (ts.isIdentifier(node)) return node.text;
	if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this';
	if (ts.isPropertyAccessExpression(node)) return `${calledName(node.expression)}.${node.name.text}`;
	if (ts.isCallExpression(node)) return `${calledName(node.expression)}()`;
	if (ts.isNewExpression(node)) return `new ${calledName(node.expression)}()`;
	if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) return calledName(node.expression);
	return '';
}

/** The function around it, or what `const sync = withSpan('sync', async () => …)` names: with and without the wrapper it is one. */
function heldBy(node: ts.Node): string {
	const subject = subjectOf(node);
	if (subject !== '<module>') return subject;
	const holder = ts.findAncestor(node, (around): around is ts.VariableDeclaration => ts.isVariableDeclaration(around) && ts.findAncestor(around, ts.isFunctionLike) === undefined);
	return holder !== undefined && ts.isIdentifier(holder.name) ? holder.name.text : subject;
}

/** How many calls that open no span as far as we can see are given a function that it stands in. */
function wrappersAround(node: ts.Node, context: CodeContext): number {
	let count = 0;
	for (let around = node.parent; around !== undefined; around = around.parent) {
		if (!ts.isArrowFunction(around) && !ts.isFunctionExpression(around)) continue;
		const given = around.parent;
		if (ts.isNewExpression(given) || (ts.isCallExpression(given) && !opensSpan(given, context.frame))) count += 1;
	}
	return count;
}

/** The function that is called opens a span itself: the span has moved, not gone. */
function calleeOpens(node: ts.CallExpression, context: CodeContext): boolean {
	return alternatives(evaluate(node.expression, context.frame)).some((callee) => callee.kind === 'function' && opensInside(callee.node, callee.frame, 'anywhere'));
}
