import type { RepoPath, Side } from '../change/change.ts';
import type { Config, ConfigLayer, KnownRule, PackSetting } from '../config/config.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { CONFIG_PATH, resolveConfig } from '../config/layers.ts';
import type { ProfileCorrection } from '../evidence/facts/profile-correction.ts';
import { readConfig, type UncheckedConfig } from '../config/parse.ts';
import { limit } from '../parse/limits.ts';
import type { Problem } from '../verdict/decide.ts';
import { entryAt, type Material, textAt } from './material.ts';
import { packsOf } from './team-packs.ts';

/** The settings of a run before its packs are read: they decide which rules there are. */
export interface UncheckedSettings {
	readonly policies: readonly PackSetting[];
	/** What is to be put right in what is learnt of the packages: a config that cannot be used puts nothing right. */
	readonly profile: readonly ProfileCorrection[];
	/** The config in force once the rules are known, and what could not be used of it. `incomplete`: some packs are missing, and their rules. */
	readonly check: (rules: readonly KnownRule[], incomplete: boolean) => Settings;
}

/** The config in force, and what could not be used of it. */
export interface Settings {
	readonly config: Config;
	readonly problems: readonly Problem[];
}

/**
 * The config of the base revision, at `path` or where it usually is: nothing that a change says about itself counts. A scan has
 * only the tree as it stands.
 */
export async function readSettings(material: Material, path?: string): Promise<UncheckedSettings> {
	const side: Side = material.scanned ? 'head' : 'base';
	const configPath = path ?? CONFIG_PATH;
	const text = await textAt(material, side, `${material.prefix}${configPath}` as RepoPath);
	const missing = text === undefined ? await problemsOfNone(material, side, path) : [];
	const read = text === undefined ? undefined : attempt(configPath, () => readConfig(text, configPath));
	return {
		policies: packsOf(read?.value?.layer.policies ?? []),
		profile: read?.value?.layer.profile ?? [],
		check: (rules, incomplete) => {
			const { layers, problems } = checked(read?.value, incomplete ? undefined : rules, configPath);
			return { config: resolveConfig(layers), problems: [...missing, ...(read?.problems ?? []), ...problems] };
		},
	};
}

/** The default file may be absent; one that was named may not, and one that stands there must be readable: else its settings would be lost without a word. */
async function problemsOfNone(material: Material, side: Side, path: string | undefined): Promise<readonly Problem[]> {
	const configPath = path ?? CONFIG_PATH;
	const entry = await entryAt(material, side, `${material.prefix}${configPath}`);
	if (entry !== undefined) return [{ kind: 'config', detail: `${configPath}: ${UNREADABLE_CONFIG}`, path: configPath }];
	return path === undefined ? [] : [{ kind: 'config', detail: `${path}: there is no such file at the base revision`, path }];
}

/** Of a config that is a symbolic link, a submodule, a folder, or no text of a sensible size. */
export const UNREADABLE_CONFIG = `the config cannot be read: it must be a file of at most ${limit('fileBytes')} bytes`;

function checked(read: UncheckedConfig | undefined, rules: readonly KnownRule[] | undefined, path: string): { readonly layers: readonly ConfigLayer[]; readonly problems: readonly Problem[] } {
	if (read === undefined) return { layers: [], problems: [] };
	const { value, problems } = attempt(path, () => {
		// A setting may speak of a rule that could not be compiled: that is said already.
		if (rules !== undefined) read.checkRules(rules);
		return read.layer;
	});
	return { layers: value === undefined ? [] : [value], problems };
}

function attempt<T>(path: string, action: () => T): { readonly value?: T; readonly problems: readonly Problem[] } {
	try {
		return { value: action(), problems: [] };
	} catch (error) {
		if (!(error instanceof ConfigurationError)) throw error;
		return { problems: [{ kind: 'config', detail: `${path}:${error.line ?? 1}: ${error.message}`, path }] };
	}
}
