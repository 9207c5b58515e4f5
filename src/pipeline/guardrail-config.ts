import type { RepoPath, Side } from '../change/change.ts';
import type { Config } from '../config/config.ts';
import { resolveConfig } from '../config/layers.ts';
import { pathFilter, selectRules } from '../config/selection.ts';
import type { KnownRule } from '../config/config.ts';
import { configEffects, type FileViews } from '../verdict/guardrails/config-effects.ts';
import { type Effect, tells, weakens } from '../verdict/guardrails/effect.ts';
import { ownFindings } from '../verdict/guardrails/own-findings.ts';
import type { Read, ReadConfig } from '../verdict/guardrails/reading.ts';
import { isCandidate } from './gather.ts';
import type { GuardrailReader } from './guardrail-reader.ts';
import type { Difference, GuardrailsInForce } from './guardrails.ts';
import { entryAt, type Material, textAt } from './material.ts';
import { placesAt } from './places.ts';
import { UNREADABLE_CONFIG } from './settings.ts';
import { packsOf } from './team-packs.ts';
import { treePaths } from './tree-paths.ts';

/** What the config at a path of head would do differently, and what of this change's own findings it would let go. */
export async function configChange(path: RepoPath, inForce: GuardrailsInForce, read: GuardrailReader): Promise<Difference> {
	const { material, configPath, config, problems, rules } = inForce;
	if (path !== configPath && !/(?:^|\/)config\.ya?ml$/.test(path)) return { effects: [tells('Groundwire reads no file of this name')] };
	const { paths, complete } = await treePaths(material, 'head', isCandidate);
	const inUse = path === configPath;
	// Rules of packs that the change brings along are not known: of their names nothing is said.
	const known = problems.length > 0 || !inUse || changesRules(inForce) ? undefined : rules.map(({ id, params }) => ({ id, params }));
	const side = (which: Side): Promise<Read<ReadConfig>> => readSide(material, which, path, paths, known, read);
	const after = await side('head');
	if ('problem' in after) return { effects: [weakens(`would not be valid, and nothing could be decided: ${after.problem}`)] };
	const [problem] = problems;
	const before = inUse ? inUseAtBase(config, problem?.detail) : await side('base');
	if ('problem' in before) return { effects: [weakens(`could not be compared, because that of base cannot be used: ${before.problem}`)] };
	const base = before.value.config;
	const files = { paths, complete, ...views(paths, base, after.value, inForce) };
	const pair = { base: withPacks(base), head: withPacks(after.value.config), rules, files, ...(inForce.persona !== undefined && { persona: inForce.persona }) };
	const found = configEffects(pair);
	const effects = found.length === 0 ? [tells('means the same')] : found;
	return inUse ? { effects, onFindings: whatIsFound(inForce, after.value, files) } : { effects: [...effects, tells('is not the config of this run')] };
}

/** The config in force was read when the run began. */
function inUseAtBase(config: Config, problem: string | undefined): Read<Pick<ReadConfig, 'config'>> {
	return problem === undefined ? { value: { config } } : { problem };
}

function withPacks(config: Config): Config {
	return { ...config, policies: packsOf(config.policies) };
}

/** Files of Rego decide which rules there are. */
function changesRules({ material }: GuardrailsInForce): boolean {
	return material.change.files.some(({ before, after }) => [before, after].some((version) => version?.path.endsWith('.rego') === true));
}

async function readSide(material: Material, side: Side, path: RepoPath, paths: readonly string[], rules: readonly KnownRule[] | undefined, read: GuardrailReader): Promise<Read<ReadConfig>> {
	const text = await textAt(material, side, path);
	if (text === undefined && (await entryAt(material, side, path)) !== undefined) return { problem: UNREADABLE_CONFIG };
	// Without a config the built-in settings hold.
	if (text === undefined) return { value: { config: resolveConfig([]), ignored: [], silent: [], places: [] } };
	const found = await read({ type: 'config', path, text, paths, ...(rules !== undefined && { rules }) });
	return found ?? { problem: 'it could not be read in time' };
}

function views(paths: readonly string[], base: Config, after: ReadConfig, { config, filter }: GuardrailsInForce): Omit<FileViews, 'paths' | 'complete'> {
	const before = base === config ? filter : pathFilter(base);
	const out = new Set(after.ignored.map((index) => paths[index]));
	const silent = new Map(after.silent.map(([rule, files]) => [rule, new Set(files.map((index) => paths[index]))]));
	return {
		ignored: { base: (path) => before.isIgnored(path as RepoPath), head: (path) => out.has(path) },
		covers: { base: (rule, path) => before.covers(rule, path as RepoPath), head: (rule, path) => silent.get(rule)?.has(path) !== true },
	};
}

function whatIsFound({ config, rules, persona, filter, material }: GuardrailsInForce, after: ReadConfig, { paths, ignored, covers }: FileViews): NonNullable<Difference['onFindings']> {
	const running = new Set<string>(selectRules(rules, after.config, persona ?? after.config.persona ?? 'essential').map(({ id }) => id));
	const heavy = new Map(after.places.flatMap(([, files]) => files.map((index) => [paths[index], 1] as const)));
	const known = new Map(rules.map(({ id, severity }) => [String(id), severity]));
	const places = placesAt(filter, material.change);
	return (findings): readonly Effect[] =>
		ownFindings(findings, config, {
			config: after.config,
			isHeard: (rule, path) => running.has(rule) && !ignored.head(path) && covers.head(rule, path),
			steps: { base: (path) => (places(path as RepoPath).length > 0 ? 1 : 0), head: (path) => heavy.get(path) ?? 0 },
			weight: (rule) => known.get(rule),
		});
}
