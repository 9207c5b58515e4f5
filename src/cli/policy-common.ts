import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { RegoTool } from '../policy/rego-tool.ts';
import type { Host } from './host.ts';

/** Where a team's rules stand unless the config says otherwise. */
export const POLICIES_FOLDER = '.groundwire/policies';

/** The paths to work on: those that were named, or the team's folder. What does not exist is wrong usage. */
export function policyPaths(named: readonly string[]): readonly string[] {
	for (const path of named) {
		if (!exists(path)) throw new ConfigurationError(`${path}: no such file or folder`, { remedy: 'Name files or folders that exist.' });
	}
	if (named.length > 0) return named;
	if (exists(POLICIES_FOLDER)) return [POLICIES_FOLDER];
	throw new ConfigurationError(`there is no folder ${POLICIES_FOLDER} here`, { remedy: 'Name the folder with your rules, or begin one with `groundwire policy new`.' });
}

export function exists(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The OPA that is built in. */
export async function openRegoTool(host: Host): Promise<RegoTool> {
	const { loadRegoTool } = await import('../policy/rego-tool.ts');
	return loadRegoTool(join(host.dist, 'rego.wasm.br'));
}

/** Which Rego an option asks for. */
export function regoOf({ v0Compatible }: { readonly v0Compatible?: true }): { readonly rego: 'v0' | 'v1' } {
	return { rego: v0Compatible === true ? 'v0' : 'v1' };
}
