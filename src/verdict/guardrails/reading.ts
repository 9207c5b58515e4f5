import picomatch from 'picomatch';

import type { RepoPath } from '../../change/change.ts';
import { ConfigurationError } from '../../config/configuration-error.ts';
import { type Config, type ConfigLayer, type KnownRule, PLACES, type PlaceName } from '../../config/config.ts';
import { resolveConfig } from '../../config/layers.ts';
import { readConfig } from '../../config/parse.ts';
import { pathFilter } from '../../config/selection.ts';
import { type Baseline, parseBaseline } from '../../finding/baseline.ts';
import { type Owners, ownersOf } from './code-owners.ts';
import { readWorkflow, type WorkflowFacts } from './workflow.ts';

/** What is asked of the process that reads guardrails: their texts come from the pull request. */
export type ReadingRequest =
	/** `rules` is absent where not all of them are known. `paths`: files about which the config may decide. */
	| { readonly type: 'config'; readonly path: string; readonly text: string; readonly rules?: readonly KnownRule[]; readonly paths: readonly string[] }
	| { readonly type: 'baseline'; readonly path: string; readonly text: string }
	| { readonly type: 'workflows'; readonly own: boolean; readonly files: readonly { readonly path: string; readonly text: string }[] }
	| { readonly type: 'code-owners'; readonly texts: readonly string[]; readonly paths: readonly string[] };

/** A config and what it decides about files; numbers count in the request's `paths`. */
export interface ReadConfig {
	readonly config: Config;
	readonly ignored: readonly number[];
	/** The files that a rule says nothing about, for rules that speak of some only. */
	readonly silent: readonly (readonly [rule: string, files: readonly number[]])[];
	readonly places: readonly (readonly [place: PlaceName, files: readonly number[]])[];
}

/** A reading, or the sentence that says why there is none. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

export interface Readings {
	readonly config: Read<ReadConfig>;
	readonly baseline: Read<Baseline>;
	readonly workflows: readonly WorkflowFacts[];
	readonly 'code-owners': readonly Owners[];
}

/** Reads what the request holds; runs where it may take as long or as much memory as it likes. */
export function readGuardrail(request: ReadingRequest): Readings[ReadingRequest['type']] {
	if (request.type === 'config') return attempt(() => configReading(request));
	if (request.type === 'baseline') return attempt(() => parseBaseline(request.text, request.path));
	if (request.type === 'workflows') return request.files.map(({ path, text }) => readWorkflow(text, path, request.own));
	return request.texts.map((text) => ownersOf(text, request.paths));
}

function attempt<T>(action: () => T): Read<T> {
	try {
		return { value: action() };
	} catch (error) {
		if (!(error instanceof ConfigurationError)) throw error;
		return { problem: `line ${error.line ?? 1}: ${error.message}` };
	}
}

function configReading({ path, text, rules, paths }: Extract<ReadingRequest, { readonly type: 'config' }>): ReadConfig {
	const { layer, checkRules } = readConfig(text, path);
	if (rules !== undefined) checkRules(rules);
	checkGlobs(layer);
	const config = resolveConfig([layer]);
	const filter = pathFilter(config);
	const numbers = (wanted: (path: RepoPath) => boolean): number[] => paths.flatMap((file, index) => (wanted(file as RepoPath) ? [index] : []));
	return {
		config,
		ignored: numbers((file) => filter.isIgnored(file)),
		silent: Object.entries(config.rules).flatMap(([rule, setting]) => (setting.paths === undefined ? [] : [[rule, numbers((file) => !filter.covers(rule, file))] as const])),
		places: PLACES.map((place) => [place, numbers((file) => filter.placesOf(file).includes(place))] as const),
	};
}

/** A glob that cannot be compiled would end the run that it is for. */
function checkGlobs({ ignore = [], rules = {} }: ConfigLayer): void {
	for (const glob of [...ignore, ...Object.values(rules).flatMap((setting) => setting.paths ?? [])]) {
		try {
			picomatch(glob, { dot: true });
		} catch (error) {
			throw new ConfigurationError(`the glob \`${glob.slice(0, 80)}\` cannot be used: ${error instanceof Error ? error.message.slice(0, 120) : 'unknown'}`);
		}
	}
}
