import type { ts } from '../../../parse/typescript/compiler.ts';
import type { Deadline } from '../../facts.ts';
import { evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import { type Value, alternatives } from '../value/value.ts';

/** Nothing was said about a deadline. */
export const ABSENT: Deadline = { state: 'absent' };
export const UNKNOWN_DEADLINE: Deadline = { state: 'unknown' };
export const CALLER: Deadline = { state: 'caller' };

const STRENGTH: Readonly<Record<Deadline['state'], number>> = { literal: 4, inherited: 4, caller: 3, unknown: 2, absent: 0 };

/** The strongest of several: one bound is enough, and doubt is stronger than absence. */
export function strongest(deadlines: readonly Deadline[]): Deadline {
	let best = ABSENT;
	for (const deadline of deadlines) if (strength(deadline) > strength(best)) best = deadline;
	return best;
}

function strength(deadline: Deadline): number {
	// An absence with a reason says more than a bare one.
	return STRENGTH[deadline.state] + (deadline.state === 'absent' && deadline.reason !== undefined ? 1 : 0);
}

/** Of alternative options or signals: a bound in one of them is the benefit of the doubt. */
export function eitherOf(deadlines: readonly Deadline[]): Deadline {
	return strongest(deadlines);
}

/** Of alternative durations: one with a bound and one without (`x ?? 0`, `slow ? 5000 : undefined`) is nothing to rely on, nor to object to. */
function eitherDuration(deadlines: readonly Deadline[]): Deadline {
	const best = strongest(deadlines);
	const without = deadlines.find(({ state }) => state === 'absent');
	if (without === undefined || (best.state !== 'literal' && best.state !== 'inherited')) return best;
	return { state: 'unknown', reason: without.reason ?? 'undefined' };
}

/** The parameter that a value comes from, so that a caller decides. */
export function parameterOf(value: Value): ts.ParameterDeclaration | undefined {
	switch (value.kind) {
		case 'parameter':
			return value.node;
		case 'typed':
			return value.parameter;
		case 'member':
		case 'rest':
		case 'result':
			return parameterOf(value.of);
		default:
			return undefined;
	}
}

/** `{ lookup: { connect: 100 } }`: how deep phases may be nested. */
const MAX_DEPTH = 4;

/** A number of milliseconds, or an object of them by phase. `factor` turns the library's unit into milliseconds. */
export function durationOf(value: Value, factor = 1, zeroBounds = false, depth = 0): Deadline {
	if (depth > MAX_DEPTH) return UNKNOWN_DEADLINE;
	switch (value.kind) {
		case 'either':
			return eitherDuration(alternatives(value).map((option) => durationOf(option, factor, zeroBounds, depth + 1)));
		case 'literal':
			return literalDuration(value.value, factor, zeroBounds);
		case 'object': {
			const { entries, open } = shapeOf(value);
			return strongest([...[...entries.values()].map((entry) => durationOf(entry, factor, zeroBounds, depth + 1)), ...open.map(openDeadline)]);
		}
		case 'global':
			if (/^(?:Infinity|Number\.(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE))$/.test(value.path.join('.'))) return { state: 'absent', reason: 'infinity' };
			return { state: 'literal' };
		default:
			return handedIn(value, factor, zeroBounds, depth);
	}
}

/** A duration from a parameter: its default, else the caller's, who must give one, may, or gives it among other options. */
function handedIn(value: Value, factor: number, zeroBounds: boolean, depth: number): Deadline {
	const parameter = parameterOf(value);
	if (parameter === undefined) return { state: 'literal' };
	if (value.kind !== 'parameter') return { state: 'caller', reason: 'handed-in' };
	if (parameter.initializer !== undefined) return durationOf(evaluate(parameter.initializer, value.frame), factor, zeroBounds, depth + 1);
	return { state: 'caller', reason: parameter.questionToken === undefined ? 'duration' : 'optional' };
}

function literalDuration(value: string | number | boolean | null | undefined, factor: number, zeroBounds: boolean): Deadline {
	if (typeof value === 'number') {
		if (value > 0 || (value === 0 && zeroBounds)) return { state: 'literal', ms: value * factor };
		return { state: 'absent', reason: 'zero' };
	}
	if (value === false) return { state: 'absent', reason: 'infinity' };
	return typeof value === 'string' ? { state: 'literal' } : ABSENT;
}

/** What a value that could not be looked into may add: the caller's, or nobody knows. */
export function openDeadline(value: Value): Deadline {
	return parameterOf(value) === undefined ? UNKNOWN_DEADLINE : CALLER;
}
