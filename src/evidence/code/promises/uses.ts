import { ts } from '../../../parse/typescript/compiler.ts';
import type { PromiseUse } from '../../facts/concurrency.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { callbackUse } from './callbacks.ts';
import { type Chain, bare, calledName, chainOf, isAsync, isCaught } from './chains.ts';
import { canFail } from './failures.ts';
import { leadOf } from './leads.ts';
import { type PromiseCall, promiseCall } from './resolve.ts';

/** The most facts that one file gives: a policy compares them with those at base. */
const MAX = 600;
const NAME_LENGTH = 80;
/** A file in which nothing is asynchronous costs no more than this. */
const ASYNCHRONOUS = /\basync\b|\bawait\b|\bPromise\b|\.then\(/;

/** The `promises` of a file: those that somebody waits for as a statement, and those that nobody does. */
export function promiseUses(context: CodeContext): PromiseUse[] {
	const before = context.module.codebase.textBefore(context.module.path);
	if (!ASYNCHRONOUS.test(context.module.sourceFile.text) && !ASYNCHRONOUS.test(before)) return [];
	const found: PromiseUse[] = [];
	for (const statement of context.nodesOf(ts.isExpressionStatement)) {
		for (const value of valuesOf(statement.expression)) {
			if (found.length >= MAX) return found;
			const use = statementUse(value, before, context);
			if (use !== undefined) found.push(use);
		}
	}
	for (const call of [...context.nodesOf(ts.isCallExpression), ...context.nodesOf(ts.isNewExpression)]) {
		const use = callbackUse(call, context);
		if (use !== undefined && found.length < MAX) found.push(use);
	}
	return [...found, ...conditions(context)];
}

/** The expressions whose value a statement throws away: both sides of `a ? b() : c()`, the last of `a && b()`. */
function valuesOf(expression: ts.Expression): ts.Expression[] {
	const node = bare(expression);
	if (ts.isConditionalExpression(node)) return [...valuesOf(node.whenTrue), ...valuesOf(node.whenFalse)];
	if (!ts.isBinaryExpression(node)) return [node];
	const { kind } = node.operatorToken;
	const passes = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
	return passes ? valuesOf(node.right) : [];
}

function statementUse(node: ts.Expression, before: string, context: CodeContext): PromiseUse | undefined {
	if (ts.isAwaitExpression(node)) {
		const chain = chainOf(node.expression);
		return chain === undefined ? undefined : fact(node, chain, { state: 'awaited', promise: 'unknown' }, context);
	}
	const chain = chainOf(node);
	if (chain === undefined) return undefined;
	if (isCaught(chain)) return fact(node, chain, { state: 'caught', promise: 'chained' }, context);
	if (chain.links.length > 0) return isCallbackAnswer(chain) ? undefined : droppedChain(node, chain, context);
	const known = promiseCall(chain.call, context.frame) ?? joined(chain);
	if (known?.promise === 'lazy' && !hasEffect(chain)) return undefined;
	if (known !== undefined) return dropped(node, chain, known, known.promise, context);
	// What is not known to be a promise matters where it was one at base: there it was waited for.
	return wasAwaited(chain, before) ? fact(node, chain, { state: 'floating', promise: 'unknown' }, context) : undefined;
}

/** `query.where('open', true)` only furnishes a query that somebody else sends; one that is there for its effect says so. */
function hasEffect({ call }: Chain): boolean {
	const callee = ts.isCallExpression(call) ? call.expression : call.tag;
	return /(?:^|\.)(?:insert|create|update|upsert|delete|del|replace|save|increment|decrement|truncate|findOneAnd|findByIdAnd|\$execute|rpc)\w*(?:\(\)|$)/.test(calledName(callee));
}

/** `Promise.all(…)` as a statement. */
function joined({ call }: Chain): PromiseCall | undefined {
	if (!ts.isCallExpression(call)) return undefined;
	return /^Promise\.(?:all|race|any)$/.test(calledName(call.expression)) ? { promise: 'known' } : undefined;
}

/** `stub.then(done)` inside an executor: what is chained settles another promise. */
function isCallbackAnswer({ links }: Chain): boolean {
	return links.some((link) => link.arguments.some((argument) => ts.isIdentifier(argument) && /^(?:resolve|reject|done|next|callback|cb)$/.test(argument.text)));
}

function wasAwaited({ call }: Chain, before: string): boolean {
	const callee = ts.isCallExpression(call) ? call.expression : call.tag;
	return before.includes('await') && callee.getText().length < 200 && before.includes(`await ${callee.getText()}`);
}

/** `send(mail).then(count)`: a query is sent by it, and a failure comes out of it as of the call itself. */
function droppedChain(node: ts.Expression, chain: Chain, context: CodeContext): PromiseUse {
	const known = promiseCall(chain.call, context.frame);
	return dropped(node, chain, known, known === undefined ? 'chained' : known.promise === 'lazy' ? 'known' : known.promise, context);
}

function dropped(node: ts.Expression, chain: Chain, known: PromiseCall | undefined, promise: PromiseUse['promise'], context: CodeContext): PromiseUse {
	const failure = known?.callee === undefined ? 'escapes' : canFail(known.callee) ? 'escapes' : 'handled';
	return fact(node, chain, { state: 'floating', promise, failure: known?.promise === 'declared' || known === undefined ? 'unknown' : failure }, context);
}

type Told = Pick<PromiseUse, 'state' | 'promise'> & Partial<Pick<PromiseUse, 'failure'>>;

function fact(node: ts.Expression, { call }: Chain, told: Told, context: CodeContext): PromiseUse {
	const callee = ts.isCallExpression(call) ? call.expression : call.tag;
	const inside = insideOf(node);
	const floats = told.state === 'floating';
	return {
		at: context.places.at(node, callee),
		subject: subjectOf(node),
		...(floats ? entryFact(node, context) : {}),
		kind: 'call',
		taker: 'none',
		failure: 'unknown',
		...told,
		name: calledName(callee).slice(0, NAME_LENGTH),
		does: floats ? doesOf(call, context) : 'unknown',
		inside,
		...(floats && mayWait(node) && ts.isExpressionStatement(node.parent) ? { fix: { name: 'await-call' } } : {}),
	};
}

/** The entry that leads here, as a part of a fact. */
export function entryFact(node: ts.Node, context: CodeContext): { readonly entry?: string } {
	const entry = entryOf(node, context);
	return entry === undefined ? {} : { entry };
}

function doesOf(call: Chain['call'], context: CodeContext): PromiseUse['does'] {
	const { does } = leadOf(call, context.frame);
	return does === 'database' ? 'io' : does;
}

/** Whether the function around a node could wait; a callback for each element belongs to the function that goes through them. */
function insideOf(node: ts.Node): PromiseUse['inside'] {
	const around = enclosingFunction(node);
	if (around === undefined) return 'module';
	if (isAsync(around)) return 'async';
	const given = around.parent;
	const each = ts.isCallExpression(given) && ts.isPropertyAccessExpression(given.expression) && /^(?:forEach|map|flatMap|reduce|filter)$/.test(given.expression.name.text);
	return each ? insideOf(given) : 'sync';
}

/** Whether `await` may stand here. */
export function mayWait(node: ts.Node): boolean {
	const around = enclosingFunction(node);
	return around !== undefined && isAsync(around);
}

/** `if (isAllowed(user))` where the answer is a promise: it always holds. */
function conditions(context: CodeContext): PromiseUse[] {
	const found: PromiseUse[] = [];
	const ask = (condition: ts.Expression): void => {
		for (const node of tested(condition)) {
			const known = promiseCall(node, context.frame);
			if (known === undefined || known.promise === 'lazy' || known.promise === 'known' || !isSure(known)) continue;
			found.push({
				at: context.places.at(node, node.expression),
				subject: subjectOf(node),
				...entryFact(node, context),
				kind: 'condition',
				taker: 'none',
				state: 'floating',
				promise: known.promise,
				failure: 'unknown',
				name: calledName(node.expression).slice(0, NAME_LENGTH),
				does: 'unknown',
				inside: insideOf(node),
				...(mayWait(node) ? { fix: { name: 'await-call' } } : {}),
			});
		}
	};
	for (const node of context.nodesOf(ts.isIfStatement)) ask(node.expression);
	for (const node of context.nodesOf(ts.isConditionalExpression)) ask(node.condition);
	return found;
}

/** A function that gives a promise on some of its paths may well be asked for it. */
function isSure({ callee, promise }: PromiseCall): boolean {
	return promise === 'declared' || (callee !== undefined && isAsync(callee.node));
}

/** The calls whose values decide a condition. */
function tested(condition: ts.Expression): ts.CallExpression[] {
	const node = bare(condition);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return tested(node.operand);
	if (ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken || node.operatorToken.kind === ts.SyntaxKind.BarBarToken)) return [...tested(node.left), ...tested(node.right)];
	return ts.isCallExpression(node) ? [node] : [];
}
