import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { GuardedRepository, PAY } from '../support/guarded-repository.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: tool }\nspec:\n  containers:\n    - name: app\n      image: registry.example.com/tool:1\n      securityContext: { privileged: true }\n';

let repository: GuardedRepository;
let expected: unknown;

const GUARDS = ['.groundwire/config.yaml', '.groundwire/policies/labels.rego', '.groundwire/policies/more.rego', '.groundwire/baseline.json', '.github/workflows/checks.yml', 'CODEOWNERS'];

function isGuard(path = ''): boolean {
	return GUARDS.includes(path);
}

/** All that a run says of the change itself, but for the guardrails, which are files of it like others and may be unreadable. */
function ownPart({ findings, fixed, notAnalysed, verdict, comments, unusedSuppressions, people }: Report): unknown {
	return {
		findings: findings.filter(({ location }) => !isGuard(location.path)).map((finding) => ({ ...finding, placement: undefined })),
		fixed,
		notAnalysed: notAnalysed.filter(({ path }) => !isGuard(path)),
		conclusion: verdict.conclusion,
		threshold: verdict.threshold,
		reasons: verdict.reasons.filter(({ path }) => !isGuard(path)),
		limit: comments?.limit,
		unusedSuppressions,
		rules: people?.rules,
	};
}

function judged(files: Readonly<Record<string, string | Uint8Array>>): Report {
	repository.git('checkout', '--quiet', '--force', repository.base);
	return repository.judged({ 'src/server/pay.ts': PAY, 'deploy/tool.yaml': POD, ...files });
}

beforeAll(() => {
	repository = new GuardedRepository();
	const report = judged({});
	expect(report.verdict.conclusion).toBe('block');
	expect(report.findings.length).toBeGreaterThan(1);
	expected = ownPart(report);
});
afterAll(() => repository.delete());

const key = fc.constantFrom('version', 'persona', 'block', 'rules', 'ignore', 'policies', 'comments', 'places', 'people', 'approvals', 'environments', 'profile', 'helm', '__proto__');
const value = fc.constantFrom('1', 'strict', '{ severity: critical }', '{ missing-timeout: off, privileged: off, guardrail-changed: off }', '["**"]', '[x]', '{ inline: 0 }', '{ waive: none }', '[{ when: {}, need: nothing }]', '{ prod: ["**"] }', '*a', '&a [*a]', '[', '"\u0000"');
const config = fc.array(fc.tuple(key, value), { maxLength: 6 }).map((entries) => `version: 1\n${entries.map(([name, text]) => `${name}: ${text}`).join('\n')}\n`);
const policy = fc.constantFrom('package team.labels\n', 'package groundwire.code.missing_timeout\n\nfindings := set()\n', 'package team.labels\n\nfindings contains x if { some x in numbers.range(1, 1000000000) }\n', 'package system\n\nmain := {}\n');
const baseline = fc.constantFrom('{"schema":"groundwire.baseline/1","findings":[{"path":"src/server/pay.ts","rule":"missing-timeout","subject":"charge","count":9}]}', '{"__proto__":{"findings":[]}}', '[]');
const bytes = fc.uint8Array({ maxLength: 400 });

const files = fc.record(
	{
		'.groundwire/config.yaml': fc.oneof(config, bytes),
		'.groundwire/policies/labels.rego': fc.oneof(policy, bytes),
		'.groundwire/policies/more.rego': policy,
		'.groundwire/baseline.json': fc.oneof(baseline, bytes),
		'.github/workflows/checks.yml': fc.oneof(config, bytes),
		CODEOWNERS: fc.oneof(fc.string(), fc.constant('* \n[x]\n!a @b\n**/** @c\n')),
	},
	{ requiredKeys: [] },
);

describe('what a change does to its own guardrails', () => {
	test('has no effect on what is found in the rest of it, nor on the verdict', () => {
		fc.assert(
			fc.property(files, (given) => {
				const report = judged(given);
				expect(ownPart(report)).toEqual(expected);
				expect((report.guardrails ?? []).map(({ effects }) => effects.length)).not.toContain(0);
				// A bug of ours would be contained, and named.
				expect(JSON.stringify(report.guardrails ?? [])).not.toContain('a bug of Groundwire');
			}),
			{ numRuns: 25, endOnFailure: true },
		);
	}, 600_000);
});
