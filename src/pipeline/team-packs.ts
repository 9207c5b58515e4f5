import type { PackSetting } from '../config/config.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { Pack } from '../policy/packs/pack.ts';
import type { Problem } from '../verdict/decide.ts';
import { readPackData } from './team-data.ts';
import type { PackSource } from './team-files.ts';

/** Where a team's policies are when the config does not say. */
export const USUAL_PACK: PackSetting = { path: '.groundwire/policies' };

/** The packs that a config asks for. */
export function packsOf(policies: readonly PackSetting[]): readonly PackSetting[] {
	return policies.length > 0 ? policies : [USUAL_PACK];
}

export interface ReadPacks {
	readonly packs: readonly Pack[];
	readonly problems: readonly Problem[];
}

/** Reads the packs of a config; `source` gives the files among which a pack stands. One that cannot be read is a problem. */
export async function readPacks(settings: readonly PackSetting[], source: (setting: PackSetting) => Promise<PackSource>): Promise<ReadPacks> {
	const packs: Pack[] = [];
	const problems: Problem[] = [];
	for (const setting of settings) {
		try {
			const pack = await readPack(setting, await source(setting));
			if (pack !== undefined) packs.push(pack);
			else if (setting !== USUAL_PACK) problems.push({ kind: 'policy', detail: `${setting.path}: there is no such folder at the base revision (\`policies\` of the config)`, path: setting.path });
		} catch (error) {
			if (!(error instanceof ConfigurationError)) throw error;
			problems.push(problemOf(error, setting));
		}
	}
	return { packs, problems };
}

async function readPack(setting: PackSetting, source: PackSource): Promise<Pack | undefined> {
	const { path, name, rego = 'v1', combine = false, data = [], namespaces, files } = setting;
	const modules = await source.files(path, isModule);
	if (modules === undefined) return undefined;
	return {
		path,
		name: name ?? (setting.pinned === undefined ? path : `${setting.pinned.git}//${path}`),
		data: await readPackData(source, data),
		...(files !== undefined && { files }),
		sources: { modules: Object.fromEntries([...modules].map(([file, text]) => [file, text.replace(/^\uFEFF/, '')])), rego, combine, ...(name !== undefined && { prefix: name }), ...(namespaces !== undefined && { namespaces }) },
	};
}

/** Tests are for `groundwire policy test`; nothing judges by them. */
function isModule(name: string): boolean {
	return name.endsWith('.rego') && !name.endsWith('_test.rego');
}

function problemOf(error: ConfigurationError, setting: PackSetting): Problem {
	const path = error.path ?? setting.path;
	const place = error.line === undefined ? path : `${path}:${error.line}`;
	return { kind: 'policy', detail: [`${place}: ${error.message}`, error.remedy].filter((part) => part !== undefined).join('. '), path };
}
