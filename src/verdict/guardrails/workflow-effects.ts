import { isDeepStrictEqual } from 'node:util';

import { PERSONAS, SEVERITIES } from '../../policy/policy.ts';
import { counted, type Effect, gravestFirst, named, tells, weakens } from './effect.ts';
import type { GroundwireStep, WorkflowFacts } from './workflow.ts';

/** What a changed workflow does to the runs of Groundwire in it. `after` is absent when the file is gone. */
export function workflowEffects(before: WorkflowFacts | undefined, after: WorkflowFacts | undefined): Effect[] {
	const old = before?.steps ?? [];
	if (old.length === 0) return [after?.valid === false ? tells('is no valid workflow, and GitHub would run nothing of it') : tells('would newly run Groundwire')];
	if (after === undefined) return [weakens('would no longer run Groundwire: the file is gone')];
	if (!after.valid) return [weakens(`would no longer run Groundwire: the file would not be valid${after.line === undefined ? '' : `: line ${after.line}`}`)];
	if (after.steps.length === 0) return [weakens('would no longer run Groundwire')];
	const effects = gravestFirst([
		...(after.steps.length < old.length ? [weakens(`would run Groundwire ${after.steps.length} times instead of ${old.length}`)] : []),
		...triggerEffects(before?.triggers ?? {}, after.triggers),
		...pairs(old, after.steps).flatMap(([was, is]) => stepEffects(was, is)),
	]);
	return effects.length > 0 ? effects : [tells('would run Groundwire as before; something else of the file is changed')];
}

/** Each step of base with that of head in the same job, or the next that is left. */
function pairs(before: readonly GroundwireStep[], after: readonly GroundwireStep[]): [GroundwireStep, GroundwireStep][] {
	const left = [...after];
	return before.flatMap((was) => {
		const index = left.findIndex(({ job, kind }) => job === was.job && kind === was.kind);
		const [is] = left.splice(Math.max(0, index), 1);
		return is === undefined ? [] : [[was, is]];
	});
}

function triggerEffects(before: WorkflowFacts['triggers'], after: WorkflowFacts['triggers']): Effect[] {
	const old = new Map(Object.entries(before));
	const current = new Map(Object.entries(after));
	const gone = [...old.keys()].filter((event) => !current.has(event));
	const added = [...current.keys()].filter((event) => !old.has(event));
	const other = [...old].flatMap(([event, filters]) => (current.has(event) && current.get(event) !== filters ? [event] : []));
	return [
		...(gone.length === 0 ? [] : [weakens(`would no longer be started by ${counted('event', gone)}`)]),
		...other.map((event) => weakens(`would be started by ${named(event)} under other conditions`)),
		...(added.length === 0 ? [] : [added.includes('pull_request_target') ? weakens('would be started by `pull_request_target`, with the rights of the base') : tells(`would be started by ${counted('event', added)}, too`)]),
	];
}

function stepEffects(was: GroundwireStep, is: GroundwireStep): Effect[] {
	return [...whetherEffects(was, is), ...whatEffects(was, is), ...inputEffects(was.inputs, is.inputs), ...settingEffects(was.settings, is.settings), ...permissionEffects(was, is)];
}

function whetherEffects(was: GroundwireStep, is: GroundwireStep): Effect[] {
	const conditions = is.conditions.filter((condition) => !was.conditions.includes(condition));
	return [
		...conditions.map((condition) => weakens(`would run only if ${named(condition)}`)),
		...(conditions.length === 0 && is.conditions.length < was.conditions.length ? [tells('would run without a condition that it had')] : []),
		...(is.mayFail && !was.mayFail ? [weakens('could fail and the job would go on (`continue-on-error`)')] : []),
		...(!is.mayFail && was.mayFail ? [tells('would fail the job (`continue-on-error` is gone)')] : []),
		...(is.needs === was.needs ? [] : [is.needs === '[]' ? tells('would wait for no other job') : weakens(`would run only after other jobs succeed: ${named(is.needs)}`)]),
	];
}

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function whatEffects(was: GroundwireStep, is: GroundwireStep): Effect[] {
	if (was.kind !== is.kind) return [weakens(`would run ${named(is.runs)} instead of ${named(was.runs)}`)];
	if (was.runs !== is.runs) return [weakens(was.kind === 'command' ? `would run another command: ${named(is.runs)}` : `would use ${named(is.runs)} instead of ${named(was.runs)}`)];
	if (was.ref === is.ref) return [];
	const text = `would use ${named(is.ref)} instead of ${named(was.ref)}`;
	return [COMMIT.test(was.ref) && !COMMIT.test(is.ref) ? weakens(`${text}: no longer a commit, but what its owner makes of it`) : tells(text)];
}

const FAIL_ON = [...SEVERITIES, 'never'];

function inputEffects(before: GroundwireStep['inputs'], after: GroundwireStep['inputs']): Effect[] {
	const [old, current] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
	return [...new Set([...old.keys(), ...current.keys()])].toSorted().flatMap((name) => {
		const [was, is] = [old.get(name), current.get(name)];
		return was === is ? [] : [inputEffect(name, was, is)];
	});
}

/** What they make of a run nobody can tell: an empty matrix is no run at all. */
function settingEffects(before: GroundwireStep['settings'], after: GroundwireStep['settings']): Effect[] {
	const [old, current] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
	const changed = [...new Set([...old.keys(), ...current.keys()])].filter((name) => old.get(name) !== current.get(name));
	return changed.length === 0 ? [] : [weakens(`would run with ${counted('other setting', changed.toSorted())}`)];
}

function inputEffect(name: string, was: string | undefined, is: string | undefined): Effect {
	const text = `${named(name)} would be ${orDefault(is)} instead of ${orDefault(was)}`;
	return isWeaker(name, was, is) ? weakens(text) : tells(text);
}

function orDefault(value: string | undefined): string {
	return value === undefined ? 'the default' : named(value);
}

function isWeaker(name: string, was: string | undefined, is: string | undefined): boolean {
	// Without it the verdict decides, and with it lighter findings may fail the step as well.
	if (name === 'fail-on') return is === undefined ? was !== 'never' : isLater(FAIL_ON, was ?? 'low', is);
	// Without it the config decides, which may ask for more.
	if (name === 'persona') return was === undefined ? is !== 'strict' : isLater(PERSONAS, is ?? 'essential', was);
	if (name === 'publish') return isLess(was ?? 'review', is ?? 'review');
	// SARIF and the names of jobs are no part of the verdict.
	return name !== 'sarif' && name !== 'instance';
}

/** Does `b` stand behind `a`, or is one of them an expression of which nobody knows what it gives? */
function isLater(order: readonly string[], a: string, b: string): boolean {
	const [first, second] = [order.indexOf(a), order.indexOf(b)];
	return second < 0 || first < 0 || second > first;
}

/** Is something published that no longer would be? */
function isLess(before: string, after: string): boolean {
	const kept = after.split(/[,\s]+/);
	return before.split(/[,\s]+/).some((where) => where !== 'none' && !kept.includes(where));
}

const RIGHTS = ['none', 'read', 'write'];

function permissionEffects({ permissions: before }: GroundwireStep, { permissions: after }: GroundwireStep): Effect[] {
	if (isDeepStrictEqual(before, after)) return [];
	if (before === undefined || after === undefined || '' in before || '' in after) return [weakens('would have other permissions')];
	const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
	return names.flatMap((name) => {
		const [was, is] = [before[name] ?? 'none', after[name] ?? 'none'];
		if (was === is) return [];
		const text = `would have ${named(`${name}: ${is}`)} instead of ${named(was)}`;
		return [RIGHTS.indexOf(is) < RIGHTS.indexOf(was) ? weakens(text) : tells(text)];
	});
}
