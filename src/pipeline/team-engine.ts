import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import type { Environment } from '../change/git.ts';
import type { PackSetting } from '../config/config.ts';
import { cacheFolder, openCache, type PackCache } from '../policy/packs/cache.ts';
import { compositeEngine, type Member } from '../policy/packs/composite.ts';
import { inTurn } from '../policy/packs/in-turn.ts';
import type { Pack, PackProgram } from '../policy/packs/pack.ts';
import { isNamed } from '../policy/packs/team-package.ts';
import { type Prepared, preparePack } from '../policy/packs/prepare.ts';
import { openBuiltinEngine } from '../policy/isolated/builtin-engine.ts';
import { isolatedEngine } from '../policy/isolated/engine.ts';
import type { PolicyEngine, RuleId, RuleMetadata } from '../policy/policy.ts';
import type { Problem } from '../verdict/decide.ts';
import { entryAt, type Material, rootOf } from './material.ts';
import { filesOfTree, type PackTree } from './team-files.ts';
import { readPacks, USUAL_PACK } from './team-packs.ts';
import { pinnedFiles } from './team-pinned.ts';

/** What of a run's options decides where policies come from. */
interface RunPlace {
	readonly dist: string;
	readonly now: Date;
	readonly environment: Environment;
	/** Packs of other repositories may be fetched. Default: they come from the cache. */
	readonly mayFetch?: boolean;
}

interface TeamPlace {
	/** Folder of the built bundle. */
	readonly dist: string;
	readonly cache: PackCache;
	/** The run's start. */
	readonly now: Date;
	/** What stands before the paths of the material. */
	readonly prefix: string;
}

/** The built-in policies and the team's as one engine. */
export interface TeamEngine {
	readonly engine: PolicyEngine;
	/** Globs that packs bring, by rule. */
	readonly files: ReadonlyMap<string, readonly string[]>;
	readonly problems: readonly Problem[];
	/** The packs in force, each with its rules. */
	readonly packs: readonly OpenPack[];
}

/** A pack and the rules that it judges by. */
export interface OpenPack {
	readonly pack: Pack;
	readonly rules: readonly RuleMetadata[];
}

/** Opens the built-in policies and the packs that the config names, or the folder where they usually are. */
export async function openTeamEngine(settings: readonly PackSetting[], material: Material, run: RunPlace): Promise<TeamEngine> {
	const cache = openCache(cacheFolder(run.environment));
	const own = filesOfTree(await ownTree(material));
	const { packs, problems } = await readPacks(settings, (setting) => (setting.pinned === undefined ? Promise.resolve(own) : pinnedFiles(setting, setting.pinned, { cache, environment: run.environment, mayFetch: run.mayFetch === true })));
	const builtin = await openBuiltinEngine(run.dist, run.now);
	if (packs.length === 0) return { engine: builtin, files: new Map(), problems, packs: [] };
	const joined = await joinPacks(builtin, packs, { dist: run.dist, now: run.now, cache, prefix: material.prefix }).catch(async (error: unknown) => {
		// Its child runs already, and would keep the process from ending.
		await builtin.close();
		throw error;
	});
	return { ...joined, problems: [...problems, ...joined.problems] };
}

/** The tree by which the run judges: base, or the one root of a scan. */
async function ownTree(material: Material): Promise<PackTree> {
	const { prefix, object, scanned } = material;
	const side = scanned ? 'head' : 'base';
	const below = prefix === '' ? undefined : await entryAt(material, side, prefix.slice(0, -1));
	return { root: below?.id ?? rootOf(material, side), object };
}

/** Compiles the packs, each by itself, and joins them to the built-in policies. What does not compile is a problem; the rest judges. */
async function joinPacks(builtin: PolicyEngine, packs: readonly Pack[], place: TeamPlace): Promise<TeamEngine> {
	const tool = join(place.dist, 'rego.wasm.br');
	const compiler = { entry: join(place.dist, 'child', 'compile.js'), readable: [place.dist], tool };
	const prepared = await inTurn(packs, (pack) => preparePack(compiler, place.cache, pack.sources));
	const taken = new Map<RuleId, string>(builtin.rules.map(({ id }) => [id, 'a rule of Groundwire']));
	const members: Member[] = [{ engine: builtin }];
	const files = new Map<string, readonly string[]>();
	const problems: Problem[] = [];
	const open: OpenPack[] = [];
	for (const [index, pack] of packs.entries()) {
		const { programs, problems: own } = unique(pack, prepared[index], taken);
		problems.push(...own);
		open.push({ pack, rules: programs.flatMap(({ rules }) => rules) });
		for (const { program, rules } of programs) {
			for (const { id } of rules) if (pack.files !== undefined) files.set(id, pack.files);
			const whole = program.kind === 'wasm' ? program : { ...program, tool };
			members.push({ pack: pack.name, engine: isolatedEngine({ entry: join(place.dist, 'child', 'judge.js'), readable: [place.dist], program: whole, rules, data: pack.data, startedAt: place.now.getTime(), eager: index < availableParallelism() }) });
		}
	}
	return { engine: compositeEngine(members, place.prefix), files, problems, packs: open };
}

/** The programs of a pack with those rules whose ids are nobody else's. */
function unique(pack: Pack, prepared: Prepared | undefined, taken: Map<RuleId, string>): { readonly programs: readonly PackProgram[]; readonly problems: readonly Problem[] } {
	const problems = prepared === undefined ? [] : problemsOf(pack, prepared);
	const programs = (prepared?.programs ?? []).map(({ program, rules }) => {
		const kept: RuleMetadata[] = [];
		for (const rule of rules) {
			const owner = taken.get(rule.id);
			if (owner === undefined) {
				kept.push(rule);
				taken.set(rule.id, `\`${rule.package}\` of ${pack.name}`);
				continue;
			}
			const detail = `${pack.name}: the rule \`${rule.id}\` (package \`${rule.package}\`) has the id of ${owner}. Give it a \`custom.id\` of its own, or the pack a \`name\``;
			problems.push({ kind: 'policy', detail, path: pack.name });
		}
		return { program, rules: kept };
	});
	return { programs: programs.filter(({ rules }) => rules.length > 0), problems };
}

/** Lines of a message after the first name what would have been right; a verdict's reason has one line. */
function problemsOf(pack: Pack, { problems, failure, programs }: Prepared): Problem[] {
	const { name } = pack;
	const places = problems.map(({ file, row, col, message }): Problem => ({ kind: 'policy', detail: `${file}:${row}:${col}: ${message.replaceAll(/\s*\n\s*/g, '; ')}`, path: file }));
	if (failure !== undefined) return [...places, { kind: 'policy', detail: `${name}: ${failure}`, path: name }];
	return places.length > 0 ? places : silent(pack, programs.flatMap(({ rules }) => rules));
}

/** A pack that the config names and that can say nothing would look like one that has nothing to say. */
function silent({ name, path, sources: { modules, namespaces } }: Pack, rules: readonly RuleMetadata[]): Problem[] {
	if (path === USUAL_PACK.path && Object.keys(modules).length === 0) return [];
	const missing = (namespaces ?? []).filter((namespace) => !rules.some((rule) => isNamed(rule.package, [namespace])));
	if (missing.length > 0) return missing.map((namespace): Problem => ({ kind: 'policy', detail: `${name}: no package \`${namespace}\` of this pack has rules; \`groundwire policy list\` names those that have (without \`namespaces\` all are judged)`, path: name }));
	if (rules.length > 0) return [];
	return [{ kind: 'policy', detail: `${name}: there are no rules in this pack: no Rego with \`findings\`, \`deny\`, \`violation\` or \`warn\``, path: name }];
}
