import { ts } from '../../../parse/typescript/compiler.ts';
import type { StreamUse } from '../../facts/concurrency.ts';
import { bare, calledName } from '../promises/chains.ts';
import { enclosingFunction } from '../subject.ts';
import type { End } from './ends.ts';

interface Pipe {
	readonly from: ts.Expression;
	readonly to: ts.Expression;
	readonly source: End;
	readonly target: End;
}

/** Whether the errors of a pipe's source, and of a target made here, go anywhere: `pipe` itself forwards none. */
export function pipeErrors(call: ts.CallExpression, { from, to, source, target }: Pipe): StreamUse['state'] {
	const around = (enclosingFunction(call) ?? call.getSourceFile()).getText();
	if (/\bpipeline\(|\bfinished\(/.test(around)) return 'heeded';
	const heard = [listensFor(from, around), target === 'response' || target === 'console' || isHandedOn(call, to) || listensFor(to, around)];
	if (heard.every(Boolean)) return 'heeded';
	if (chainListens(call)) return 'heeded';
	// Whoever handed a stream in may listen already.
	return source === 'request' || source === 'console' || (isHandedIn(from) && isHandedIn(to)) ? 'unknown' : 'ignored';
}

/** `return source.pipe(counter)`: who gets the result listens to it, or not, where it is used. */
function isHandedOn(call: ts.CallExpression, to: ts.Expression): boolean {
	if (!ts.isExpressionStatement(call.parent)) return true;
	const node = bare(to);
	const around = enclosingFunction(call)?.getText() ?? '';
	return ts.isIdentifier(node) && new RegExp(`return\\s+${node.text.replaceAll('$', '\\$')}\\b`).test(around);
}

/** `source.on('error', …)` in the function, on the stream or in its chain. */
function listensFor(stream: ts.Expression, around: string): boolean {
	const node = bare(stream);
	if (/\.(?:on|once|addListener)\(\s*['"]error['"]/.test(node.getText())) return true;
	const name = calledName(node).replace(/\(\).*$/, '');
	if (name === '') return false;
	return new RegExp(`(?<![\\w$])${name.replaceAll(/[$.]/g, '\\$&')}\\s*(?:\\.\\w+\\([^;]*?\\)\\s*)*\\.(?:on|once|addListener)\\(\\s*['"]error['"]`).test(around);
}

/** `a.pipe(b).on('error', …)` hears the last one only: the source is heard apart or not at all. */
function chainListens(call: ts.CallExpression): boolean {
	const from = ts.isPropertyAccessExpression(call.expression) ? bare(call.expression.expression) : undefined;
	return from !== undefined && ts.isCallExpression(from) && /['"]error['"]/.test(from.getText()) && /['"]error['"]/.test(chainText(call));
}

function chainText(call: ts.CallExpression): string {
	let end: ts.Node = call;
	while (ts.isPropertyAccessExpression(end.parent) || ts.isCallExpression(end.parent)) end = end.parent;
	return end.getText();
}

function isHandedIn(stream: ts.Expression): boolean {
	const node = bare(stream);
	return ts.isIdentifier(node) ? !new RegExp(`(?:const|let|var)\\s+(?:\\{[^}]*)?\\b${node.text}\\b`).test((enclosingFunction(node) ?? node.getSourceFile()).getText()) : calledName(node).startsWith('this.');
}
