import picomatch from 'picomatch';
import type { RepoPath } from '../change/change.ts';
import type { Confidence, Persona, RuleMetadata, Severity } from '../policy/policy.ts';
import { PERSONAS, SEVERITIES } from '../policy/policy.ts';
import { type Config, PLACES, type PlaceName } from './config.ts';
import { ConfigurationError } from './configuration-error.ts';
import { didYouMean } from './nearest.ts';

/**
 * The rules of a run. Without `only`: those of the persona, and those to which the config gives a severity. With `only` (`--rule`):
 * these, whatever the persona. A rule that is off never runs. In a scan a rule may belong to another persona: nothing there is new. An unknown id in `only` throws a ConfigurationError.
 */
export function selectRules(rules: readonly RuleMetadata[], config: Config, persona: Persona, { only = [], scanned = false }: { readonly only?: readonly string[]; readonly scanned?: boolean } = {}): RuleMetadata[] {
	for (const id of only) {
		if (rules.some((rule) => rule.id === id)) continue;
		const guess = didYouMean(id, rules.map((rule) => rule.id));
		throw new ConfigurationError(`unknown rule \`${id}\`.${guess}`, { remedy: '`groundwire policy list` lists the rules.' });
	}
	return rules.filter((rule) => {
		const setting = config.rules[rule.id];
		if (setting?.enabled === false) return false;
		if (only.length > 0) return only.includes(rule.id);
		return setting?.enabled === true || PERSONAS.indexOf((scanned ? rule.scanPersona : undefined) ?? rule.persona) <= PERSONAS.indexOf(persona);
	});
}

/**
 * Severity and confidence of a finding: the config's word, else the policy's own for this finding, else the rule's. In a file that
 * the config names a place of money, auth or writes, the severity is one step higher.
 */
export function weightOf(
	rule: RuleMetadata,
	config: Config,
	finding: { readonly severity?: Severity; readonly confidence?: Confidence } = {},
	places: readonly PlaceName[] = [],
): { readonly severity: Severity; readonly confidence: Confidence } {
	const setting = config.rules[rule.id];
	return {
		severity: raised(setting?.severity ?? finding.severity ?? rule.severity, places.length > 0 ? 1 : 0),
		confidence: setting?.confidence ?? finding.confidence ?? rule.confidence,
	};
}

function raised(severity: Severity, steps: number): Severity {
	return SEVERITIES[SEVERITIES.indexOf(severity) + steps] ?? severity;
}

/** `data.groundwire.params`: each rule's defaults with the config's settings over them. */
export function paramsOf(rules: readonly RuleMetadata[], config: Config): Record<string, Readonly<Record<string, unknown>>> {
	return Object.fromEntries(rules.map((rule) => [rule.id, { ...rule.params, ...config.rules[rule.id]?.params }]));
}

/** Which paths are judged, and by which rules. Globs match the whole path from the root; a dot at the start of a name is no obstacle. */
export interface PathFilter {
	isIgnored(path: RepoPath): boolean;
	/** Does the rule speak about this file? */
	covers(rule: string, path: RepoPath): boolean;
	/** What the config says that the file is about. */
	placesOf(path: RepoPath): readonly PlaceName[];
}

/**
 * Compiles the globs of a config once. `files`: globs that the pack of a rule brings; a rule speaks where both allow it. `prefix`
 * stands before every path that is asked for, and globs know nothing of it.
 */
export function pathFilter(config: Config, files: ReadonlyMap<string, readonly string[]> = new Map(), prefix = ''): PathFilter {
	const ignored = config.ignore.length === 0 ? () => false : matcher(config.ignore);
	const byRule = new Map(
		Object.entries(config.rules).flatMap(([id, { paths }]) => (paths === undefined ? [] : [[id, matcher(paths)] as const])),
	);
	const byPack = new Map([...files].map(([id, globs]) => [id, matcher(globs)] as const));
	const byPlace = PLACES.flatMap((name) => (config.places[name] === undefined ? [] : [[name, matcher(config.places[name])] as const]));
	return {
		isIgnored: (path) => ignored(path.slice(prefix.length)),
		covers: (rule, path) => [byRule, byPack].every((globs) => globs.get(rule)?.(path.slice(prefix.length)) ?? true),
		placesOf: (path) => byPlace.flatMap(([name, matches]) => (matches(path.slice(prefix.length)) ? [name] : [])),
	};
}

function matcher(globs: readonly string[]): (path: string) => boolean {
	return picomatch([...globs], { dot: true });
}
