import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { CodeEvidence } from '../../src/evidence/facts.ts';
import type { CodeFileEvidence } from '../../src/evidence/file-evidence.ts';
import { readBuiltinSources } from '../../src/policy/builtin-sources.ts';
import { type BuiltinPolicies, compileBuiltin } from '../../src/policy/compile-builtin.ts';
import { ENTRYPOINT } from '../../src/policy/entry-module.ts';
import { loadPolicy } from '../../src/policy/evaluate.ts';
import type { RawFinding } from '../../src/policy/policy.ts';
import { loadRegoTool } from '../../src/policy/rego-tool.ts';
import { validateFindings } from '../../src/policy/validate.ts';
import { codeFacts } from '../support/code-facts.ts';

const ROOT = join(import.meta.dirname, '../..');
const RULES = ['high-cardinality-label', 'span-error-not-recorded', 'span-not-ended'];
let built: BuiltinPolicies;

beforeAll(async () => {
	built = await compileBuiltin(await loadRegoTool(join(ROOT, 'dist/rego.wasm.br')), readBuiltinSources(ROOT));
});

type Files = Readonly<Record<string, string>>;

interface Objection extends RawFinding {
	readonly line: number | undefined;
}

/** What a rule says about one file of a small code base, given the file's facts at base. */
async function judge(rule: string, { code, positions }: CodeFileEvidence, before?: CodeEvidence): Promise<Objection[]> {
	const policy = loadPolicy(await WebAssembly.compile(built.wasm), { maxBytes: 67_108_864, startedAt: 0 });
	policy.setData({ groundwire: { params: {} } });
	const envelope = { rules: [rule], input: code, profile: code.profile, places: [], ...(before === undefined ? {} : { before }) };
	const results = policy.evaluate(ENTRYPOINT, envelope) as readonly { readonly findings: unknown }[];
	return validateFindings(results[0]?.findings).map((finding) => ({ ...finding, line: typeof finding.at === 'string' ? positions[finding.at]?.startLine : undefined }));
}

async function judgeAll(rule: string, files: Files): Promise<Objection[]> {
	const judged = await Promise.all(Object.keys(files).filter((path) => /\.[jt]s$/.test(path)).map((path) => judge(rule, codeFacts(files, path))));
	return judged.flat();
}


function fixtures(kind: 'good' | 'bad'): string[] {
	return RULES.flatMap((rule) => globSync(`policies/code/${rule}/fixtures/${kind}/*`, { cwd: ROOT })).map((path) => path.replaceAll('\\', '/')).sort();
}

function filesOf(fixture: string): Files {
	const paths = globSync('**/*.*', { cwd: join(ROOT, fixture) }).map((path) => path.replaceAll('\\', '/'));
	return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, fixture, path), 'utf8')]));
}

const ruleOf = (path: string): string => path.split('/')[2] ?? '';

describe('fixtures of the rules about telemetry', () => {
	test.each(fixtures('bad'))('%s is objected to once', async (path) => {
		expect(await judgeAll(ruleOf(path), filesOf(path))).toHaveLength(1);
	});

	test.each(fixtures('good'))('%s is not', async (path) => {
		expect(await judgeAll(ruleOf(path), filesOf(path))).toEqual([]);
	});
});

