import { join } from 'node:path';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { compileBuiltin } from '../compile-builtin.ts';
import { ENTRY_PATH, entryModule } from '../entry-module.ts';
import type { PolicyData, PolicyEngine, PolicyInput, RuleId } from '../policy.ts';
import { loadRegoTool } from '../rego-tool.ts';
import { type IsolatedEngineOptions, isolatedEngine } from './engine.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DATA: PolicyData = { change: {}, provenance: {}, context: {}, params: { good: { word: 'seen' } } };

/** Policies as a careless or hostile author would write them, beside one that is as it should be. */
const BODIES: Readonly<Record<string, string>> = {
	good: 'findings contains {"at": "n1", "message": sprintf("%s %d", [data.groundwire.params.good.word, input.n])}',
	// Nothing here takes memory for long, so that only the clock ends it.
	endless: 'all := numbers.range(1, 400)\n\nfindings contains {"at": "n1", "message": "never"} if {\n\tsome a in all\n\tsome b in all\n\tsome c in all\n\tsome d in all\n\td == input.nothing_like_it\n\ta == b\n\tb == c\n}',
	balloon: 'findings contains {"at": "n1", "message": "never"} if count([[a, b] | some a in numbers.range(1, 4000); some b in numbers.range(1, 4000)]) < 0',
	shapeless: 'findings contains "deny"',
	torn: 'only := x if some x in [1, input.n]\n\nfindings contains {"at": "n1", "message": "torn"} if only == 1',
	many: 'findings contains {"at": "n1", "message": sprintf("%d", [n])} if some n in numbers.range(1, 10000)',
	huge: 'findings contains {"at": "n1", "message": concat("", ["0123456789012345678901234567890123456789" | some _ in numbers.range(1, 2000000)])}',
	deep: 'findings contains {"at": "n1", "message": "deep"} if json.unmarshal(concat("", ["[" | some _ in numbers.range(1, 300000)]))',
	silent: 'findings contains {"at": "n1", "message": "never"} if input.nothing',
};

let options: IsolatedEngineOptions;
let evaluator: IsolatedEngineOptions['program'];
let engine: PolicyEngine;

beforeAll(async () => {
	const tool = await loadRegoTool(join(ROOT, 'dist/rego.wasm.br'));
	const policies = Object.entries(BODIES).map(([id, body]) => [
		`policies/code/${id}/policy.rego`,
		`# METADATA
# title: ${id}
# description: What happens.
# custom: {id: ${id}, category: code/${id}, severity: high, confidence: high, persona: essential, scope: file, remedy: Mend it.}
package groundwire.code.${id}

${body}
`,
	]);
	const modules = Object.fromEntries(policies) as Record<string, string>;
	const { wasm, rules } = await compileBuiltin(tool, { policies: modules, library: {}, tests: {}, schemas: {} });
	evaluator = { kind: 'evaluator', tool: join(ROOT, 'dist/rego.wasm.br'), sources: { modules: { ...modules, [ENTRY_PATH]: entryModule(rules) } } };
	const readable = ['src', 'node_modules', 'package.json', 'dist/rego.wasm.br'].map((path) => join(ROOT, path));
	options = { entry: join(ROOT, 'src/child/judge.ts'), readable, program: { kind: 'wasm', wasm }, rules, startedAt: 0, deadlineMs: 1_500 };
});

afterEach(async () => {
	await engine.close();
});

function input(key: string, rules: readonly string[], n = 2): PolicyInput {
	return { key, scope: 'file', rules: rules.map((rule) => rule as RuleId), input: { n, nothing_like_it: 'x' } };
}

const SEEN = (key: string, n = 2) => ({ key, rule: 'good', findings: [{ at: 'n1', message: `seen ${n}` }] });

describe('the isolated engine', () => {
	it('judges inputs one after the other', async () => {
		engine = isolatedEngine(options);
		const judged = await engine.judge(DATA, [input('a', ['good', 'silent']), input('b', ['good'], 3), input('c', [])]);
		expect(judged).toEqual({ judgements: [SEEN('a'), { key: 'a', rule: 'silent', findings: [] }, SEEN('b', 3)], failed: [] });
	});

	it('takes other data for other changes', async () => {
		engine = isolatedEngine(options);
		await engine.judge(DATA, [input('a', ['good'])]);
		const judged = await engine.judge({ ...DATA, params: { good: { word: 'heard' } } }, [input('a', ['good'])]);
		expect(judged.judgements[0]?.findings[0]?.message).toBe('heard 2');
	});

	it('kills a policy without end and goes on', async () => {
		engine = isolatedEngine(options);
		const judged = await engine.judge(DATA, [input('a', ['endless', 'good']), input('b', ['good'])]);
		expect(judged.judgements).toEqual([SEEN('a'), SEEN('b')]);
		expect(judged.failed).toEqual([{ key: 'a', rule: 'endless', detail: 'took longer than 1500 ms' }]);
	});

	it('leaves out a rule that brings its process down again and again', async () => {
		engine = isolatedEngine({ ...options, deadlineMs: 300 });
		const judged = await engine.judge(DATA, ['a', 'b', 'c', 'd', 'e'].map((key) => input(key, ['endless'])));
		const late = 'took longer than 300 ms';
		const out = 'left out: it brought its process down 3 times';
		expect(judged.failed.map(({ detail }) => detail)).toEqual([late, late, late, out, out]);
	});

	it.each([
		['takes more memory than it may', 'balloon', /memory|malloc/i],
		['returns no finding', 'shapeless', /^findings\[0\] must be an object, not "deny"$/],
		['answers two things at once', 'torn', /conflict/],
	])('reports a policy that %s, and no other', async (_, rule, detail) => {
		engine = isolatedEngine({ ...options, deadlineMs: 20_000 });
		const judged = await engine.judge(DATA, [input('a', [rule, 'good']), input('b', ['good'])]);
		expect(judged.judgements).toEqual([SEEN('a'), SEEN('b')]);
		expect(judged.failed).toHaveLength(1);
		expect(judged.failed[0]).toMatchObject({ key: 'a', rule });
		expect(judged.failed[0]?.detail).toMatch(detail);
	});

	it('reports a rule that is not there', async () => {
		engine = isolatedEngine(options);
		const judged = await engine.judge(DATA, [input('a', ['good', 'nope'])]);
		expect(judged).toEqual({ judgements: [SEEN('a')], failed: [{ key: 'a', rule: 'nope', detail: 'there is no such rule' }] });
	});

	it('reports a child that cannot start', async () => {
		engine = isolatedEngine({ ...options, entry: join(ROOT, 'src/child/nothing-here.ts') });
		const judged = await engine.judge(DATA, ['a', 'b', 'c'].map((key) => input(key, ['good'])));
		expect(judged.judgements).toEqual([]);
		expect(judged.failed).toHaveLength(3);
		expect(judged.failed[0]?.detail).toMatch(/^the process that evaluates policies ended: code 1/);
		expect(judged.failed[2]?.detail).toBe('the process that evaluates policies does not start');
	});

	it('takes an input larger than a pipe holds', async () => {
		engine = isolatedEngine(options);
		const large = { key: 'a', scope: 'file', rules: ['good' as RuleId], input: { n: 4, text: 'ü'.repeat(3_000_000) } } as const;
		expect(await engine.judge(DATA, [large])).toEqual({ judgements: [SEEN('a', 4)], failed: [] });
	});
});

describe('the time of the isolated engine', () => {
	it('does not judge for longer than a change may take, and says so of every input', async () => {
		engine = isolatedEngine({ ...options, deadlineMs: 60_000 });
		const judged = await engine.judge(DATA, [input('a', ['good']), input('b', ['endless']), input('c', ['good', 'silent'])], Date.now() + 4_000);
		expect(judged.judgements).toEqual([SEEN('a')]);
		expect(judged.failed.map(({ key, rule }) => `${key} ${rule}`)).toEqual(['b endless', 'c undefined']);
		expect(judged.failed[1]?.detail).toBe('not judged: the time for one change was over');
	});
});

describe("OPA's own evaluator in the isolated engine", () => {
	beforeEach(() => {
		engine = isolatedEngine({ ...options, program: evaluator, deadlineMs: 10_000, maxBytes: 134_217_728 });
	});

	it('judges as Wasm does, with data and time', async () => {
		const judged = await engine.judge(DATA, [input('a', ['good', 'silent']), input('b', ['good'], 3)]);
		expect(judged).toEqual({ judgements: [SEEN('a'), { key: 'a', rule: 'silent', findings: [] }, SEEN('b', 3)], failed: [] });
		const other = await engine.judge({ ...DATA, params: { good: { word: 'heard' } } }, [input('a', ['good'])]);
		expect(other.judgements[0]?.findings[0]?.message).toBe('heard 2');
	});

	it('is killed at the deadline and begins anew', async () => {
		await engine.close();
		engine = isolatedEngine({ ...options, program: evaluator, deadlineMs: 3_000 });
		const judged = await engine.judge(DATA, [input('a', ['endless', 'good']), input('b', ['good'])]);
		expect(judged.judgements).toEqual([SEEN('a'), SEEN('b')]);
		expect(judged.failed).toEqual([{ key: 'a', rule: 'endless', detail: 'took longer than 3000 ms' }]);
	});

	it.each([
		['takes more memory than it may', 'balloon', /^out of memory$|^took longer/],
		['answers two things at once', 'torn', /^policies\/code\/torn\/policy.rego:7: rule data.groundwire.code.torn.only produced conflicting values: 1 at .*; 2 at /],
		['returns no finding', 'shapeless', /^findings\[0\] must be an object, not "deny"$/],
		['returns ten thousand', 'many', /^findings: 10000 of them, the limit is 1000$/],
	])('reports a policy that %s, and no other', async (_, rule, detail) => {
		const judged = await engine.judge(DATA, [input('a', [rule, 'good']), input('b', ['good'])]);
		expect(judged.judgements).toEqual([SEEN('a'), SEEN('b')]);
		expect(judged.failed).toHaveLength(1);
		expect(judged.failed[0]).toMatchObject({ key: 'a', rule });
		expect(judged.failed[0]?.detail).toMatch(detail);
	});

	it('reports sources that do not compile', async () => {
		await engine.close();
		engine = isolatedEngine({ ...options, program: { kind: 'evaluator', tool: join(ROOT, 'dist/rego.wasm.br'), sources: { modules: { 'team.rego': 'package team\n\ndeny contains nothing' } } } });
		const judged = await engine.judge(DATA, [input('a', ['good'])]);
		expect(judged.failed).toEqual([{ key: 'a', rule: 'good', detail: 'the policies do not compile: team.rego:3:15: var nothing is unsafe' }]);
	});
});

describe.each(['wasm', 'evaluator'] as const)('a hostile policy in the %s', (kind) => {
	it.each([
		['a message of 80 MB', 'huge'],
		['a text nested 300,000 times', 'deep'],
	])('costs nobody else anything: %s', async (_, rule) => {
		engine = isolatedEngine({ ...options, program: kind === 'wasm' ? options.program : evaluator, deadlineMs: 10_000 });
		const judged = await engine.judge(DATA, [input('a', [rule, 'good']), input('b', ['good'])]);
		expect(judged.judgements.filter((judgement) => judgement.rule === 'good')).toEqual([SEEN('a'), SEEN('b')]);
		expect([...judged.failed, ...judged.judgements].filter((answer) => answer.rule === rule)).toHaveLength(1);
		expect(judged.judgements.every(({ findings }) => findings.every(({ message }) => message.length < 5_000))).toBe(true);
	});
});
