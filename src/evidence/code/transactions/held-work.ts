import { ts } from '../../../parse/typescript/compiler.ts';
import type { HeldWork } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { subjectOf } from '../subject.ts';
import { type Held, heldIn } from './holders.ts';
import { isHeldFor, networkCall } from './network.ts';

const SUBJECT = /transaction|\bBEGIN\b|lock|mutex|runExclusive|semaphore/i;

/** The `heldWork` of a file: what is waited for while a transaction or a lock is held. */
export function heldWork(context: CodeContext): HeldWork[] {
	if (!SUBJECT.test(context.module.sourceFile.text)) return [];
	const seen = new Set<ts.Node>();
	return heldIn(context).flatMap((held) =>
		workIn(held).flatMap((node) => {
			if (seen.has(node)) return [];
			seen.add(node);
			return fact(node, held, context) ?? [];
		}),
	);
}

function workIn({ code, from, to }: Held): ts.Node[] {
	const found: ts.Node[] = [];
	const visit = (node: ts.Node): void => {
		if (node !== code && ts.isFunctionLike(node) && !runsNow(node)) return;
		if (node.end > from && node.getStart() < to && node !== code && (ts.isCallExpression(node) || isEndless(node)) && node.getStart() >= from) found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(code);
	return found;
}

/** `items.map(async (item) => …)`, an immediately called function: part of what happens here. */
function runsNow(fn: ts.Node): boolean {
	const holder = fn.parent;
	if (ts.isParenthesizedExpression(holder)) return ts.isCallExpression(holder.parent);
	return ts.isCallExpression(holder) && ts.isPropertyAccessExpression(holder.expression) && /^(?:map|flatMap|reduce)$/.test(holder.expression.name.text);
}

/** A loop that something outside ends. */
function isEndless(node: ts.Node): boolean {
	if (ts.isForOfStatement(node)) return node.awaitModifier !== undefined;
	if (ts.isWhileStatement(node)) return node.expression.kind === ts.SyntaxKind.TrueKeyword;
	return ts.isForStatement(node) && node.condition === undefined;
}

function fact(node: ts.Node, held: Held, context: CodeContext): HeldWork | undefined {
	const found = ts.isCallExpression(node) ? called(node, held, context) : { at: context.places.at(node, headOf(node)), work: 'loop' as const, name: '', family: '', through: '' };
	if (found === undefined) return undefined;
	const entry = entryOf(node, context);
	return { ...found, subject: subjectOf(node), ...(entry === undefined ? {} : { entry }), holder: held.holder, by: held.by, held: context.places.at(held.head) };
}

function called(call: ts.CallExpression, held: Held, context: CodeContext): Pick<HeldWork, 'at' | 'work' | 'name' | 'family' | 'through'> | undefined {
	if (call === held.call || !isHeldFor(call)) return undefined;
	const network = networkCall(call, context.frame);
	if (network === undefined) return undefined;
	return { at: context.places.at(call, call.expression), work: 'call', ...network };
}

function headOf(loop: ts.Node): ts.Node {
	return ts.isForOfStatement(loop) ? loop.expression : ts.isWhileStatement(loop) ? loop.expression : loop;
}

