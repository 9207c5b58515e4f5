import { readFileSync } from 'node:fs';

import type { PackSetting } from '../config/config.ts';
import { CONFIG_PATH } from '../config/layers.ts';
import { readConfig } from '../config/parse.ts';
import type { AuthoredRule } from '../policy/authoring/check.ts';
import type { Host } from './host.ts';
import { POLICIES_FOLDER, exists, openRegoTool } from './policy-common.ts';

/** The rules of the team that stand here, and what is to be said of those that could not be read. */
export interface OwnRules {
	readonly rules: readonly AuthoredRule[];
	/** Texts of errors, ready to be printed. */
	readonly wrong: readonly string[];
	/** Packs of other repositories: what they hold is not known here. */
	readonly elsewhere: readonly string[];
}

/** A folder or file of rules, and how it is to be read. */
export type OwnPack = Omit<PackSetting, 'pinned'>;

/** The rules of the packs that the config of this folder names, or of the folder where they usually are. A broken config throws a ConfigurationError. */
export async function configuredRules(host: Host): Promise<OwnRules> {
	const settings = exists(CONFIG_PATH) ? (readConfig(readFileSync(CONFIG_PATH, 'utf8'), CONFIG_PATH).layer.policies ?? []) : [];
	const packs = settings.length > 0 ? settings : exists(POLICIES_FOLDER) ? [{ path: POLICIES_FOLDER }] : [];
	const here = packs.filter(({ pinned }) => pinned === undefined);
	const there = packs.filter(({ path }) => !exists(path)).filter((pack) => here.includes(pack));
	const read = await ownRules(here.filter((pack) => !there.includes(pack)), host);
	return {
		...read,
		wrong: [...read.wrong, ...there.map(({ path }) => `${CONFIG_PATH}: policies: ${path}: no such file or folder\n`)],
		elsewhere: packs.flatMap(({ name, pinned, path }) => (pinned === undefined ? [] : [name ?? `${pinned.git}//${path}`])),
	};
}

/** The rules of packs that stand here. */
export async function ownRules(packs: readonly OwnPack[], host: Host): Promise<OwnRules> {
	if (packs.length === 0) return { rules: [], wrong: [], elsewhere: [] };
	const { authoredRules } = await import('../policy/authoring/check.ts');
	const { readRego } = await import('../policy/authoring/sources.ts');
	const { linesOf, problemsText } = await import('../policy/authoring/problem-text.ts');
	const tool = await openRegoTool(host);
	const read = packs.map(({ path, name, rego = 'v1', combine = false, namespaces }) => {
		const files = readRego([path]);
		const inspected = tool.inspect({ files, paths: [path], rego });
		const { rules, problems } = authoredRules(inspected, { combine, ...(name !== undefined && { prefix: name }), ...(namespaces !== undefined && { namespaces }) });
		const wrong = [...inspected.errors, ...problems];
		const none = wrong.length === 0 && rules.length === 0 && namespaces !== undefined ? [namesakes(path, namespaces, authoredRules(inspected).rules)] : [];
		return { rules, wrong: wrong.length > 0 ? [problemsText(wrong, linesOf(files), rego)] : none };
	});
	return { rules: read.flatMap(({ rules }) => rules), wrong: read.flatMap(({ wrong }) => wrong), elsewhere: [] };
}

/** Says which packages there are, where none of those that were asked for has rules. */
function namesakes(path: string, namespaces: readonly string[], all: readonly AuthoredRule[]): string {
	return `${CONFIG_PATH}: policies: ${path}: no rules in ${namespaces.join(', ')}; packages with rules: ${all.map(({ rule }) => rule.package).join(', ') || 'none'}\n`;
}
