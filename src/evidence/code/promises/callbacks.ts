import { ts } from '../../../parse/typescript/compiler.ts';
import type { PromiseUse } from '../../facts/concurrency.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { packagesOf } from '../handling/site.ts';
import { routeSite } from '../handling/routes.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { alternatives } from '../value/value.ts';
import { bare, calledName, chainOf, isAsync } from './chains.ts';
import { canFail } from './failures.ts';
import { leadsTo } from './leads.ts';
import { type FunctionValue, promiseCall } from './resolve.ts';
import { typeOf } from './types.ts';

type Taker = PromiseUse['taker'];

const TIMERS = /^(?:setTimeout|setInterval|setImmediate|nextTick|queueMicrotask)$/;
const LISTENS = /^(?:on|once|addListener|prependListener|addEventListener)$/;
const PREDICATES = /^(?:filter|some|every|find|findIndex|findLast|sort|toSorted)$/;
/** Their `on` waits for the listener and deals with its failures. */
const WAITS = /^(?:probot|grammy|telegraf|@octokit\/(?:webhooks|app)|octokit|@slack\/(?:bolt|events-api)|hono|emittery|@trigger\.dev\/sdk.*|inngest|@discordjs\/.*|vitest|@playwright\/test|playwright.*|puppeteer.*)$/;
/** The process ends after these, or a failure is told by what listens. */
const LAST_EVENTS = /^(?:SIG[A-Z]+|exit|beforeExit|unhandledRejection|uncaughtException|message_error)$/;
const CHEAP = /^(?:forEach|map|flatMap|filter|some|every|find|findIndex|findLast|sort|toSorted|on|once|addListener|prependListener|addEventListener|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|get|post|put|patch|delete|all|use|Promise)$/;

/** An async function that is given to something which does not wait for it. */
export function callbackUse(call: ts.CallExpression | ts.NewExpression, context: CodeContext): PromiseUse | undefined {
	const name = lastName(call.expression);
	if (name === undefined || !CHEAP.test(name)) return undefined;
	const given = givenFunction(call, name, context);
	if (given === undefined) return undefined;
	const { taker, fn } = given;
	const entry = entryOf(call, context);
	return {
		at: context.places.at(call, call.expression),
		subject: subjectOf(call),
		...(entry === undefined ? {} : { entry }),
		kind: taker === 'none' ? 'predicate' : 'callback',
		taker,
		state: 'floating',
		promise: 'async',
		name: (ts.isNewExpression(call) ? 'new Promise' : calledName(call.expression)).slice(0, 80),
		failure: canFail(fn) ? 'escapes' : 'handled',
		does: doesOf(fn),
		inside: 'sync',
	};
}

function doesOf({ node, frame }: FunctionValue): PromiseUse['does'] {
	const { does } = leadsTo(node.body ?? node, frame);
	return does === 'database' ? 'io' : does;
}

interface Given {
	readonly taker: Taker;
	readonly fn: FunctionValue;
}

function givenFunction(call: ts.CallExpression | ts.NewExpression, name: string, context: CodeContext): Given | undefined {
	const given = call.arguments ?? [];
	if (ts.isNewExpression(call)) return name === 'Promise' ? withTaker('promise', inlineAsync(given[0], context)) : undefined;
	if (TIMERS.test(name)) return withTaker('timer', asyncFunction(given[0], context));
	if (LISTENS.test(name)) return listener(call, context);
	if (name === 'forEach') return isAwaited(call) && !isArray(call, context) ? undefined : withTaker('forEach', asyncFunction(given[0], context));
	if (name === 'map' || name === 'flatMap') return ts.isExpressionStatement(call.parent) ? withTaker('map', asyncFunction(given[0], context)) : undefined;
	if (PREDICATES.test(name)) return ts.isAwaitExpression(call.parent) || isOwn(call, context) ? undefined : withTaker('none', inlineAsync(given[0], context));
	return expressRoute(call, context);
}

function withTaker(taker: Taker, fn: FunctionValue | undefined): Given | undefined {
	return fn === undefined ? undefined : { taker, fn };
}

/** `await cursor.forEach(async …)`: something else than an array's. */
function isAwaited(call: ts.CallExpression): boolean {
	return ts.isAwaitExpression(call.parent) || ts.isReturnStatement(call.parent);
}

/** An array for sure, whose `forEach` gives nothing to wait for. */
function isArray({ expression }: ts.CallExpression | ts.NewExpression, context: CodeContext): boolean {
	if (!ts.isPropertyAccessExpression(expression)) return false;
	const on = bare(expression.expression);
	if (ts.isArrayLiteralExpression(on)) return true;
	if (ts.isCallExpression(on)) return /(?:^Object\.(?:keys|values|entries)|^Array\.from|\.(?:filter|map|split|slice|sort))$/.test(calledName(on.expression));
	const type = typeOf(on, context.module)?.type;
	return type !== undefined && (ts.isArrayTypeNode(type) || (ts.isTypeReferenceNode(type) && /^(?:Readonly)?Array$/.test(type.typeName.getText())));
}

/** A method of the repository's own or of a library, not of an array. */
function isOwn(call: ts.CallExpression, context: CodeContext): boolean {
	return alternatives(evaluate(call.expression, context.frame)).some((value) => value.kind === 'function') || packagesOf(evaluate(call.expression, context.frame)).length > 0;
}

/** `async () => …` as written, or an arrow function that hands the promise of a call back. */
function inlineAsync(node: ts.Expression | undefined, context: CodeContext): FunctionValue | undefined {
	const fn = node === undefined ? undefined : bare(node);
	if (fn === undefined || !(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) || fn.asteriskToken !== undefined) return undefined;
	return isAsync(fn) ? { kind: 'function', node: fn, frame: context.frame } : undefined;
}

function asyncFunction(node: ts.Expression | undefined, context: CodeContext): FunctionValue | undefined {
	const written = inlineAsync(node, context);
	if (written !== undefined || node === undefined) return written;
	const fn = bare(node);
	if (ts.isArrowFunction(fn)) return ts.isBlock(fn.body) ? undefined : handedBack(fn, fn.body, context);
	if (!ts.isIdentifier(fn) && !ts.isPropertyAccessExpression(fn)) return undefined;
	const values = alternatives(evaluate(fn, context.frame)).filter((value) => value.kind === 'function');
	return values.find((value) => isAsync(value.node));
}

/** `(order) => charge(order)`: nobody gets the promise. */
function handedBack(fn: ts.ArrowFunction, body: ts.Expression, context: CodeContext): FunctionValue | undefined {
	const chain = chainOf(body);
	if (chain === undefined || chain.links.length > 0 || promiseCall(chain.call, context.frame) === undefined) return undefined;
	return { kind: 'function', node: fn, frame: context.frame };
}

function listener(call: ts.CallExpression, context: CodeContext): Given | undefined {
	const [event, fn] = call.arguments;
	if (event === undefined || fn === undefined || call.arguments.length > 2 || !ts.isPropertyAccessExpression(call.expression)) return undefined;
	if (ts.isStringLiteralLike(event) && LAST_EVENTS.test(event.text)) return undefined;
	const found = asyncFunction(fn, context);
	if (found === undefined || packagesOf(evaluate(call.expression.expression, context.frame)).some((name) => WAITS.test(name))) return undefined;
	return { taker: 'event', fn: found };
}

/** express before 5 does not look at what a handler gives back: its failure becomes an unhandled rejection, and the request hangs. */
function expressRoute(call: ts.CallExpression, context: CodeContext): Given | undefined {
	const handler = call.arguments.at(-1);
	const fn = inlineAsync(handler, context) ?? asyncFunction(handler, context);
	if (fn === undefined || call.arguments.length < 2 || !waitsForNobody(context)) return undefined;
	const site = routeSite(call, context);
	if (site?.framework !== 'express') return undefined;
	const on = ts.isPropertyAccessExpression(call.expression) ? packagesOf(evaluate(call.expression.expression, context.frame)) : [];
	return on.includes('express') ? { taker: 'express', fn } : undefined;
}

function waitsForNobody({ module }: CodeContext): boolean {
	const version = (name: string): string | undefined => module.codebase.packages.version(module.path, name);
	const express = /(\d+)/.exec(version('express') ?? '')?.[1];
	if (express === undefined || Number(express) >= 5) return false;
	return ['express-async-errors', 'express-promise-router', 'express-async-router', '@awaitjs/express', 'express-async-handler'].every((name) => version(name) === undefined);
}

function lastName(callee: ts.Expression): string | undefined {
	if (ts.isIdentifier(callee)) return callee.text;
	return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}
