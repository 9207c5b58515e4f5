import { ts } from '../../../parse/typescript/compiler.ts';
import type { Retry } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { callsIn } from '../errors/calls.ts';
import { nodesIn } from '../handling/calls.ts';
import { entryOf } from '../handling/entry.ts';

import { subjectOf } from '../subject.ts';
import { type Configured, configuredRetry, importsRetries } from './configured.ts';
import { dottedName } from './dotted-name.ts';
import { countersIn, endingOf } from './ending.ts';
import { type Attempts, attemptsOf, awaitedCalls, isLoop, namesIn } from './loops.ts';
import { type Again, againOf } from './recursion.ts';
import { reconnectsIn } from './reconnects.ts';
import { type Requeue, requeueOf } from './requeues.ts';
import { type RetrySettings, settingsAmong } from './settings.ts';
import { waitingIn } from './waiting.ts';

/** No file is asked for more of them than this. */
const MAX = 100;
const RATE_LIMIT = /\b429\b|rate[-_ ]?limit|too[-_ ]?many[-_ ]?requests|throttl/i;
const ASKED = /retry[-_]?after|x-ratelimit-reset|ratelimit-reset/i;
/** Puts something in order before the next attempt. */
const MENDS = /(?:refresh|renew|reset|reconnect|connect|login|authenticate|invalidate|rotate|ensure|create|recreate|init|open|clear|next|skip)\w*$/i;
/** Somebody else was first: the next attempt finds what is there, or takes another name. */
const TAKEN = /P2002|23505|\b\w*unique\w*|duplicate|already[_ ]?exists|collision|ER_DUP_ENTRY|EEXIST|EADDRINUSE/i;

/** The `retries` of a file. */
export function retries(context: CodeContext): Retry[] {
	const found: Retry[] = [];
	const { text } = context.module.sourceFile;
	const byLibrary = importsRetries(context.module.sourceFile);
	const seen = new Set<ts.Node>();
	for (const node of context.nodes) {
		if (found.length >= MAX) return found;
		if (isLoop(node)) found.push(...loopRetry(node, context));
		if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) continue;
		if (ts.isCallExpression(node)) {
			const again = againOf(node, context.frame);
			if (again !== undefined && !seen.has(again.node)) {
				seen.add(again.node);
				found.push(recursionRetry(again, context));
			}
			const requeue = requeueOf(node, context);
			if (requeue !== undefined) found.push(requeueRetry(requeue, context));
		}
		const settings = settingsAmong(node);
		if (settings !== undefined) found.push(settingsRetry(node, settings, context));
		const configured = byLibrary ? configuredRetry(node, context) : undefined;
		if (configured !== undefined) found.push(libraryRetry(node, configured, context));
	}
	return text.length === 0 ? found : [...found, ...reconnectRetries(context)];
}

type Common = Pick<Retry, 'at' | 'subject' | 'entry'>;

function common(node: ts.Node, until: ts.Node, context: CodeContext): Common {
	const entry = entryOf(node, context);
	return { at: context.places.at(node, until), subject: subjectOf(node), ...(entry === undefined ? {} : { entry }) };
}

function loopRetry(node: ts.Node, context: CodeContext): Retry[] {
	const attempts = isLoop(node) ? attemptsOf(node) : undefined;
	if (attempts === undefined || !isLoop(node)) return [];
	const first = triedCall(attempts.tried);
	if (first === undefined) return [];
	return [
		{
			...common(node, headOf(node), context),
			kind: 'loop',
			library: '',
			around: dottedName(first.expression),
			...endingOf(node, attempts, context.frame),
			...waitingIn(node.statement, context.frame),
			...conduct(node, attempts),
		},
	];
}

/** The call that is tried: the one whose answer is handed back, else the first; waiting for one's turn is none. */
function triedCall(tried: ts.Node, self?: ts.CallExpression): ts.CallExpression | undefined {
	const calls = awaitedCalls(tried).filter((call) => call !== self && !isWait(call));
	return calls.find((call) => ts.findAncestor(call, (node) => ts.isStatement(node))?.kind === ts.SyntaxKind.ReturnStatement) ?? calls[0];
}

/** A loop's place is its first line. */
function headOf(loop: ts.Node): ts.Node {
	if (ts.isForStatement(loop)) return loop.condition ?? loop.initializer ?? loop;
	return ts.isWhileStatement(loop) ? loop.expression : loop;
}

function isWait(call: ts.CallExpression): boolean {
	return /(?:^|\.)(?:sleep|delay|wait|setTimeout|pause|backoff|limiter|acquire|throttle)\w*$/i.test(call.expression.getText());
}

/** What it does with errors and attempts, told from the code of the whole retry. */
function conduct(node: ts.Node, { tried, failed }: Pick<Attempts, 'tried' | 'failed'>): Pick<Retry, 'varies' | 'idempotent' | 'retryAfter' | 'nested'> {
	const text = node.getText();
	const reaction = failed?.getText() ?? text;
	return {
		varies: (failed !== undefined && TAKEN.test(reaction)) || changesWork(node, tried, failed),
		idempotent: idempotency(tried),
		retryAfter: RATE_LIMIT.test(reaction) ? (ASKED.test(text) ? 'honoured' : 'ignored') : 'none',
		nested: nestedIn(tried),
	};
}

/** What is tried is changed between the attempts, or something is put in order first: a token, a list without its bad rows. */
function changesWork(node: ts.Node, tried: ts.Node, failed: ts.Block | undefined): boolean {
	const call = triedCall(tried);
	const given = new Set((call?.arguments ?? []).flatMap((argument) => [...namesIn(argument)]));
	for (const counter of countersIn(node)) given.delete(counter);
	for (const inner of nodesIn(node)) {
		if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.EqualsToken || (failed !== undefined && ts.findAncestor(inner, (around) => around === tried) !== undefined)) continue;
		// A field of what is handed on is part of the work, unless it only counts the attempts.
		if (!/retr(?:y|ies)|attempt|tries/i.test(inner.left.getText()) && [...namesIn(inner.left)].some((name) => given.has(name))) return true;
	}
	if (goesThrough(node)) return true;
	return failed !== undefined && awaitedCalls(failed).some((inner) => !isWait(inner) && MENDS.test(inner.expression.getText()));
}

/** `candidates[index]`: the next attempt goes to the next of them. */
function goesThrough(loop: ts.Node): boolean {
	if (!ts.isForStatement(loop)) return false;
	const counters = countersIn(loop.incrementor === undefined ? loop : loop.incrementor.parent);
	return [...nodesIn(loop.statement)].some((node) => ts.isElementAccessExpression(node) && [...namesIn(node.argumentExpression)].some((name) => counters.has(name)) && !/delay|backoff|wait|schedule|interval/i.test(node.expression.getText()));
}

/** Does the attempt write, with nothing that tells the second from the first? */
function idempotency(tried: ts.Node): Retry['idempotent'] {
	const text = tried.getText();
	if (/idempoten|dedup|upsert|onConflict|ON CONFLICT|ifNotExists/i.test(text)) return 'yes';
	const methods = [...text.matchAll(/method\s*:\s*['"`](\w+)['"`]/gi)].map(([, method = '']) => method.toUpperCase());
	if (methods.includes('POST')) return 'no';
	return methods.length > 0 ? 'yes' : 'unknown';
}

/** Retries of a library inside what is tried, by the names under which they are known. */
function nestedIn(tried: ts.Node): string[] {
	const names = callsIn(tried, true).filter((call) => ts.isCallExpression(call) && /^(?:pRetry|asyncRetry|backOff|retry|withRetry|withRetries|retryWithBackoff|fetchWithRetry|retryAsync)$/.test(call.expression.getText().split('.').at(-1) ?? ''));
	return [...new Set(names.map((call) => call.expression.getText()))];
}

function recursionRetry(again: Again, context: CodeContext): Retry {
	const { node, call, ending, tried } = again;
	const first = triedCall(tried, call);
	return {
		...common(call, call.expression, context),
		kind: 'recursion',
		library: '',
		around: first === undefined ? dottedName(call.expression) : dottedName(first.expression),
		...ending,
		...waitingIn(node, context.frame),
		...conduct(node, again),
	};
}

function requeueRetry({ call, afterFailure, bound, backoff, jitter }: Requeue, context: CodeContext): Retry {
	return {
		...common(call, call.expression, context),
		kind: 'requeue',
		library: '',
		around: dottedName(call.expression),
		bound: afterFailure ? bound : 'unknown',
		backoff,
		jitter,
		totalDeadline: 'unknown',
		narrowed: false,
		varies: false,
		idempotent: 'unknown',
		retryAfter: 'none',
		nested: [],
	};
}

function libraryRetry(node: ts.CallExpression | ts.NewExpression, { work, library, bound, attempts, backoff, jitter }: Configured, context: CodeContext): Retry {
	const [first] = work === undefined ? [] : callsIn(work, true);
	return {
		...common(node, node.expression, context),
		kind: 'library',
		library,
		around: first === undefined ? '' : dottedName(first.expression),
		bound,
		...(attempts === undefined ? {} : { attempts }),
		backoff,
		jitter,
		totalDeadline: 'unknown',
		narrowed: work !== undefined && [...nodesIn(work)].some((inner) => ts.isIdentifier(inner) && /^(?:AbortError|bail)$/.test(inner.text)),
		varies: false,
		idempotent: work === undefined ? 'unknown' : idempotency(work),
		retryAfter: 'none',
		nested: work === undefined ? [] : nestedIn(work),
	};
}

function settingsRetry(node: ts.CallExpression | ts.NewExpression, settings: RetrySettings, context: CodeContext): Retry {
	return {
		...common(node, node.expression, context),
		kind: 'settings',
		library: '',
		around: dottedName(node.expression),
		...settings,
		totalDeadline: 'unknown',
		varies: false,
		idempotent: 'unknown',
		retryAfter: 'none',
		nested: [],
	};
}

function reconnectRetries(context: CodeContext): Retry[] {
	return reconnectsIn(context).map(({ node, around, library, backoff, jitter }) => ({
		...common(node, node, context),
		subject: ownSubject(node),
		kind: 'reconnect',
		library,
		around,
		bound: 'unknown',
		backoff,
		jitter,
		totalDeadline: 'unknown',
		narrowed: false,
		varies: false,
		idempotent: 'yes',
		retryAfter: 'none',
		nested: [],
	}));
}

/** A function's own name is in the subject of what stands in it. */
function ownSubject(node: ts.Node): string {
	const outer = subjectOf(node);
	return ts.isIdentifier(node) && !outer.split('.').includes(node.text) ? (outer === '<module>' ? node.text : `${outer}.${node.text}`) : outer;
}
