import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GuardedRepository, LABELS, PAY, told } from '../support/guarded-repository.ts';

let repository: GuardedRepository;

beforeEach(() => {
	repository = new GuardedRepository();
});
afterEach(() => repository.delete());

function baseline(...findings: readonly unknown[]): string {
	return JSON.stringify({ schema: 'groundwire.baseline/1', findings });
}

describe('policies', () => {
	const POLICY = '.groundwire/policies/labels.rego';
	test.each([
		['a lower severity', LABELS.replace('severity: high', 'severity: low'), true, 'would weigh less or run less often: 1 rule (`labels`)'],
		['a higher severity', LABELS.replace('severity: high', 'severity: critical'), false, 'would weigh more or run more often: 1 rule (`labels`)'],
		['another condition', LABELS.replace('not input.metadata.labels.owner', 'input.metadata.labels.owner == "nobody"'), true, 'would object to other things: 1 rule (`labels`)'],
		['another rule in its place', LABELS.replace('id: labels', 'id: owners'), true, 'would be gone: 1 rule (`labels`)'],
		['a comment more', LABELS.replace('\nfindings', '\n# words\n\nfindings'), false, 'only comments and blank lines are changed'],
		['Rego that does not compile', `${LABELS}\nfindings contains {`, true, 'could not be used, and nothing could be decided: .groundwire/policies/labels.rego:'],
	])('with %s', (_what, text, weaker, effect) => {
		const report = repository.judged({ [POLICY]: text });
		expect(report.guardrails?.[0]).toMatchObject({ path: POLICY, kind: 'policy' });
		expect(report.guardrails?.[0]?.effects.join('; ')).toContain(effect);
		expect(report.guardrails?.[0]?.weaker).toBe(weaker);
		expect(report.verdict.conclusion).toBe(weaker ? 'block' : 'pass');
	});

	test('that are new and alone only add', () => {
		const report = repository.judged({ '.groundwire/policies/owners.rego': LABELS.replaceAll('labels', 'owners') });
		expect(told(report)).toEqual([['.groundwire/policies/owners.rego', 'policy', false, ['would be new: 1 rule (`owners`)']]]);
		expect(report.verdict.conclusion).toBe('pass');
	});

	test('that are new where others look may weaken', () => {
		repository.write(POLICY, LABELS.replace('not input', 'not data.exempt.all\n\tnot input'));
		repository.settle();
		const report = repository.judged({ '.groundwire/policies/exempt.rego': 'package exempt\n\nall := true\n' });
		expect(report.guardrails?.[0]).toMatchObject({ weaker: true });
		expect(report.verdict.conclusion).toBe('block');
	});

	test('without their tests', () => {
		repository.remove('.groundwire/policies/labels_test.rego');
		expect(told(repository.judged({}))).toEqual([['.groundwire/policies/labels_test.rego', 'policy', true, ['would no longer be tested: 1 test (`test_owner`)']]]);
	});

	test('that are gone', () => {
		repository.remove(POLICY);
		expect(repository.judged({}).guardrails?.[0]?.effects).toEqual(['would be gone: 1 rule (`labels`)']);
	});
});

describe('a baseline', () => {
	const entry = { path: 'src/server/pay.ts', rule: 'missing-timeout', subject: 'charge', count: 1 };

	test('that hides what the change brings', () => {
		const report = repository.judged({ 'src/server/pay.ts': PAY, '.groundwire/baseline.json': baseline(entry, { ...entry, path: 'a.ts', count: 2 }) });
		expect(told(report)).toEqual([['.groundwire/baseline.json', 'baseline', true, ["would hide 1 of this change's 2 findings", 'would hide 3 more findings']]]);
		expect(report.findings.map(({ rule, state }) => [rule, state])).toContainEqual(['missing-timeout', 'introduced']);
	});

	test('that shrinks does not block', () => {
		repository.write('.groundwire/baseline.json', baseline(entry));
		repository.settle();
		const report = repository.judged({ '.groundwire/baseline.json': baseline() });
		expect(told(report)).toEqual([['.groundwire/baseline.json', 'baseline', false, ['would no longer hide 1 finding']]]);
		expect(report.verdict.conclusion).toBe('pass');
	});

	test('that is not valid', () => {
		expect(repository.judged({ '.groundwire/baseline.json': '{"findings": [' }).guardrails?.[0]?.effects[0]).toContain('would not be valid, and nothing could be decided: line 1');
	});
});
