import type { ChangedFile, RepoPath } from '../change/change.ts';
import type { Environment } from '../change/git.ts';
import type { Config } from '../config/config.ts';
import type { PathFilter } from '../config/selection.ts';
import { type Baseline, BASELINE_PATH } from '../finding/baseline.ts';
import type { Finding } from '../finding/finding.ts';
import type { Persona, RuleMetadata } from '../policy/policy.ts';
import { type Effect, gravestFirst, tells, weakens } from '../verdict/guardrails/effect.ts';
import { guardrailKind, type GuardrailPlaces, KINDS } from '../verdict/guardrails/kinds.ts';
import type { GuardrailChange } from '../verdict/tampering.ts';
import { baselineChange } from './guardrail-baseline.ts';
import { codeOwnerChange } from './guardrail-code-owners.ts';
import { configChange } from './guardrail-config.ts';
import { policyChanges } from './guardrail-policies.ts';
import { guardrailReader, type GuardrailReader } from './guardrail-reader.ts';
import { changedWorkflows } from './guardrail-workflows.ts';
import type { Material } from './material.ts';
import { dataPlace } from './team-data.ts';
import type { OpenPack } from './team-engine.ts';
import { packsOf } from './team-packs.ts';

/** The guardrails in force, by which the run judges. */
export interface GuardrailsInForce {
	readonly material: Material;
	readonly configPath: string;
	readonly config: Config;
	/** What could not be used of config, packs and baseline of base. */
	readonly problems: readonly { readonly detail: string }[];
	readonly filter: PathFilter;
	readonly rules: readonly RuleMetadata[];
	readonly packs: readonly OpenPack[];
	readonly baseline: Baseline | undefined;
	readonly persona?: Persona;
	readonly dist: string;
	readonly environment: Environment;
}

/** The differences of one guardrail, and those that show only once it is known what was found. */
export interface Difference {
	readonly effects: readonly Effect[];
	readonly onFindings?: (findings: readonly Finding[]) => readonly Effect[];
}

export interface Guardrails {
	/** What is known before anything is judged: the rule about guardrails tells it. */
	readonly changes: readonly GuardrailChange[];
	/** The same with what becomes of this change's own findings. */
	readonly withFindings: (findings: readonly Finding[]) => readonly GuardrailChange[];
}

export const NO_GUARDRAILS: Guardrails = { changes: [], withFindings: () => [] };

/**
 * Which guardrails the change touches, and what that will do once it is merged. Nothing of this has an effect on what is found in the
 * rest of the change: texts of head are read apart, with a deadline, and what cannot be read is told.
 */
export async function readGuardrails(inForce: GuardrailsInForce): Promise<Guardrails> {
	const { material } = inForce;
	const touched = [...new Set(material.change.files.filter(isChanged).flatMap(pathsOf))].toSorted();
	const read = guardrailReader(inForce.dist);
	const workflows = await changedWorkflows(touched, material, read);
	const places = { ...placesOf(inForce), workflows: new Set(workflows.keys()) };
	const policies = policyChanges(inForce);
	const found: { path: RepoPath; kind: GuardrailChange['kind']; difference: Difference }[] = [];
	for (const path of touched) {
		const kind = guardrailKind(path, places);
		if (kind === undefined) continue;
		// oxlint-disable-next-line no-await-in-loop -- one process at a time, each with its own deadline
		found.push({ path, kind, difference: await contained(() => differenceOf(path, kind, { ...inForce, read, workflows, policies })) });
	}
	found.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.path < b.path ? -1 : 1));
	return {
		changes: found.map(({ path, kind, difference }) => changeOf(path, kind, difference.effects)),
		withFindings: (findings) => found.map(({ path, kind, difference }) => changeOf(path, kind, [...(difference.onFindings?.(findings) ?? []), ...difference.effects])),
	};
}

function changeOf(path: RepoPath, kind: GuardrailChange['kind'], effects: readonly Effect[]): GuardrailChange {
	return { path, kind, effects: gravestFirst(effects).map(({ text }) => text), weaker: effects.some(({ weaker }) => weaker) };
}

interface Reading extends GuardrailsInForce {
	readonly read: GuardrailReader;
	readonly workflows: ReadonlyMap<string, readonly Effect[]>;
	readonly policies: ReturnType<typeof policyChanges>;
}

async function differenceOf(path: RepoPath, kind: GuardrailChange['kind'], reading: Reading): Promise<Difference> {
	if (kind === 'config') return configChange(path, reading, reading.read);
	if (kind === 'policy') return { effects: await reading.policies(path) };
	if (kind === 'baseline') return path === BASELINE_PATH ? baselineChange(reading, reading.read) : { effects: [tells('is not the baseline of this run')] };
	if (kind === 'workflow') return { effects: reading.workflows.get(path) ?? [] };
	if (kind === 'code-owners') return { effects: await codeOwnerChange(reading, reading.read) };
	return { effects: [lines(reading.material.change.files, path)] };
}

/** A bug of ours here must neither end the run nor look as if nothing would change. */
async function contained(action: () => Promise<Difference>): Promise<Difference> {
	try {
		return await action();
	} catch (error) {
		return { effects: [weakens(`could not be compared, a bug of Groundwire, please report it: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown error'}`)] };
	}
}

/** A mode alone changes nothing that is read; a file that becomes a link does. */
function isChanged({ before, after }: ChangedFile): boolean {
	const isText = [before, after].every((version) => version?.kind === 'file' || version?.kind === 'executable');
	return before?.blob !== after?.blob || before?.path !== after?.path || !isText;
}

/** The original of a copy stands as it stood. */
function pathsOf({ status, before, after }: ChangedFile): RepoPath[] {
	return [...(before === undefined || status === 'copied' ? [] : [before.path]), ...(after === undefined ? [] : [after.path])];
}

function placesOf({ configPath, config }: GuardrailsInForce): Omit<GuardrailPlaces, 'workflows'> {
	const own = packsOf(config.policies).filter(({ pinned }) => pinned === undefined);
	return { config: configPath, packs: own.map(({ path }) => path), data: own.flatMap(({ data = [] }) => data.map((named) => dataPlace(named).root)) };
}

/** Which lines these are for a person to read; what they make of an agent nobody can tell. */
function lines(files: readonly ChangedFile[], path: RepoPath): Effect {
	const file = files.find(({ before, after }) => before?.path === path || after?.path === path);
	if (file === undefined || file.hunks === 'unknown') return tells('nobody knows which lines are changed');
	const sum = (key: 'headLines' | 'baseLines'): number => (file.hunks === 'unknown' ? [] : file.hunks).reduce((total, hunk) => total + hunk[key], 0);
	const [added, removed] = [sum('headLines'), sum('baseLines')];
	return tells(`${added} ${added === 1 ? 'line' : 'lines'} added, ${removed} removed`);
}
