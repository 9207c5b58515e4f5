import { ts } from '../../../parse/typescript/compiler.ts';
import type { StreamUse } from '../../facts/concurrency.ts';
import type { CodeContext } from '../context.ts';
import { sourceOf } from '../fan-outs/source.ts';
import { entryOf } from '../handling/entry.ts';
import { packagesOf } from '../handling/site.ts';
import { bare, calledName, isAsync } from '../promises/chains.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { pipeErrors } from './pipe-errors.ts';
import { endOf } from './ends.ts';

const CANDIDATE = /\.pipe\(|\.write\(|['"]data['"]/;

/** The `streams` of a file: pipes, writes in loops, and listeners for data that start work. */
export function streamUses(context: CodeContext): StreamUse[] {
	if (!CANDIDATE.test(context.module.sourceFile.text)) return [];
	return context.nodesOf(ts.isCallExpression).flatMap((call) => useOf(call, context) ?? []);
}

function useOf(call: ts.CallExpression, context: CodeContext): StreamUse | undefined {
	if (!ts.isPropertyAccessExpression(call.expression)) return undefined;
	switch (call.expression.name.text) {
		case 'pipe':
			return pipe(call, call.expression.expression, context);
		case 'write':
			return write(call, call.expression.expression, context);
		case 'on':
		case 'addListener':
			return data(call, call.expression.expression, context);
		default:
			return undefined;
	}
}

function base(call: ts.CallExpression, context: CodeContext): Pick<StreamUse, 'at' | 'subject' | 'entry' | 'from' | 'to' | 'size'> {
	const entry = entryOf(call, context);
	const { expression } = call;
	// A long chain is pointed at where it pipes.
	const place = ts.isPropertyAccessExpression(expression) && call.getText().includes('\n') ? context.places.at(expression.name) : context.places.at(call);
	return { at: place, subject: subjectOf(call), ...(entry === undefined ? {} : { entry }), from: '', to: '', size: 'unknown' };
}

/** `a.pipe(b)` of streams; the `pipe` of observables, effects and schemas takes functions. */
function pipe(call: ts.CallExpression, from: ts.Expression, context: CodeContext): StreamUse | undefined {
	const [to] = call.arguments;
	if (to === undefined || call.arguments.length > 2) return undefined;
	const source = endOf(from, context);
	const target = endOf(to, context);
	if (source === 'unknown' && target === 'unknown') return undefined;
	const state = pipeErrors(call, { from, to, source, target });
	const text = `${calledName(bare(from))}.pipe(${calledName(bare(to))})`.slice(0, 100);
	const fixable = state === 'ignored' && source !== 'response' && ts.isExpressionStatement(call.parent) && inAsync(call) && endsHere(from);
	return { ...base(call, context), kind: 'pipe', name: text, state, from: plain(source), to: plain(target), ...(fixable ? { fix: { name: 'use-pipeline' } } : {}) };
}

function plain(end: string): string {
	return end === 'unknown' ? '' : end;
}

/** One pipe, not a chain of them. */
function endsHere(from: ts.Expression): boolean {
	return ts.isIdentifier(bare(from));
}

function inAsync(node: ts.Node): boolean {
	const around = enclosingFunction(node);
	return around !== undefined && isAsync(around);
}

/** A write in a loop whose answer, "wait for drain", nobody reads. */
function write(call: ts.CallExpression, to: ts.Expression, context: CodeContext): StreamUse | undefined {
	if (!ts.isExpressionStatement(call.parent)) return undefined;
	const loop = loopAround(call);
	const target = endOf(to, context);
	if (loop === undefined || (target !== 'response' && target !== 'file' && target !== 'stream')) return undefined;
	const around = enclosingFunction(call)?.getText() ?? '';
	const heeded = /drain|writableNeedDrain|writableLength/.test(around);
	return { ...base(call, context), kind: 'write', name: `${calledName(bare(to))}.write`.slice(0, 100), state: heeded ? 'heeded' : 'ignored', to: plain(target), size: sizeOf(loop, context) };
}

type Loop = ts.ForOfStatement | ts.ForStatement | ts.WhileStatement | ts.DoStatement | ts.ForInStatement;

function loopAround(node: ts.Node): Loop | undefined {
	for (let around = node.parent; around !== undefined && !ts.isFunctionLike(around); around = around.parent) {
		if (ts.isForOfStatement(around) || ts.isForStatement(around) || ts.isWhileStatement(around) || ts.isDoStatement(around) || ts.isForInStatement(around)) return around;
	}
	return undefined;
}

function sizeOf(loop: Loop, context: CodeContext): StreamUse['size'] {
	if (!ts.isForOfStatement(loop)) return 'unknown';
	if (loop.awaitModifier !== undefined) return 'stream';
	const { source, bounded } = sourceOf(loop.expression, context.frame);
	return bounded === 'yes' ? 'small' : source === 'query' ? 'query' : 'unknown';
}

/** `stream.on('data', async (chunk) => …)`: chunks go on coming while the work of earlier ones is under way. */
function data(call: ts.CallExpression, from: ts.Expression, context: CodeContext): StreamUse | undefined {
	const [event, listener] = call.arguments;
	if (event === undefined || listener === undefined || !ts.isStringLiteralLike(event) || event.text !== 'data') return undefined;
	const fn = bare(listener);
	if (!(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) || !isAsync(fn)) return undefined;
	// Ports and sockets of other kinds have an event of that name too; these come from where streams come from.
	if (packagesOf(evaluate(from, context.frame)).some((name) => /^(?:ws|socket\.io|node-pty|vscode)/.test(name))) return undefined;
	const around = (enclosingFunction(call) ?? context.module.sourceFile).getText();
	const heeded = /\.pause\(\)|\.isPaused\(/.test(around);
	return { ...base(call, context), at: context.places.at(call, call.expression), kind: 'data', name: `${calledName(bare(from))}.on`.slice(0, 100), state: heeded ? 'heeded' : 'ignored' };
}
