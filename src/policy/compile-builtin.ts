import type { BuiltinSources } from './builtin-sources.ts';
import { ENTRY_PATH, ENTRYPOINT, entryModule } from './entry-module.ts';
import { loadPolicy } from './evaluate.ts';
import type { RuleMetadata } from './policy.ts';
import type { RegoCompiled, RegoProblem, RegoTool } from './rego-tool.ts';
import { ruleMetadata } from './rule-metadata.ts';

/** The built-in policies as they are shipped. */
export interface BuiltinPolicies {
	readonly wasm: Uint8Array<ArrayBuffer>;
	/** By id. */
	readonly rules: readonly RuleMetadata[];
}

/** Policies that do not compile, or whose metadata is wrong. The message names each place, one a line. */
export class PolicyErrors extends Error {
	readonly problems: readonly RegoProblem[];

	constructor(problems: readonly RegoProblem[]) {
		super(problems.map(({ file, row, col, code, message }) => `${file}:${row}:${col}: ${message} (${code})`).join('\n'));
		this.problems = problems;
	}
}

/** Checks the built-in policies and compiles them into one module with one entry. Throws `PolicyErrors`. */
export async function compileBuiltin(tool: RegoTool, sources: BuiltinSources): Promise<BuiltinPolicies> {
	const modules = { ...sources.library, ...sources.policies };
	const checked = tool.compile({ modules, schemas: sources.schemas });
	throwIfAny(checked.errors);
	const rules = rulesOf(sources, checked);
	const compiled = tool.compile({ modules: { ...modules, [ENTRY_PATH]: entryModule(rules) }, schemas: sources.schemas, entrypoints: [ENTRYPOINT] });
	throwIfAny(compiled.errors);
	if (compiled.wasm === undefined) throw new Error('the Rego tool compiled nothing');
	throwIfAny(await unavailable(compiled.wasm, compiled));
	return { wasm: compiled.wasm, rules };
}

function throwIfAny(problems: readonly RegoProblem[]): void {
	if (problems.length > 0) throw new PolicyErrors(problems);
}

function rulesOf(sources: BuiltinSources, { annotations }: RegoCompiled): readonly RuleMetadata[] {
	const results = Object.keys(sources.policies).map((file) => ({ file, result: ruleMetadata(file, annotations) }));
	throwIfAny(results.flatMap(({ result }) => (result.ok ? [] : result.problems)));
	const rules = results.flatMap(({ file, result }) => (result.ok ? [{ file, rule: result.rule }] : []));
	throwIfAny(rules.flatMap(({ file, rule }, index) => misplaced(file, rule, rules.slice(0, index).some((other) => other.rule.id === rule.id))));
	return rules.map(({ rule }) => rule).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Folder, package and category say the same thing, so that a rule is found by any of them. */
function misplaced(file: string, rule: RuleMetadata, taken: boolean): RegoProblem[] {
	const [, domain = '', folder = ''] = file.split('/');
	const expected = `groundwire.${domain}.${folder.replaceAll('-', '_')}`;
	return [
		...(rule.package === expected ? [] : [`the package must be ${expected}, as its folder`]),
		...(rule.category.startsWith(`${domain}/`) ? [] : [`custom.category must begin with ${domain}/, as its folder`]),
		...(taken ? [`another rule has the id ${rule.id}`] : []),
	].map((message) => ({ file, row: 1, col: 1, code: 'metadata', message }));
}

/** Builtins that no host of ours provides, at their first call. */
async function unavailable(wasm: Uint8Array<ArrayBuffer>, { builtins }: RegoCompiled): Promise<readonly RegoProblem[]> {
	const { missing } = loadPolicy(await WebAssembly.compile(wasm), { maxBytes: 67_108_864, startedAt: 0 });
	return missing.map((name) => {
		const { file, row, col } = builtins.find((use) => use.name === name) ?? { file: ENTRY_PATH, row: 1, col: 1 };
		return { file, row, col, code: 'builtin', message: `the builtin ${name} is not available to built-in policies` };
	});
}
