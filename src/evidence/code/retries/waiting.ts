import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { Retry } from '../../facts.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName } from '../outbound/call-index.ts';
import { assignmentsTo, evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';

/** How long is waited before the next attempt. */
export type Waiting = Pick<Retry, 'backoff' | 'jitter'>;

/** Functions that end after a while; what they are given says how long. */
const SLEEPS = /^(?:(?:async|promise|promised|_)?(?:sleep|delay|wait|pause|timeout|settimeout)(?:For|Ms|Seconds|Milliseconds|Async|Promise|With\w*|Before\w*|Until\w*)?)$|backoff|sleep|^(?:wait|delay)[A-Z]|(?:Delay|Wait|Timeout)$/i;
const NO_SLEEP = /^(?:clear|waitUntil$|get\w*(?:Timeout|Delay)$|with|set(?!timeout$)|AbortSignal|calculate|compute|clamp|on|is|has)/i;
const GROWING = /\*\*|Math\s*\.\s*pow\b|<<|backoff|exponential|fibonacci/i;
/** `delay * attempt`, `(retries + 1) * 500`: longer with every attempt. */
const MULTIPLIED = /(?:attempt|retr(?:y|ies)|tries|failures|errors?|count|\bi|\bn)\w*(?:\s*[+-]\s*1\)?)?\s*\*|\*\s*\(?(?:\w+\.)*(?:\w*(?:attempt|retries|tries|failures|errors|count)|i|n)\b/i;
const RANDOM = /Math\s*\.\s*random|jitter|randomInt|getRandomValues|randomBetween|\brandom\w*\(/i;

const SPEAKS_OF_WAITING = /delay|backoff|sleep|settimeout|(?<!a)wait(?!ed)|pause/i;
/** Sums and log lines get a delay without keeping to it. */
const RECKONS_OR_TELLS = /^(?:Math|Number|String|JSON|console|\w*log(?:ger)?)\b|\blog(?:ger)?\b|\.(?:info|warn|error|debug|trace|log|add|addEvent|setAttribute\w*|increment|push|toFixed|toString)$|^(?:\w+\.)*(?:calculate|compute|get|next|parse|is|has|to)[A-Z]\w*$/i;

const NONE: Waiting = { backoff: 'absent', jitter: 'absent' };

const UNCERTAIN: Waiting = { backoff: 'unknown', jitter: 'unknown' };

/** What is waited for inside a piece of code that is run again and again. */
export function waitingIn(node: ts.Node, frame: Frame): Waiting {
	const delays = [...delaysIn(node)];
	if (delays.length === 0) return mayWait(node) ? UNCERTAIN : NONE;
	const all = delays.map((delay) => waitingFor(delay, node, frame));
	const order: readonly Retry['backoff'][] = ['growing', 'open', 'unknown', 'fixed', 'absent'];
	const backoff = order.find((state) => all.some((waiting) => waiting.backoff === state)) ?? 'absent';
	const jitter = all.some((waiting) => waiting.jitter === 'present') ? 'present' : all.some((waiting) => waiting.jitter === 'unknown') ? 'unknown' : 'absent';
	return { backoff, jitter };
}

/** A pause that we do not know by its name: a call is given a delay that is reckoned here, or speaks of one. What is only reckoned or logged waits for nothing. */
function mayWait(node: ts.Node): boolean {
	for (const inner of nodesIn(node)) {
		if (ts.isCallExpression(inner) && !RECKONS_OR_TELLS.test(inner.expression.getText()) && (SPEAKS_OF_WAITING.test(calleeName(inner) ?? '') || inner.arguments.some(isDelay))) return true;
		if (ts.isNewExpression(inner) && (inner.arguments ?? []).some(isDelay)) return true;
	}
	return false;
}

/** `delayMs`, `{ delay: delayMs }`, `delayMs * 2`; not a function that is handed over. */
function isDelay(argument: ts.Node): boolean {
	if (ts.isFunctionLike(argument) || ts.isStringLiteralLike(argument)) return false;
	return ts.isIdentifier(argument) ? SPEAKS_OF_WAITING.test(argument.text) : (ts.forEachChild(argument, isDelay) ?? false);
}

/** How long, as code; `call` where a function decides by itself. */
interface Delay {
	readonly call: ts.CallExpression;
	readonly length: ts.Expression | undefined;
}

function* delaysIn(node: ts.Node): Generator<Delay> {
	for (const inner of nodesIn(node)) {
		if (!ts.isCallExpression(inner)) continue;
		const name = calleeName(inner) ?? '';
		if (name === 'setTimeout' && inner.arguments.length >= 2) yield { call: inner, length: inner.arguments[1] };
		else if (name !== 'setTimeout' && SLEEPS.test(name) && !NO_SLEEP.test(name) && isWaited(inner)) yield { call: inner, length: lengthAmong(inner.arguments) };
		else if (/^(?:until|for)$/.test(name) && /\bwait\.\w+$/.test(inner.expression.getText()) && isWaited(inner)) yield { call: inner, length: inner.arguments[0] };
		else if (name === 'setTimeout' && isWaited(inner)) yield { call: inner, length: inner.arguments[0] };
	}
}

function isWaited(call: ts.CallExpression): boolean {
	return ts.isAwaitExpression(call.parent) || ts.isReturnStatement(call.parent) || ts.isExpressionStatement(call.parent) || (ts.isPropertyAccessExpression(call.parent) && call.parent.name.text === 'then');
}

/** The argument that looks like a time; a signal or a label may stand beside it. */
function lengthAmong(given: readonly ts.Expression[]): ts.Expression | undefined {
	return given.find((argument) => !/signal|label|logger|ctx|context|span/i.test(argument.getText()) && !ts.isStringLiteralLike(argument) && !ts.isFunctionLike(argument)) ?? given[0];
}

function waitingFor({ call, length }: Delay, around: ts.Node, frame: Frame): Waiting {
	const own = call.expression.getText();
	const waiting = length === undefined ? { backoff: 'open' as const, jitter: 'unknown' as const } : waitingOf(length, around, frame);
	if (!GROWING.test(own) && waiting.backoff !== 'growing') return waiting;
	return { backoff: 'growing', jitter: RANDOM.test(own) || waiting.jitter === 'present' ? 'present' : inside(call, frame) };
}

/** What a length of time, as it is written in the code around it, says about the wait. */
export function waitingOf(length: ts.Expression, around: ts.Node, frame: Frame): Waiting {
	const text = explained(length, around, frame, 0);
	const backoff = GROWING.test(text) ? 'growing' : lengthState(length, text, around, frame);
	return { backoff, jitter: RANDOM.test(text) ? 'present' : isOpen(length, frame) && backoff !== 'growing' ? 'unknown' : 'absent' };
}

/** A backoff function of a package or of the repository may add chance by itself. */
function inside(call: ts.CallExpression, frame: Frame): 'present' | 'absent' | 'unknown' {
	if (calleeName(call) === 'setTimeout' || ts.isFunctionLike(call)) return 'absent';
	const functions = alternatives(evaluate(call.expression, frame)).filter((value) => value.kind === 'function');
	if (functions.length === 0) return 'unknown';
	return functions.some(({ node }) => RANDOM.test(node.getText())) ? 'present' : 'absent';
}

function lengthState(length: ts.Expression, text: string, around: ts.Node, frame: Frame): Retry['backoff'] {
	if (changes(length, around) || MULTIPLIED.test(text)) return 'growing';
	const values = alternatives(evaluate(length, frame));
	if (values.every((value) => value.kind === 'literal')) return values.every((value) => value.kind === 'literal' && value.value === 0) ? 'absent' : 'fixed';
	return isOpen(length, frame) ? 'open' : 'fixed';
}

/** Comes from somewhere that we cannot look into. */
function isOpen(length: ts.Expression, frame: Frame): boolean {
	return alternatives(evaluate(length, frame)).some((value) => value.kind !== 'literal' && value.kind !== 'function');
}

/** `delay *= 2`: the variable is written to inside the loop. */
function changes(length: ts.Expression, around: ts.Node): boolean {
	if (!ts.isIdentifier(length) && !ts.isPropertyAccessExpression(length)) return false;
	const name = length.getText();
	for (const node of nodesIn(around)) {
		if (ts.isBinaryExpression(node) && node.left.getText() === name && node.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && /^(?:\*=|\+=|<<=|=)$/.test(node.operatorToken.getText())) {
			if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || new RegExp(`(?<![\\w$.])${name.replaceAll(/[$.]/g, '\\$&')}\\b`).test(node.right.getText())) return true;
		}
	}
	return false;
}

/** A length as it is written, with what its names stand for. */
function explained(length: ts.Node, around: ts.Node, frame: Frame, depth: number): string {
	let text = length.getText();
	if (depth > 2) return text;
	for (const node of nodesIn(length)) {
		if (ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) {
			const declaration = declarationOf(node.text, node);
			if (declaration === undefined || !ts.isVariableDeclaration(declaration)) continue;
			const isConstant = ts.isVariableDeclarationList(declaration.parent) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
			for (const source of [declaration.initializer, ...(isConstant ? [] : assignmentsTo(node.text, declaration))]) {
				if (source !== undefined && source !== length) text += ` ${explained(source, around, frame, depth + 1)}`;
			}
		} else if (ts.isCallExpression(node)) {
			for (const value of alternatives(evaluate(node.expression, frame))) if (value.kind === 'function') text += ` ${value.node.getText()}`;
		}
	}
	return text.slice(0, 4000);
}
