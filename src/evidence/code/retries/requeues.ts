import { ts } from '../../../parse/typescript/compiler.ts';
import type { Retry } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName } from '../outbound/call-index.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { comparisons } from './ending.ts';
import { COUNTER } from './loops.ts';
import { waitingOf } from './waiting.ts';

/** A job put back into its queue, or put there for later. */
export interface Requeue extends Pick<Retry, 'bound' | 'backoff' | 'jitter'> {
	readonly call: ts.CallExpression;
	/** Because it failed: in a `catch`, or in a function that is called for failures. */
	readonly afterFailure: boolean;
}

const PUTS = /^(?:re)?(?:enqueue|queue|schedule)(?:[A-Z]\w*)?$|^(?:requeue|reEnqueue|resubmit|redeliver|republish)\w*$/;
/** Functions that put something back. */
const FAILURE = /retr(?:y|ies)|requeue|reschedule/i;
const LATER = /^(?:delay\w*|runAt|run_at|startAfter|start_after|availableAt|scheduledAt|scheduleAt|notBefore|delaySeconds|DelaySeconds|when|after|at|visibilityTimeout|retryAt|nextAttemptAt|nextRunAt|scheduledFor|timestamp|date)$/i;

export function requeueOf(call: ts.CallExpression, context: CodeContext): Requeue | undefined {
	const name = calleeName(call);
	if (name === undefined || !PUTS.test(name) || call.arguments.length === 0) return undefined;
	const around = enclosingFunction(call);
	if (around === undefined) return undefined;
	const later = laterAmong(call);
	const waiting = later === undefined ? { backoff: 'absent' as const, jitter: 'absent' as const } : waitingOf(later, around, context.frame);
	const failing = subjectOf(call).split('.').at(-1) ?? '';
	return { call, ...waiting, bound: boundBefore(call, around), afterFailure: FAILURE.test(failing) || inCatch(call, around) };
}

/** The argument that says when: a date, a number of that name, an option. */
function laterAmong(call: ts.CallExpression): ts.Expression | undefined {
	for (const argument of call.arguments) {
		if (ts.isNewExpression(argument) && argument.expression.getText() === 'Date') return argument;
		if ((ts.isIdentifier(argument) || ts.isPropertyAccessExpression(argument)) && LATER.test(argument.getText().split('.').at(-1) ?? '')) return argument;
		if (!ts.isObjectLiteralExpression(argument)) continue;
		for (const property of argument.properties) {
			if (property.name === undefined || !LATER.test(property.name.getText())) continue;
			return ts.isPropertyAssignment(property) ? property.initializer : ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
		}
	}
	return undefined;
}

/** A comparison with a count of attempts before the call ends the requeues; a question of another kind may. */
function boundBefore(call: ts.CallExpression, around: ts.Node): Retry['bound'] {
	let counted = false;
	for (const node of nodesIn(around)) {
		if (node.getStart() >= call.getStart()) break;
		const check = ts.isIfStatement(node) ? node.expression : ts.isConditionalExpression(node) ? node.condition : undefined;
		if (check === undefined) continue;
		if (comparisons(check).some((comparison) => COUNTER.test(comparison.getText()) || /count|fail|times/i.test(comparison.getText()))) return 'bounded';
		counted ||= COUNTER.test(check.getText());
	}
	return counted ? 'unknown' : 'absent';
}

function inCatch(node: ts.Node, around: ts.Node): boolean {
	return ts.findAncestor(node, (inner) => inner === around || ts.isCatchClause(inner)) !== around;
}
