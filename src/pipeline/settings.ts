import type { RepoPath, Side } from '../change/change.ts';
import type { Config, ConfigLayer, KnownRule, PackSetting } from '../config/config.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { CONFIG_PATH, resolveConfig } from '../config/layers.ts';
import type { ProfileCorrection } from '../evidence/facts/profile-correction.ts';
import { readConfig, type UncheckedConfig } from '../config/parse.ts';
import type { Problem } from '../verdict/decide.ts';
import { type Material, textAt } from './material.ts';
import { USUAL_PACK } from './team-packs.ts';

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
	// The default file may be absent; one that was named may not.
	const missing: Problem[] = text === undefined && path !== undefined ? [{ kind: 'config', detail: `${path}: there is no such file at the base revision`, path }] : [];
	const read = text === undefined ? undefined : attempt(configPath, () => readConfig(text, configPath));
	const policies = read?.value?.layer.policies ?? [];
	return {
		policies: policies.length > 0 ? policies : [USUAL_PACK],
		profile: read?.value?.layer.profile ?? [],
		check: (rules, incomplete) => {
			const { layers, problems } = checked(read?.value, incomplete ? undefined : rules, configPath);
			return { config: resolveConfig(layers), problems: [...missing, ...(read?.problems ?? []), ...problems] };
		},
	};
}

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
