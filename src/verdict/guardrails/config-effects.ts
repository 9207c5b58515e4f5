import { isDeepStrictEqual } from 'node:util';

import type { BlockThreshold, Config } from '../../config/config.ts';
import { mayAct, PERMISSIONS, type PeopleRules } from '../../config/people.ts';
import { selectRules, weightOf } from '../../config/selection.ts';
import { CONFIDENCES, PERSONAS, SEVERITIES, type Persona, type RuleMetadata } from '../../policy/policy.ts';
import { reaches } from '../decide.ts';
import { counted, type Effect, gravestFirst, named, tells, weakens } from './effect.ts';
import { packSettingEffects } from './pack-settings.ts';

/** The files of head, and which of them each config would have judged. */
export interface FileViews {
	/** Files of head that some rule reads at all, sorted. */
	readonly paths: readonly string[];
	/** False when head has more files than are looked at. */
	readonly complete: boolean;
	readonly ignored: Readonly<Record<'base' | 'head', (path: string) => boolean>>;
	readonly covers: Readonly<Record<'base' | 'head', (rule: string, path: string) => boolean>>;
}

export interface ConfigPair {
	readonly base: Config;
	readonly head: Config;
	/** The rules that both may speak of. */
	readonly rules: readonly RuleMetadata[];
	/** What the caller asked for, which comes before both. */
	readonly persona?: Persona;
	readonly files: FileViews;
}

/** What the config of head would do differently, by meaning: two that are written differently and mean the same have no effect. */
export function configEffects(pair: ConfigPair): Effect[] {
	const { base, head } = pair;
	return gravestFirst([
		...ruleEffects(pair),
		...thresholdEffects(base.block, head.block),
		...ignoreEffects(pair),
		...pathEffects(pair),
		...packSettingEffects(base.policies, head.policies),
		...peopleEffects(base.people, head.people),
		...approvalEffects(base, head),
		...paramEffects(pair),
		...placeEffects(base, head),
		...otherEffects(base, head),
	]);
}

function running(rules: readonly RuleMetadata[], config: Config, persona: Persona | undefined): ReadonlySet<string> {
	return new Set(selectRules(rules, config, persona ?? config.persona ?? 'essential').map(({ id }) => id));
}

function ruleEffects({ base, head, rules, persona }: ConfigPair): Effect[] {
	const before = running(rules, base, persona);
	const after = running(rules, head, persona);
	const ids = (wanted: (rule: RuleMetadata) => boolean): readonly string[] => rules.filter(wanted).map(({ id }) => String(id)).toSorted();
	const both = ({ id }: RuleMetadata): boolean => before.has(id) && after.has(id);
	return [
		...said('would no longer run', ids(({ id }) => before.has(id) && !after.has(id)), weakens),
		...said('would stop blocking', ids((rule) => both(rule) && blocks(rule, base) && !blocks(rule, head)), weakens),
		...said('would weigh less', ids((rule) => both(rule) && isLighter(rule, base, head) && blocks(rule, base) === blocks(rule, head)), weakens),
		...said('would newly run', ids(({ id }) => !before.has(id) && after.has(id)), tells),
		...said('would start blocking', ids((rule) => both(rule) && !blocks(rule, base) && blocks(rule, head)), tells),
	];
}

function blocks(rule: RuleMetadata, config: Config): boolean {
	return reaches(weightOf(rule, config), config.block);
}

function said(what: string, ids: readonly string[], as: (text: string) => Effect, noun = 'rule'): Effect[] {
	return ids.length === 0 ? [] : [as(`${what}: ${counted(noun, ids)}`)];
}

function isLighter(rule: RuleMetadata, base: Config, head: Config): boolean {
	const [before, after] = [weightOf(rule, base), weightOf(rule, head)];
	return SEVERITIES.indexOf(after.severity) < SEVERITIES.indexOf(before.severity) || CONFIDENCES.indexOf(after.confidence) < CONFIDENCES.indexOf(before.confidence);
}

/** A policy may weigh each of its findings, so the thresholds are told beside the rules. */
function thresholdEffects(before: BlockThreshold, after: BlockThreshold): Effect[] {
	const steps = [SEVERITIES.indexOf(after.severity) - SEVERITIES.indexOf(before.severity), CONFIDENCES.indexOf(after.confidence) - CONFIDENCES.indexOf(before.confidence)];
	if (steps.every((step) => step === 0)) return [];
	const text = `would block from severity ${after.severity} and confidence ${after.confidence} on, instead of ${before.severity} and ${before.confidence}`;
	return [steps.some((step) => step > 0) ? weakens(text) : tells(text)];
}

function ignoreEffects({ base, head, files }: ConfigPair): Effect[] {
	const added = head.ignore.filter((glob) => !base.ignore.includes(glob));
	const dropped = base.ignore.filter((glob) => !head.ignore.includes(glob));
	const out = files.paths.filter((path) => !files.ignored.base(path) && files.ignored.head(path));
	const back = files.paths.filter((path) => files.ignored.base(path) && !files.ignored.head(path));
	return [
		...said('would leave out', out, (text) => weakens(`${text}${files.complete ? '' : ' at least'} that ${out.length === 1 ? 'is' : 'are'} judged now`), 'file'),
		...(added.length > 0 && out.length === 0 ? [weakens(`would leave out what ${added.slice(0, 3).map(named).join(', ')} ${added.length === 1 ? 'matches' : 'match'}, which is none of the files that are judged now`)] : []),
		...said('would judge', back, (text) => tells(`${text}${files.complete ? '' : ' at least'} that ${back.length === 1 ? 'is' : 'are'} left out now`), 'file'),
		...(dropped.length > 0 && back.length === 0 ? [tells(`would no longer leave out ${dropped.slice(0, 3).map(named).join(', ')}`)] : []),
	];
}

function pathEffects({ base, head, rules, files }: ConfigPair): Effect[] {
	const changed = rules.filter(({ id }) => !isDeepStrictEqual(base.rules[id]?.paths, head.rules[id]?.paths)).map(({ id }) => String(id));
	return changed.toSorted().map((id) => {
		const silent = files.paths.filter((path) => files.covers.base(id, path) && !files.covers.head(id, path));
		const globs = head.rules[id]?.paths;
		if (globs === undefined) return tells(`${named(id)} would speak about every file`);
		const only = `${named(id)} would speak only about what ${globs.slice(0, 3).map(named).join(', ')} ${globs.length === 1 ? 'matches' : 'match'}`;
		return weakens(silent.length === 0 ? only : `${only}, and no longer about ${counted('file', silent)}`);
	});
}

function peopleEffects(before: PeopleRules, after: PeopleRules): Effect[] {
	return Object.entries(after).flatMap(([what, permission]) => {
		const was = PERMISSIONS.find((known) => Object.entries(before).some(([key, value]) => key === what && value === known)) ?? 'none';
		if (was === permission) return [];
		const text = `${named(what)} would need the permission ${permission} instead of ${was}`;
		// Less is asked of whoever decides.
		return [mayAct(permission, was) ? tells(text) : weakens(text)];
	});
}

/** An approval lifts a block, so a new rule may weaken as well as one that is gone. */
function approvalEffects(base: Config, head: Config): Effect[] {
	const isKept = base.approvals.every((rule, index) => isDeepStrictEqual(rule, head.approvals[index]));
	const added = head.approvals.slice(base.approvals.length);
	const approvals = isDeepStrictEqual(base.approvals, head.approvals)
		? []
		: [isKept && added.every(({ need }) => need === 'block') ? tells(`would block in ${counted('more case', added.map(({ name }, index) => name ?? `approvals[${base.approvals.length + index}]`))}`) : weakens(`would ask for other approvals: ${base.approvals.length} rules before, ${head.approvals.length} after`)];
	return [...approvals, ...changedKeys(base.environments, head.environments).map((name) => weakens(`other files would count as the environment ${named(name)}`))];
}

function paramEffects({ base, head, rules }: ConfigPair): Effect[] {
	return rules.flatMap(({ id, params }) => {
		const [before, after] = [{ ...params, ...base.rules[id]?.params }, { ...params, ...head.rules[id]?.params }];
		return changedKeys(before, after).map((key) => weakens(`${named(`${id}.${key}`)} would be ${shown(after[key])} instead of ${shown(before[key])}`));
	});
}

function placeEffects(base: Config, head: Config): Effect[] {
	return changedKeys(base.places, head.places).map((name) => {
		const [before, after] = [base, head].map(({ places }) => Object.entries(places).find(([key]) => key === name)?.[1] ?? []);
		const gone = before?.filter((glob) => !after?.includes(glob)) ?? [];
		return gone.length === 0 ? tells(`more files would count as ${named(name)}`) : weakens(`findings would weigh less where ${gone.slice(0, 3).map(named).join(', ')} ${gone.length === 1 ? 'matches' : 'match'} (${named(name)})`);
	});
}

function otherEffects(base: Config, head: Config): Effect[] {
	const charts = changedKeys(base.helmValues, head.helmValues);
	return [
		...(isDeepStrictEqual(base.profile, head.profile) ? [] : [weakens('would put other things right in what is learnt of the repository, which some rules ask before they object')]),
		...said('would render with other values', charts, weakens, 'chart'),
		...(base.persona === head.persona ? [] : [personaEffect(base.persona, head.persona)]),
		...(base.comments.inline === head.comments.inline ? [] : [tells(`at most ${head.comments.inline} ${head.comments.inline === 1 ? 'comment' : 'comments'} instead of ${base.comments.inline}; the rest stands in the summary and still counts`)]),
	];
}

function personaEffect(before: Persona = 'essential', after: Persona = 'essential'): Effect {
	const text = `persona ${after} instead of ${before}`;
	return PERSONAS.indexOf(after) < PERSONAS.indexOf(before) ? weakens(text) : tells(text);
}

/** The keys whose values are not the same on both sides, sorted. */
function changedKeys(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): readonly string[] {
	const [old, current] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
	return [...new Set([...old.keys(), ...current.keys()])].filter((key) => !isDeepStrictEqual(old.get(key), current.get(key))).toSorted();
}


function shown(value: unknown): string {
	return value === undefined ? 'nothing' : named(typeof value === 'string' ? value : JSON.stringify(value));
}
