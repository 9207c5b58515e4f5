import { ENTRY_PATH, ENTRYPOINT } from '../entry-module.ts';
import { evaluationOf } from '../evaluation.ts';
import type { RegoTool } from '../rego-tool.ts';
import type { RegoInspected, RegoProblem, RegoRule } from '../rego-tool-types.ts';
import type { CompiledPack, PackProgram, PackSources } from './pack.ts';
import { teamEntry, type TeamRule } from './team-entry.ts';
import { teamMetadata } from './team-metadata.ts';
import { teamPackages } from './team-package.ts';

type Modules = Readonly<Record<string, string>>;
type Schemas = Readonly<Record<string, unknown>>;

/** The package of the generated entry. */
const ENTRY_PACKAGE = 'groundwire.entry';
/** Files that break one after another: each round drops some. */
const MOST_ROUNDS = 10;

/**
 * Compiles a pack. A file that does not compile costs its package and those that use it, and is named among the problems; what
 * is left is compiled without them.
 */
export function compilePack(tool: RegoTool, pack: PackSources, schemas: Schemas): CompiledPack {
	const problems: RegoProblem[] = [];
	let { modules } = pack;
	let known = schemas;
	for (let round = 0; round < MOST_ROUNDS && Object.keys(modules).length > 0; round++) {
		const { program, wrong } = attempt(tool, pack, modules, known);
		const foreign = foreignSchemas(wrong, modules);
		if (Object.keys(foreign).length > 0) {
			known = { ...known, ...foreign };
			continue;
		}
		// What the generated entry stumbles over stands in a file of the pack, too.
		problems.push(...(wrong.some(({ file }) => file !== ENTRY_PATH) ? wrong.filter(({ file }) => file !== ENTRY_PATH) : wrong));
		if (wrong.length === 0) return { programs: program === undefined ? [] : [program], problems };
		const left = without(modules, new Set(wrong.map(({ file }) => file)));
		// Nothing was dropped: what is wrong would be wrong again.
		if (Object.keys(left).length === Object.keys(modules).length) break;
		modules = left;
	}
	return { programs: [], problems: problems.length > 0 ? problems : unfinished(pack) };
}

/** Schemas that a Conftest pack names and Conftest never reads: they say nothing here either. A rule of our own form that names one has a typing error. */
export function foreignSchemas(wrong: readonly RegoProblem[], modules: Modules): Schemas {
	const named = wrong.flatMap(({ file, message }) => {
		const name = /undefined schema: schema(?:\.([\w.]+)|\["([^"]+)"\])$/.exec(message);
		return name === null || /\bfindings\b/.test(modules[file] ?? '') ? [] : [[name[1] ?? name[2] ?? '', {}]];
	});
	return Object.fromEntries(named) as Schemas;
}

/** Nothing of the pack judges, and that must not look like a pack that has nothing to say. */
function unfinished({ modules }: PackSources): RegoProblem[] {
	return Object.keys(modules).slice(0, 1).map((file) => problem(file, `nothing of this pack could be compiled in ${MOST_ROUNDS} attempts`));
}

interface Attempt {
	readonly program?: PackProgram;
	readonly wrong: readonly RegoProblem[];
}

function attempt(tool: RegoTool, pack: PackSources, modules: Modules, schemas: Schemas): Attempt {
	// As `opa` and `conftest` are, and the packs that are written for them: not strict.
	const language = { schemas, rego: pack.rego, strict: false };
	const inspected = tool.inspect({ modules, ...language });
	if (inspected.errors.length > 0) return { wrong: inspected.errors };
	const { rules, wrong } = rulesOf(pack, inspected);
	if (wrong.length > 0) return { wrong };
	if (rules.length === 0) return { wrong: [] };
	const sources = { modules: { ...modules, [ENTRY_PATH]: teamEntry(rules) }, ...language };
	const compiled = tool.compile({ ...sources, entrypoints: [ENTRYPOINT] });
	if (compiled.errors.length > 0 || compiled.wasm === undefined) return { wrong: compiled.errors };
	const metadata = rules.map(({ rule }) => rule);
	if (evaluationOf(compiled) === 'evaluator') return { program: { program: { kind: 'evaluator', sources }, rules: metadata }, wrong: [] };
	return { program: { program: { kind: 'wasm', wasm: compiled.wasm }, rules: metadata }, wrong: [] };
}

function rulesOf(pack: PackSources, { modules, annotations }: RegoInspected): { readonly rules: readonly (TeamRule & { readonly rule: PackProgram['rules'][number] })[]; readonly wrong: readonly RegoProblem[] } {
	const teams = teamPackages(modules, pack.namespaces);
	const unheard = teams.flatMap((team) => team.unheard.map(unheardRule));
	const reserved = modules.filter((module) => module.package === ENTRY_PACKAGE).map(({ file }) => problem(file, `the package ${ENTRY_PACKAGE} is generated; choose another name`));
	const results = teams.map((team) => ({ team, result: teamMetadata(pack, team, annotations) }));
	const rules = results.flatMap(({ team, result }) => (result.ok ? [{ team, rule: result.rule, weighed: result.weighed }] : []));
	const wrong = results.flatMap(({ result }) => (result.ok ? [] : result.problems));
	const twice = rules.filter(({ rule }, index) => rules.slice(0, index).some((other) => other.rule.id === rule.id));
	return { rules, wrong: [...reserved, ...unheard, ...wrong, ...twice.map(({ team, rule }) => problem(team.files[0] ?? '', `another rule of this pack has the id ${rule.id}`))] };
}

function unheardRule({ file, row, col, name, ref }: RegoRule): RegoProblem {
	return { file, row, col, code: 'conftest', message: `\`${ref}\` makes an object, of which no message is heard; write \`${name} contains message if …\`` };
}

function problem(file: string, message: string): RegoProblem {
	return { file, row: 1, col: 1, code: 'metadata', message };
}

/** The modules without the dropped files, the rest of their packages, and whatever speaks of these packages. */
function without(modules: Modules, dropped: ReadonlySet<string>): Modules {
	const gone = new Set(dropped);
	const packages = new Set<string>();
	for (let before = -1; before < gone.size; ) {
		before = gone.size;
		for (const file of gone) packages.add(packageOf(modules[file] ?? '') ?? '');
		packages.delete('');
		for (const [file, source] of Object.entries(modules)) if (uses(source, packages)) gone.add(file);
	}
	return Object.fromEntries(Object.entries(modules).filter(([file]) => !gone.has(file)));
}

function uses(source: string, packages: ReadonlySet<string>): boolean {
	const name = packageOf(source);
	return [...packages].some((gone) => name === gone || source.includes(`data.${gone}`));
}

/** The package of a file that perhaps cannot be parsed. */
function packageOf(source: string): string | undefined {
	return /^\s*package\s+(\S+)/m.exec(source)?.[1];
}
