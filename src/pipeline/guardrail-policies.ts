import { join } from 'node:path';

import type { RepoPath } from '../change/change.ts';
import { cacheFolder, openCache } from '../policy/packs/cache.ts';
import { preparePack } from '../policy/packs/prepare.ts';
import type { PackSetting } from '../config/config.ts';
import { type Effect, weakens } from '../verdict/guardrails/effect.ts';
import { isBelow } from '../verdict/guardrails/kinds.ts';
import { type PackVersion, policyEffects } from '../verdict/guardrails/policy-effects.ts';
import type { GuardrailsInForce } from './guardrails.ts';
import { rootOf, textAt } from './material.ts';
import { dataPlace } from './team-data.ts';
import { filesOfTree } from './team-files.ts';
import { packsOf, readPacks } from './team-packs.ts';

/** What changed files of the team's own policies do: the packs of base, as head has them, are compiled beside them, each once. */
export function policyChanges(inForce: GuardrailsInForce): (path: RepoPath) => Promise<readonly Effect[]> {
	const { material, config } = inForce;
	const own = packsOf(config.policies).filter(({ pinned }) => pinned === undefined);
	const versions = new Map<PackSetting, Promise<PackVersion>>();
	const packAtHead = (setting: PackSetting): Promise<PackVersion> => {
		const found = versions.get(setting) ?? compiled(setting, inForce);
		versions.set(setting, found);
		return found;
	};
	return async (path) => {
		if (own.some(({ data = [] }) => isBelow(path, data.map((named) => dataPlace(named).root)))) return [weakens('data of a pack is changed, and its rules may look into it')];
		const setting = own.find((pack) => isBelow(path, [pack.path]));
		const [before, after] = [await textAt(material, 'base', path), await textAt(material, 'head', path)];
		const packs = setting === undefined ? undefined : { base: packAtBase(setting, inForce), head: await packAtHead(setting) };
		return policyEffects({ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }), ...(packs !== undefined && { packs }) });
	};
}

function packAtBase({ path, name }: PackSetting, { packs, problems }: GuardrailsInForce): PackVersion {
	const found = packs.find(({ pack }) => pack.path === path && (name === undefined || pack.name === name));
	return { modules: found?.pack.sources.modules ?? {}, rules: found?.rules ?? [], problems: problems.map(({ detail }) => detail) };
}

async function compiled(setting: PackSetting, { material, dist, environment, rules, packs }: GuardrailsInForce): Promise<PackVersion> {
	const source = filesOfTree({ root: rootOf(material, 'head'), object: (id) => material.object(id) });
	const { packs: [pack], problems } = await readPacks([setting], () => Promise.resolve(source));
	if (pack === undefined) return { modules: {}, rules: [], problems: problems.map(({ detail }) => detail.replace(' at the base revision', '')) };
	const place = { entry: join(dist, 'child', 'compile.js'), readable: [dist], tool: join(dist, 'rego.wasm.br') };
	const prepared = await preparePack(place, openCache(cacheFolder(environment)), pack.sources);
	const own = prepared.programs.flatMap((program) => program.rules);
	const others = new Set(rules.filter(({ id }) => !packs.some((open) => open.pack.path === setting.path && open.rules.some((rule) => rule.id === id))).map(({ id }) => String(id)));
	return {
		modules: pack.sources.modules,
		rules: own,
		problems: [
			...problems.map(({ detail }) => detail),
			...(prepared.failure === undefined ? [] : [prepared.failure]),
			...prepared.problems.map(({ file, row, col, message }) => `${file}:${row}:${col}: ${message.replaceAll(/\s*\n\s*/g, '; ')}`),
			...own.filter(({ id }) => others.has(id)).map(({ id }) => `the rule ${id} has the id of another`),
		],
	};
}
