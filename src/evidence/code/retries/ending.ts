import { ts } from '../../../parse/typescript/compiler.ts';
import type { Retry } from '../../facts.ts';
import { nodesIn } from '../handling/calls.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';
import { type Attempts, type Loop, alwaysLeaves, conditionOf, leaving, namesIn } from './loops.ts';

/** How attempts come to an end. */
export type Ending = Pick<Retry, 'bound' | 'attempts' | 'totalDeadline' | 'narrowed'>;

const CLOCK = /Date\s*\.\s*now|performance\s*\.\s*now|hrtime|deadline|elapsed|timed?_?out|startTime|startedAt/i;
const CALLED_OFF = /signal|abort|cancel|stopp(?:ed|ing)|shutting|shutdown|closed|running|destroyed|disposed/i;

export function endingOf(loop: Loop, attempts: Attempts, frame: Frame): Ending {
	const condition = conditionOf(loop);
	const text = condition?.getText() ?? '';
	const counted = countedBy(condition, loop);
	const clock = CLOCK.test(text) || checks(loop.statement).some((check) => CLOCK.test(check.getText()));
	const off = [...nodesIn(loop)].some((node) => ts.isMemberName(node) && CALLED_OFF.test(node.text));
	const bound = counted || clock ? 'bounded' : isForever(condition) ? foreverBound(loop, attempts, off) : 'unknown';
	const number = counted && condition !== undefined ? limitIn(condition, frame) : undefined;
	return { bound, ...(number === undefined ? {} : { attempts: number }), totalDeadline: clock ? 'bounded' : off ? 'unknown' : 'absent', narrowed: isNarrowed(attempts) };
}

function isForever(condition: ts.Expression | undefined): boolean {
	return condition === undefined || condition.kind === ts.SyntaxKind.TrueKeyword || (ts.isNumericLiteral(condition) && condition.text !== '0');
}

/** `while (retries < MAX)`, `for (let i = 0; i < 3; i++)`, `while (retries--)`. */
function countedBy(condition: ts.Expression | undefined, loop: Loop): boolean {
	if (condition === undefined || isForever(condition)) return false;
	const compared = comparisons(condition);
	if (ts.isForStatement(loop) && compared.length > 0) return true;
	const counters = countersIn(loop);
	return [...namesIn(condition)].some((name) => counters.has(name));
}

/** Without a condition of its own, a comparison with a counter inside ends it; a counter that is handed on may end it elsewhere. */
function foreverBound(loop: Loop, { failed }: Attempts, off: boolean): Ending['bound'] {
	const counters = countersIn(loop);
	if (checks(loop.statement).some((check) => comparisons(check).length > 0 && [...namesIn(check)].some((name) => counters.has(name)))) return 'bounded';
	if (checks(loop.statement).some((check) => [...namesIn(check)].some((name) => counters.has(name)))) return 'unknown';
	const handed = [...nodesIn(failed ?? loop.statement)].some((node) => ts.isCallExpression(node) && !tellsOrWaits(node) && node.arguments.some((argument) => [...namesIn(argument)].some((name) => counters.has(name))));
	return handed || off ? 'unknown' : 'absent';
}

/** A log line, a sum or a pause gets the count without ending anything. */
function tellsOrWaits(call: ts.CallExpression): boolean {
	return /^(?:console|Math|String|Number|.*log(?:ger)?)\b|\.(?:info|warn|error|debug|trace)$|(?:sleep|delay|wait|pause|timeout|backoff)\w*$/i.test(call.expression.getText());
}

/** Conditions inside a loop that decide whether it is left or goes on. */
function checks(body: ts.Node): ts.Expression[] {
	const found: ts.Expression[] = [];
	for (const node of nodesIn(body)) {
		if (ts.isIfStatement(node) && leaving(node, body).length > 0) found.push(node.expression);
	}
	return found;
}

const COMPARING: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.LessThanToken,
	ts.SyntaxKind.LessThanEqualsToken,
	ts.SyntaxKind.GreaterThanToken,
	ts.SyntaxKind.GreaterThanEqualsToken,
	ts.SyntaxKind.EqualsEqualsEqualsToken,
	ts.SyntaxKind.EqualsEqualsToken,
	ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

export function comparisons(node: ts.Node): ts.BinaryExpression[] {
	return [...nodesIn(node)].filter((inner): inner is ts.BinaryExpression => ts.isBinaryExpression(inner) && COMPARING.has(inner.operatorToken.kind));
}

/** Names that count: `attempt++`, `attempts += 1`, `retries--`. */
export function countersIn(node: ts.Node): Set<string> {
	const found = new Set<string>();
	for (const inner of nodesIn(node)) {
		if (ts.isPostfixUnaryExpression(inner) || (ts.isPrefixUnaryExpression(inner) && (inner.operator === ts.SyntaxKind.PlusPlusToken || inner.operator === ts.SyntaxKind.MinusMinusToken))) found.add(inner.operand.getText());
		else if (ts.isBinaryExpression(inner) && (inner.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken || inner.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken)) found.add(inner.left.getText());
		else if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isBinaryExpression(inner.right) && inner.right.left.getText() === inner.left.getText()) found.add(inner.left.getText());
	}
	return found;
}

/** The number on the other side of a comparison. */
export function limitIn(condition: ts.Node, frame: Frame): number | undefined {
	for (const comparison of comparisons(condition)) {
		for (const side of [comparison.right, comparison.left]) {
			const known = alternatives(evaluate(side, frame)).filter((value) => value.kind === 'literal' && typeof value.value === 'number' && value.value > 0);
			const [first] = known;
			if (first?.kind === 'literal' && typeof first.value === 'number') return first.value + (comparison.operatorToken.kind === ts.SyntaxKind.LessThanEqualsToken ? 1 : 0);
		}
	}
	return undefined;
}

/** Some failures end it at once: the error itself is looked at, and a branch leaves. */
export function isNarrowed({ failed, error }: Pick<Attempts, 'failed' | 'error'>): boolean {
	if (failed === undefined || error === undefined) return false;
	if ([...nodesIn(failed)].some((node) => ts.isIfStatement(node) && namesIn(node.expression).has(error) && (leaving(node, failed).some((how) => how !== 'continue') || alwaysLeaves(failed)))) return true;
	return /\b(?:instanceof|code|status)\b/.test(failed.getText()) && leaving(failed, failed).some((how) => how === 'throw' || how === 'return');
}
