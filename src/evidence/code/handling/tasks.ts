import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { nodesIn } from './calls.ts';
import { type Work, calleeName, workOfValue } from './site.ts';

/** Where programs that run once for a purpose are kept. */
const TASK_FILE = /(?:^|\/)(?:tasks?|jobs?|cron|crons|workers?|scheduled?|batch)(?:\/|[\w.-]*\.[cm]?[jt]s$)/i;
const ENTRY = /^(?:main|run|start|execute|process|perform)\w*$/;

/** A function that a task's file starts when it is loaded. */
export interface EntryPoint {
	readonly work: Work;
	readonly name: string;
}

/** Starts what runs on when it has returned: a server, a consumer, a scheduler. What it does itself is the start of a process. */
function goesOn({ node }: Work): boolean {
	for (const inner of nodesIn(node)) if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression) && /^(?:listen|serve|start|consume|subscribe)$/.test(calleeName(inner) ?? '')) return true;
	return false;
}

/** Task entry points: `main()` at the end of a task's file. A file that listens is a server, not a task. */
export function entryPoints(context: CodeContext): EntryPoint[] {
	if (!TASK_FILE.test(context.module.path)) return [];
	const found = new Map<ts.Node, EntryPoint>();
	for (const call of topLevelCalls(context.module.sourceFile)) {
		if (calleeName(call) === 'listen') return [];
		const { expression } = call;
		if (!ts.isIdentifier(expression) || !ENTRY.test(expression.text)) continue;
		const work = workOfValue(evaluate(expression, context.frame));
		if (work !== undefined && work.node.getSourceFile() === context.module.sourceFile && isAsync(work) && !goesOn(work)) found.set(work.node, { work, name: expression.text });
	}
	return [...found.values()];
}

/** Calls that happen when the file is loaded, those of `.then` chains and immediately called functions included. */
function* topLevelCalls(sourceFile: ts.SourceFile): Generator<ts.CallExpression> {
	for (const statement of sourceFile.statements) {
		if (!ts.isExpressionStatement(statement) && !ts.isIfStatement(statement) && !ts.isTryStatement(statement)) continue;
		for (const node of nodesIn(statement)) {
			if (ts.isCallExpression(node) && !insideNamedFunction(node, statement)) yield node;
		}
	}
}

function insideNamedFunction(node: ts.Node, statement: ts.Node): boolean {
	for (let around = node.parent; around !== statement && around !== undefined; around = around.parent) {
		if (ts.isFunctionLike(around) && !(ts.isParenthesizedExpression(around.parent) && ts.isCallExpression(around.parent.parent))) return true;
	}
	return false;
}

function isAsync({ node }: Work): boolean {
	return (ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : []).some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);
}
