import { join } from 'node:path';

import { resolveConfig } from '../../src/config/layers.ts';
import { pathFilter } from '../../src/config/selection.ts';
import type { Config } from '../../src/config/config.ts';
import { ExtractionClient } from '../../src/evidence/extraction/client.ts';
import type { Finding, FixedFinding } from '../../src/finding/finding.ts';
import type { NotAnalysed } from '../../src/parse/parsed.ts';
import { workspacePlatforms } from '../../src/pipeline/addressed.ts';
import { assemble } from '../../src/pipeline/assembling.ts';
import { openCheck } from '../../src/pipeline/check-material.ts';
import { type Evidence, gather } from '../../src/pipeline/gather.ts';
import { judge } from '../../src/pipeline/judging.ts';
import { rootOf } from '../../src/pipeline/material.ts';
import { objectsOf } from '../../src/pipeline/objects.ts';
import { type BuiltinPolicies, compileBuiltin } from '../../src/policy/compile-builtin.ts';
import { isolatedEngine } from '../../src/policy/isolated/engine.ts';
import { loadRegoTool } from '../../src/policy/rego-tool.ts';

const ROOT = join(import.meta.dirname, '../..');
const READABLE = ['src', 'node_modules', 'package.json', 'dist'].map((path) => join(ROOT, path));

export interface Judged {
	readonly evidence: Evidence;
	readonly findings: readonly Finding[];
	readonly fixed: readonly FixedFinding[];
	readonly notAnalysed: readonly NotAnalysed[];
}

/** A small rule: its body, and what of its metadata is not as usual. */
export interface Rule {
	readonly body: string;
	readonly scope: 'document' | 'workspace';
	readonly platform: string;
}

/** Compiles rules by id; each is essential, high and sure. */
export async function compileRules(rules: Readonly<Record<string, Rule>>): Promise<BuiltinPolicies> {
	const sources = Object.entries(rules).map(([id, { body, scope, platform }]) => [
		`policies/${platform}/${id}/policy.rego`,
		`# METADATA
# title: ${id}
# description: What happens.
# custom: {id: ${id}, category: ${platform}/${id}, severity: high, confidence: high, persona: essential, scope: ${scope}, platforms: [${platform}], remedy: Mend it.}
package groundwire.${platform}.${id.replaceAll('-', '_')}

${body}
`,
	]);
	return compileBuiltin(await loadRegoTool(join(ROOT, 'dist/rego.wasm.br')), { policies: Object.fromEntries(sources) as Record<string, string>, library: {}, tests: {}, schemas: {} });
}

/** Runs a change of a real repository through the pipeline, with rules of the test's own in place of the built-in ones. */
export async function judgeChange(repo: string, base: string, head: string, { wasm, rules }: BuiltinPolicies, config: Config = resolveConfig([])): Promise<Judged> {
	const material = await openCheck({ repo, base, head, facts: {}, environment: { PATH: process.env['PATH'] } });
	const engine = isolatedEngine({ entry: join(ROOT, 'src/child/judge.ts'), readable: READABLE, program: { kind: 'wasm', wasm }, rules, startedAt: 0 });
	const { files } = material.change;
	const renames = files.flatMap(({ before, after }) => (before !== undefined && after !== undefined ? [[after.path, before.path]] : []));
	const client = new ExtractionClient({
		entry: join(ROOT, 'src/child/extract.ts'),
		readable: READABLE,
		session: {
			trees: { base: rootOf(material, 'base'), head: rootOf(material, 'head') },
			changed: { base: [], head: [] },
			renames: Object.fromEntries(renames) as Record<string, string>,
			tools: { hcl: join(ROOT, 'dist/hcl.wasm.br') },
		},
		object: objectsOf(material),
		deadline: Date.now() + 60_000,
	});
	try {
		const filter = pathFilter(config);
		const evidence = await gather(material, client, (path) => filter.isIgnored(path), { workspaces: workspacePlatforms(rules), isGeneric: () => false });
		const data = { change: {}, provenance: {}, context: {}, params: {} };
		const judgements = await judge(engine, rules, data, evidence, material.change, filter);
		const outcome = await assemble(judgements, evidence, config, client, material);
		return { evidence, ...outcome, notAnalysed: [...evidence.notAnalysed, ...judgements.failures] };
	} finally {
		client.close();
		await Promise.all([engine.close(), material.close()]);
	}
}
