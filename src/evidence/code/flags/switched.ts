import { ts } from '../../../parse/typescript/compiler.ts';
import type { ConfigurationFacts, FlagCheck, SwitchedCall } from '../../facts/configuration.ts';
import type { CodeContext } from '../context.ts';
import { isPlain, reactionKind } from '../errors/calls.ts';
import { entryOf } from '../handling/entry.ts';
import { sitesOf } from '../handling/sites.ts';
import { subjectOf } from '../subject.ts';
import { guardsOf } from './guards.ts';
import { ASKS_FLAGS, type Question, questionOf } from './questions.ts';

/** Files with more calls than this are data or generated. */
const MAX_CALLS = 800;

/** The flags that a file asks, and the calls for which they are asked. */
export function flagFacts(context: CodeContext): Pick<ConfigurationFacts, 'flags' | 'switchedCalls' | 'flagsBeside'> {
	const { module } = context;
	const asks = ASKS_FLAGS.test(module.sourceFile.text);
	if (!asks && !ASKS_FLAGS.test(module.codebase.textBefore(module.path))) return { flags: [], switchedCalls: [], flagsBeside: [] };
	return { flags: asks ? questionsOf(context).map((question) => check(question, context)) : [], switchedCalls: switchedCalls(context), flagsBeside: flagsBeside(context) };
}

function questionsOf(context: CodeContext): Question[] {
	const asking = [...context.nodesOf(ts.isCallExpression), ...context.nodesOf(ts.isPropertyAccessExpression), ...context.nodesOf(ts.isElementAccessExpression)];
	return asking.flatMap((node) => questionOf(node) ?? []);
}

function check({ node, name, via }: Question, context: CodeContext): FlagCheck {
	// What leads here from other files is a long way to go, and nobody asks for it.
	const entry = sitesOf(context).length === 0 ? undefined : entryOf(node, context);
	return { at: context.places.at(node), subject: subjectOf(node), ...(entry === undefined ? {} : { entry }), name, via };
}

function switchedCalls(context: CodeContext): SwitchedCall[] {
	const calls = context.nodesOf(ts.isCallExpression).filter((node) => questionOf(node) === undefined && isWork(node));
	return calls.slice(0, MAX_CALLS).map((node) => {
		const flags = guardsOf(node).map(({ question, on, refuses }) => ({ at: context.places.at(question.node), name: question.name, runs: on ? ('on' as const) : ('off' as const), refuses }));
		return { at: context.places.at(node), subject: subjectOf(node), name: calleeText(node), flags };
	});
}

/** Neither the language's own, nor a log line. */
function isWork(node: ts.CallExpression): boolean {
	return calleeText(node) !== '' && !isPlain(node) && reactionKind(node) !== 'log';
}

/** `this.metrics.register`; empty for what has no name that would be the same at base and head. */
function calleeText(node: ts.CallExpression): string {
	const parts: string[] = [];
	let callee: ts.Expression = node.expression;
	while (ts.isPropertyAccessExpression(callee)) {
		parts.unshift(callee.name.text);
		callee = callee.expression;
	}
	if (ts.isIdentifier(callee)) parts.unshift(callee.text);
	else if (callee.kind === ts.SyntaxKind.ThisKeyword) parts.unshift('this');
	else if (parts.length < 2) return '';
	return parts.join('.');
}

/** Flags that another file of the change asks only now. */
function flagsBeside(context: CodeContext): string[] {
	const names = context.neighbours().flatMap((neighbour) => {
		const { sourceFile, codebase, path } = neighbour.module;
		if (!ASKS_FLAGS.test(sourceFile.text)) return [];
		const before = codebase.textBefore(path);
		return questionsOf(neighbour).map(({ name }) => name).filter((name) => !before.includes(name));
	});
	return [...new Set(names)].sort();
}
