import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readBuiltinSources } from '../src/policy/builtin-sources.ts';
import { compileBuiltin } from '../src/policy/compile-builtin.ts';
import { loadRegoTool } from '../src/policy/rego-tool.ts';
import { rulePages } from './rule-pages.ts';

/** Compiles policies/ to dist/policies/ with the committed dist/rego.wasm.br: no Go, and the same bytes each time. */
export async function buildPolicies(root: string): Promise<void> {
	const tool = await loadRegoTool(join(root, 'dist/rego.wasm.br'));
	const { wasm, rules } = await compileBuiltin(tool, readBuiltinSources(root));
	const output = join(root, 'dist/policies');
	mkdirSync(output, { recursive: true });
	writeFileSync(join(output, 'policies.wasm'), wasm);
	writeFileSync(join(output, 'rules.json'), `${JSON.stringify(rules, undefined, '\t')}\n`);
	writeFileSync(join(output, 'docs.json'), `${JSON.stringify(rulePages(root, rules), undefined, '\t')}\n`);
}

if (import.meta.main) await buildPolicies(join(import.meta.dirname, '..'));
