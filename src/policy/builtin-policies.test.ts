import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { readBuiltinSources } from './builtin-sources.ts';
import { type BuiltinPolicies, compileBuiltin } from './compile-builtin.ts';
import { ENTRYPOINT } from './entry-module.ts';
import { loadPolicy } from './evaluate.ts';
import { loadRegoTool, type RegoTool } from './rego-tool.ts';
import { testBuiltin } from './test-builtin.ts';
import { validateFindings } from './validate.ts';

const ROOT = join(import.meta.dirname, '../..');
const sources = readBuiltinSources(ROOT);
let tool: RegoTool;
let built: BuiltinPolicies;
let program: WebAssembly.Module;

beforeAll(async () => {
	tool = await loadRegoTool(join(ROOT, 'dist/rego.wasm.br'));
	built = await compileBuiltin(tool, sources);
	program = await WebAssembly.compile(built.wasm);
});

describe('the built-in policies', () => {
	it('pass their own tests', () => {
		const { errors, tests } = testBuiltin(tool, sources);
		const failures = tests.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
		expect(errors.map(({ file, row, message }) => `${file}:${row}: ${message}`)).toEqual([]);
		expect(failures.map(({ file, row, name, trace }) => `${file}:${row}: ${name}\n${trace}`)).toEqual([]);
		expect(tests.length).toBeGreaterThan(0);
	});

	it('have tests and a README each', () => {
		const folders = Object.keys(sources.policies).map((path) => path.replace(/policy\.rego$/, ''));
		expect(folders.filter((folder) => sources.tests[`${folder}policy_test.rego`] === undefined)).toEqual([]);
		const readmes = globSync('policies/*/*/README.md', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));
		expect(folders.filter((folder) => !readmes.includes(`${folder}README.md`))).toEqual([]);
	});

	it('compile to the same bytes each time', async () => {
		const again = await compileBuiltin(tool, sources);
		expect(Buffer.from(again.wasm).equals(built.wasm)).toBe(true);
		expect(again.rules).toEqual(built.rules);
	});
});

const fixtures = (kind: string): string[] => globSync(`policies/change/*/fixtures/${kind}/*.json`, { cwd: ROOT }).map((path) => path.replaceAll('\\', '/')).sort();

function objections(path: string): number {
	const rule = path.split('/')[2] ?? '';
	const policy = loadPolicy(program, { maxBytes: 67_108_864, startedAt: 0 });
	const read = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Readonly<Record<string, unknown>>;
	// A fixture is an input, or all that a rule sees.
	const { input, data, ...seen } = 'input' in read ? read : { input: read, data: {} };
	policy.setData({ groundwire: { params: {}, ...(data as Readonly<Record<string, unknown>>) } });
	const results = policy.evaluate(ENTRYPOINT, { rules: [rule], input, profile: {}, places: [], ...seen }) as readonly { readonly findings: unknown }[];
	// A rule with nothing to object to gives no answer.
	return results.flatMap(({ findings }) => validateFindings(findings)).length;
}

describe('fixtures of the rules about the change', () => {
	it.each(fixtures('bad'))('%s is objected to', (path) => {
		expect(objections(path)).toBeGreaterThan(0);
	});

	it.each(fixtures('good'))('%s is not', (path) => {
		expect(objections(path)).toBe(0);
	});
});
