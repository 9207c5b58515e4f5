import { ts } from '../../../parse/typescript/compiler.ts';
import type { FanOut } from '../../facts/concurrency.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { packagesOf } from '../handling/site.ts';
import { bare, calledName } from '../promises/chains.ts';
import { type Lead, leadOf, leadsTo } from '../promises/leads.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { alternatives } from '../value/value.ts';
import { type Mapping, mappingsIn } from './elements.ts';
import { LIMITERS, limitedWork } from './limited.ts';
import { sourceOf } from './source.ts';

const LIMITS = /limit|throttle|semaphore|\bsem\b|mutex|concurren|acquire|\bpool\b|batch|chunk|bottleneck|series|sequential/i;
const CANDIDATE = /\bPromise\.(?:all|allSettled|any|race)\b|\bawait\b/;
const TEXT_LENGTH = 80;

/** The `fanOuts` of a file: work for every element of a collection, all at once or, for comparison, one after the other. */
export function fanOuts(context: CodeContext): FanOut[] {
	if (!CANDIDATE.test(context.module.sourceFile.text)) return [];
	return [...context.nodesOf(ts.isCallExpression).flatMap((call) => joinedAt(call, context)), ...sequences(context)];
}

function joinedAt(call: ts.CallExpression, context: CodeContext): FanOut[] {
	const via = joinOf(call);
	const [argument] = call.arguments;
	const limited = limitedAt(call, context);
	if (limited !== undefined) return [limited];
	if (via === undefined || argument === undefined) return [];
	const all = mappingsIn(argument).map((mapping) => fact(call, mapping, via, context));
	// One wait is one fact: of several collections the one that counts most.
	const worst = all.find(({ bounded, does }) => bounded === 'no' && does !== 'none') ?? all.find(({ bounded }) => bounded !== 'yes') ?? all[0];
	return worst === undefined ? [] : [worst];
}

function joinOf({ expression }: ts.CallExpression): 'all' | 'allSettled' | 'any' | 'race' | undefined {
	if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression) || expression.expression.text !== 'Promise') return undefined;
	const name = expression.name.text;
	return name === 'all' || name === 'allSettled' || name === 'any' || name === 'race' ? name : undefined;
}

function fact(call: ts.CallExpression, { over, each, via }: Mapping, join: FanOut['via'], context: CodeContext): FanOut {
	const lead = eachLead(each, context);
	const limiter = limiterIn(each, context);
	const inParts = smallLoop(call);
	const { source, bounded } = sourceOf(over, context.frame);
	return {
		...placed(call, over, context),
		via: via === 'pushed' ? 'pushed' : join,
		...lead,
		source,
		bounded: inParts || limiter !== '' ? 'yes' : bounded,
		limiter: limiter === '' && inParts ? 'parts' : limiter,
		...(limiter === '' && via === 'mapped' && hasPLimit(context) ? { fix: { name: 'limit-concurrency' } } : {}),
	};
}

function placed(node: ts.Node, over: ts.Expression, context: CodeContext): Pick<FanOut, 'at' | 'around' | 'subject' | 'entry' | 'over'> {
	const entry = entryOf(node, context);
	const { sourceFile } = context.module;
	return {
		at: context.places.at(node, ts.isCallExpression(node) ? node.expression : over),
		around: context.places.at(node),
		subject: subjectOf(node),
		...(entry === undefined ? {} : { entry }),
		over: collectionOf(over).getText(sourceFile).replaceAll(/\s+/g, ' ').slice(0, TEXT_LENGTH),
	};
}

/** `rows.map(toId)`, `[...rows]`, `Array.from(rows)`: as many as there are rows. */
function collectionOf(over: ts.Expression): ts.Expression {
	const node = bare(over);
	if (ts.isArrayLiteralExpression(node)) {
		const [only, ...others] = node.elements;
		return only !== undefined && ts.isSpreadElement(only) && others.length === 0 ? collectionOf(only.expression) : node;
	}
	if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return node;
	const { expression, name } = node.expression;
	const [first, second] = node.arguments;
	if (name.text === 'from' && second === undefined && first !== undefined) return collectionOf(first);
	return /^(?:map|filter|sort|toSorted|reverse|entries|values)$/.test(name.text) && expression.getText() !== 'Object' ? collectionOf(expression) : node;
}

/** `pMap(rows, send, { concurrency: 5 })`, `runInBatches(rows, 10, send)`: a bound of the repository's own making counts too. */
function limitedAt(call: ts.CallExpression, context: CodeContext): FanOut | undefined {
	const work = limitedWork(call, context);
	if (work === undefined) return undefined;
	const { over, each, limiter } = work;
	// `pMap(rows, send)`: without a number it lets all run at once.
	if (work.unlimited) return { ...placed(call, over, context), via: 'all', ...eachLead(each, context), ...sourceOf(over, context.frame), limiter: '' };
	return { ...placed(call, over, context), via: 'sequence', does: 'unknown', what: firstCallIn(each), source: 'unknown', bounded: 'yes', limiter: limiter.slice(0, TEXT_LENGTH) };
}

/** `(row) => send(row)`: the name of what is called. */
function firstCallIn(each: ts.Expression): string {
	const body = ts.isArrowFunction(each) || ts.isFunctionExpression(each) ? each.body : each;
	const expression = ts.isBlock(body) ? firstWait(body)?.expression : body;
	const call = expression === undefined ? undefined : bare(expression);
	return call !== undefined && ts.isCallExpression(call) ? calledName(call.expression).slice(0, TEXT_LENGTH) : '';
}

/** What is done to each element. */
function eachLead(each: ts.Expression, context: CodeContext): Pick<FanOut, 'does' | 'what'> {
	const { does, what } = leadOfEach(bare(each), context);
	return { does, what: what.slice(0, TEXT_LENGTH) };
}

function leadOfEach(each: ts.Expression, context: CodeContext): Lead {
	if (ts.isArrowFunction(each) || ts.isFunctionExpression(each)) return leadsTo(each.body, context.frame);
	if (ts.isCallExpression(each)) return leadOf(each, context.frame);
	for (const value of alternatives(evaluate(each, context.frame))) {
		if (value.kind === 'function' && value.node.body !== undefined) {
			const lead = leadsTo(value.node.body, value.frame);
			return { does: lead.does, what: lead.does === 'none' ? '' : calledName(each) };
		}
	}
	return { does: 'unknown', what: calledName(each) };
}

/** `limit(() => send(row))`: what runs no more than so many at a time. */
function limiterIn(each: ts.Expression, context: CodeContext): string {
	const node = bare(each);
	const body = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.body : node;
	let found = '';
	const visit = (inner: ts.Node, depth: number): void => {
		if (found !== '' || depth > 12) return;
		if (ts.isCallExpression(inner) && isLimiter(inner, context)) found = calledName(inner.expression);
		ts.forEachChild(inner, (child) => visit(child, depth + 1));
	};
	visit(body, 0);
	return found.slice(0, TEXT_LENGTH);
}

function isLimiter(call: ts.CallExpression, context: CodeContext): boolean {
	const name = calledName(call.expression);
	const takesWork = call.arguments.some((argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument));
	if (takesWork && LIMITS.test(name)) return true;
	if (/\b(?:acquire|waitForToken|removeTokens)$/.test(name)) return true;
	return takesWork && packagesOf(evaluate(call.expression, context.frame)).some((from) => LIMITERS.test(from));
}

/** Inside a loop over parts: `for (const batch of chunk(rows, 10)) await Promise.all(batch.map(send))` is told by the name of the part. */
function smallLoop(call: ts.CallExpression): boolean {
	const loop = ts.findAncestor(call.parent, (node): node is ts.ForOfStatement | ts.ForStatement => ts.isForOfStatement(node) || ts.isForStatement(node));
	if (loop === undefined || enclosingFunction(loop) !== enclosingFunction(call)) return false;
	const text = ts.isForOfStatement(loop) ? loop.expression.getText() : (loop.incrementor?.getText() ?? '');
	return ts.isForOfStatement(loop) ? /chunk|batch|slice|page/i.test(text) : /\+=/.test(text);
}

/** `for (const row of rows) await send(row)`: one after the other. */
function sequences(context: CodeContext): FanOut[] {
	return [...context.nodesOf(ts.isForOfStatement), ...context.nodesOf(ts.isForStatement)].flatMap((loop): FanOut[] => {
		const over = ts.isForOfStatement(loop) ? loop.expression : countedOver(loop);
		const waited = over === undefined ? undefined : firstWait(loop.statement);
		if (over === undefined || waited === undefined) return [];
		const call = bare(waited.expression);
		const what = ts.isCallExpression(call) ? calledName(call.expression) : '';
		return [{ ...placed(loop, over, context), via: 'sequence', does: 'unknown', what: what.slice(0, TEXT_LENGTH), source: 'unknown', bounded: 'yes', limiter: /\+=/.test(ts.isForStatement(loop) ? (loop.incrementor?.getText() ?? '') : '') ? 'parts' : 'sequence' }];
	});
}

/** `for (let i = 0; i < rows.length; i++)` goes over the rows. */
function countedOver({ condition }: ts.ForStatement): ts.Expression | undefined {
	if (condition === undefined || !ts.isBinaryExpression(condition)) return undefined;
	const length = [condition.right, condition.left].map(bare).find((side) => ts.isPropertyAccessExpression(side) && side.name.text === 'length');
	return length !== undefined && ts.isPropertyAccessExpression(length) ? length.expression : undefined;
}

/** The first `await` of a loop's own, not of a function inside it. */
function firstWait(body: ts.Node): ts.AwaitExpression | undefined {
	let found: ts.AwaitExpression | undefined;
	const visit = (node: ts.Node): void => {
		if (found !== undefined || ts.isFunctionLike(node)) return;
		if (ts.isAwaitExpression(node)) found = node;
		ts.forEachChild(node, visit);
	};
	visit(body);
	return found;
}

function hasPLimit({ module }: CodeContext): boolean {
	return module.codebase.packages.version(module.path, 'p-limit') !== undefined;
}
