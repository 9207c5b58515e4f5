import { join } from 'node:path';

import type { CodeEvidence } from '../../src/evidence/facts.ts';
import type { CodeFileEvidence } from '../../src/evidence/file-evidence.ts';
import { readBuiltinSources } from '../../src/policy/builtin-sources.ts';
import { type BuiltinPolicies, compileBuiltin } from '../../src/policy/compile-builtin.ts';
import { ENTRYPOINT } from '../../src/policy/entry-module.ts';
import { loadPolicy } from '../../src/policy/evaluate.ts';
import type { RawFinding } from '../../src/policy/policy.ts';
import { loadRegoTool } from '../../src/policy/rego-tool.ts';
import { validateFindings } from '../../src/policy/validate.ts';
import { codeFacts } from './code-facts.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Rules of the product, compiled, that can be asked one by one as the pipeline asks them. */
export interface BuiltInRules {
	readonly built: BuiltinPolicies;
	/** What a rule says of an input; `before` is the same at base. */
	readonly ask: (rule: string, input: unknown, of?: { readonly before?: unknown; readonly profile?: unknown; readonly data?: Readonly<Record<string, unknown>> }) => readonly RawFinding[];
}

/** Compiles rules by id, which is the name of their folder; all of them when none is named. */
export async function builtInRules(ids?: readonly string[]): Promise<BuiltInRules> {
	const sources = readBuiltinSources(ROOT);
	const policies = Object.fromEntries(Object.entries(sources.policies).filter(([path]) => ids === undefined || ids.includes(path.split('/')[2] ?? '')));
	const domains = new Set(Object.keys(policies).map(domainOf));
	const library = Object.fromEntries(Object.entries(sources.library).filter(([path]) => domains.has(domainOf(path))));
	const built = await compileBuiltin(await loadRegoTool(join(ROOT, 'dist/rego.wasm.br')), { ...sources, policies, library });
	const program = await WebAssembly.compile(built.wasm);
	const ask: BuiltInRules['ask'] = (rule, input, { before, profile = {}, data = {} } = {}) => {
		const policy = loadPolicy(program, { maxBytes: 67_108_864, startedAt: 0 });
		policy.setData({ groundwire: { params: {}, ...data } });
		const envelope = { rules: [rule], input, profile, places: [], ...(before === undefined ? {} : { before }) };
		const results = policy.evaluate(ENTRYPOINT, envelope) as readonly { readonly findings: unknown }[];
		if (!built.rules.some(({ id }) => id === rule)) throw new Error(`no rule is called ${rule}`);
		return validateFindings(results[0]?.findings ?? []);
	};
	return { built, ask };
}

/** `policies/kubernetes/privileged/policy.rego` is of Kubernetes; rules use the library of their own domain. */
function domainOf(path: string): string {
	return path.split('/')[1] ?? '';
}

/** What a rule says of a code file, and the line it stands on. */
export interface CodeObjection extends RawFinding {
	readonly line: number | undefined;
}

/** What a rule says of one file, given the file's facts at base. */
export function judgeFile({ ask }: BuiltInRules, rule: string, { code, positions }: CodeFileEvidence, before?: CodeEvidence, data: Readonly<Record<string, unknown>> = {}): CodeObjection[] {
	const said = ask(rule, code, { profile: code.profile, before, data });
	return said.map((finding) => ({ ...finding, line: typeof finding.at === 'string' ? positions[finding.at]?.startLine : undefined }));
}

/** What a rule says of all code files of a small code base. */
export function judgeFiles(rules: BuiltInRules, rule: string, files: Readonly<Record<string, string>>, data: Readonly<Record<string, unknown>> = {}): CodeObjection[] {
	return Object.keys(files).filter((path) => /\.[jt]s$/.test(path)).flatMap((path) => judgeFile(rules, rule, codeFacts(files, path), undefined, data));
}
