import type { RepoPath, Side } from '../change/change.ts';
import type { Config, ConfigLayer } from '../config/config.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { CONFIG_PATH, resolveConfig } from '../config/layers.ts';
import { parseConfig } from '../config/parse.ts';
import type { RuleMetadata } from '../policy/policy.ts';
import type { Problem } from '../verdict/decide.ts';
import { type Material, entryAt, textAt } from './material.ts';

/** The config in force, and what could not be used of it. */
export interface Settings {
	readonly config: Config;
	readonly problems: readonly Problem[];
}

const POLICIES_PATH = '.groundwire/policies';

/**
 * The config of the base revision, at `path` or where it usually is: nothing that a change says about itself counts. A scan has
 * only the tree as it stands.
 */
export async function readSettings(material: Material, rules: readonly RuleMetadata[], path?: string): Promise<Settings> {
	const side: Side = material.scanned ? 'head' : 'base';
	const problems: Problem[] = [];
	const layers: ConfigLayer[] = [];
	const configPath = path ?? CONFIG_PATH;
	const text = await textAt(material, side, configPath as RepoPath);
	// The default file may be absent; one that was named may not.
	if (text === undefined && path !== undefined) problems.push({ kind: 'config', detail: `${path}: there is no such file at the base revision`, path });
	try {
		if (text !== undefined) layers.push(parseConfig(text, configPath, rules));
	} catch (error) {
		if (!(error instanceof ConfigurationError)) throw error;
		problems.push({ kind: 'config', detail: `${configPath}:${error.line ?? 1}: ${error.message}`, path: configPath });
	}
	const config = resolveConfig(layers);
	for (const folder of config.policies.length > 0 ? config.policies : [POLICIES_PATH]) {
		if ((await entryAt(material, side, folder)) !== undefined) {
			problems.push({ kind: 'policy', detail: `${folder}: this version judges with the built-in policies only; the team's policies were not run`, path: folder });
		}
	}
	return { config, problems };
}
