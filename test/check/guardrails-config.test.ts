import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { CONFIG, GuardedRepository, PAY, remarks, told } from '../support/guarded-repository.ts';

let repository: GuardedRepository;

beforeEach(() => {
	repository = new GuardedRepository();
});
afterEach(() => repository.delete());

function changed(text: string, ...more: readonly string[]): Report {
	return repository.judged({ '.groundwire/config.yaml': text }, ...more);
}

describe('a config', () => {
	test('that blocks less is named with the rules that stop, and blocks', () => {
		const report = changed('version: 1\nrules:\n  missing-timeout: { paths: ["src/**"], severity: low }\n  privileged: off\n');
		expect(told(report)).toEqual([['.groundwire/config.yaml', 'config', true, ['would no longer run: 1 rule (`privileged`)', 'would stop blocking: 1 rule (`missing-timeout`)']]]);
		expect(report.findings[0]?.message).toContain('Once merged: would no longer run: 1 rule (`privileged`); would stop blocking: 1 rule (`missing-timeout`).');
		expect(remarks(report)).toEqual([['config .groundwire/config.yaml', 'high']]);
		expect(report.verdict.conclusion).toBe('block');
	});

	test('that only becomes stricter is told and does not block', () => {
		const report = changed(`${CONFIG}  cfn-s3-unencrypted: high\n`);
		expect(report.guardrails?.[0]).toMatchObject({ weaker: false });
		expect(report.guardrails?.[0]?.effects[0]).toContain('would newly run: 1 rule (`cfn-s3-unencrypted`)');
		expect(remarks(report)).toEqual([['config .groundwire/config.yaml', 'medium']]);
		expect(report.verdict.conclusion).toBe('pass');
	});

	test('that means the same has no effect', () => {
		expect(told(changed('# Words\nversion: 1\nblock: { confidence: high, severity: high }\nrules: { missing-timeout: { paths: [src/**] } }\n'))).toEqual([['.groundwire/config.yaml', 'config', false, ['means the same']]]);
	});

	test('that leaves files out names them, and what of this change it would let go', () => {
		repository.write('src/server/pay.ts', PAY);
		repository.write('deploy/app.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
		const report = changed('version: 1\nignore: ["src/**"]\nrules: { missing-timeout: { paths: ["src/**"] } }\n');
		expect(report.guardrails?.[0]?.effects).toEqual([
			"of this change's 2 findings, 1 would no longer be found",
			'would leave out: 2 files (`src/server/logger.ts`, `src/server/pay.ts`) that are judged now',
		]);
	});

	test('that no longer blocks what this change brings', () => {
		repository.write('src/server/pay.ts', PAY);
		const [first] = changed(`${CONFIG}block: { severity: critical }\n`).guardrails?.[0]?.effects ?? [];
		expect(first).toBe("of this change's 2 findings, 2 would no longer block");
	});

	test.each([
		['block: { severity: critical }\n', 'would block from severity critical and confidence high on, instead of high and high'],
		['ignore: ["nothing/**"]\n', 'would leave out what `nothing/**` matches, which is none of the files that are judged now'],
		['policies: [other]\n', 'would drop the pack `.groundwire/policies`'],
		['profile: [{ add: { requestContext: ["edge"] } }]\n', 'would put other things right in what is learnt of the repository, which some rules ask before they object'],
	])('with %s', (text, effect) => {
		const report = changed(CONFIG + text);
		expect(report.guardrails?.[0]?.effects).toContain(effect);
		expect(report.guardrails?.[0]?.weaker).toBe(true);
	});

	test('that is deleted gives way to the built-in settings', () => {
		repository.remove('.groundwire/config.yaml');
		const report = repository.judged({});
		expect(told(report)).toEqual([['.groundwire/config.yaml', 'config', false, ['`missing-timeout` would speak about every file']]]);
		expect(report.findings[0]?.message).toContain('is deleted');
	});

	test('that is moved away counts at its old place', () => {
		repository.git('mv', '.groundwire/config.yaml', 'old.yaml');
		const report = repository.judged({});
		expect(report.guardrails?.map(({ path }) => path)).toEqual(['.groundwire/config.yaml']);
		expect(report.findings[0]?.message).toContain('is moved away to `old.yaml`');
	});

	test('of another place counts where the run names it', () => {
		repository.write('ci/groundwire.yaml', 'version: 1\n');
		repository.settle();
		const report = repository.judged({ 'ci/groundwire.yaml': 'version: 1\nrules: { privileged: off }\n', '.groundwire/config.yaml': 'version: 1\n' }, '--config', 'ci/groundwire.yaml');
		expect(told(report)).toEqual([
			['.groundwire/config.yaml', 'config', false, ['`missing-timeout` would speak about every file', 'is not the config of this run']],
			['ci/groundwire.yaml', 'config', true, ['would no longer run: 1 rule (`privileged`)']],
		]);
	});

	test('in letters of another case is no config', () => {
		expect(repository.judged({ '.GroundWire/config.yaml': 'version: 1\nignore: ["**"]\n' }).guardrails).toBeUndefined();
	});
});

test('a change that touches no guardrail says nothing of any', () => {
	expect(repository.judged({ 'src/server/pay.ts': PAY }).guardrails).toBeUndefined();
});
