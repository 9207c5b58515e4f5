import { ts } from '../../../parse/typescript/compiler.ts';
import type { Retry } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { callsIn } from '../errors/calls.ts';
import { nodesIn } from '../handling/calls.ts';
import { entryOf } from '../handling/entry.ts';

import { subjectOf } from '../subject.ts';
import { type Configured, configuredRetry, importsRetries } from './configured.ts';
import { dottedName } from './dotted-name.ts';
import { endingOf } from './ending.ts';
import { type Attempts, attemptsOf, awaitedCalls, isLoop } from './loops.ts';
import { type Again, againOf } from './recursion.ts';
import { reconnectsIn } from './reconnects.ts';
import { type Requeue, requeueOf } from './requeues.ts';
import { waitingIn } from './waiting.ts';

/** No file is asked for more of them than this. */
const MAX = 100;
const RATE_LIMIT = /\b429\b|rate[-_ ]?limit|too[-_ ]?many[-_ ]?requests|throttl/i;
const ASKED = /retry[-_]?after|x-ratelimit-reset|ratelimit-reset/i;
/** Every attempt with a name of its own. */
const FRESH = /nanoid|uuid|cuid|random(?:Bytes|String|Int|UUID)?\b|generate\w*\(|createId|slug/i;
const TAKEN = /P2002|23505|unique|duplicate|already[_ ]?exists|collision|ER_DUP_ENTRY|EEXIST|EADDRINUSE|conflict/i;

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
		varies: FRESH.test(tried.getText()) && TAKEN.test(reaction),
		idempotent: idempotency(tried),
		retryAfter: RATE_LIMIT.test(reaction) ? (ASKED.test(text) ? 'honoured' : 'ignored') : 'none',
		nested: nestedIn(tried),
	};
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
