import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { PLAIN, PlatformChange } from './platform-change.ts';
import { expectNoPoison } from './no-poison.ts';

let change: PlatformChange;
let head: string;
let golden: string;
const folders: string[] = [];

beforeAll(() => {
	change = new PlatformChange();
	head = change.headWith(PLAIN);
	change.git('branch', '--force', 'base', change.base);
	change.git('branch', '--force', 'head', head);
	golden = bytes(change.judge(head).report);
});
afterAll(() => {
	change.delete();
	folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

/** The report without what differs from run to run. */
function bytes(report: Report): string {
	return JSON.stringify({ ...report, startedAt: '', timings: {} });
}

function clone(...options: readonly string[]): string {
	const folder = join(mkdtempSync(join(tmpdir(), 'groundwire-clone-')), 'clone');
	folders.push(folder);
	execFileSync('git', ['clone', '--quiet', ...options, `file://${change.path}`, folder], { env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }, stdio: 'pipe' });
	return folder;
}

function fetched(folder: string): string {
	execFileSync('git', ['fetch', '--quiet', '--depth=1', 'origin', change.base, head], { cwd: folder, env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }, stdio: 'pipe' });
	return folder;
}

describe('the same change gives the same bytes (2)', { timeout: 300_000 }, () => {
	test('asked again', () => {
		expect(bytes(change.judge(head).report)).toBe(golden);
	});

	test.each([
		['a bare clone', () => clone('--bare')],
		['a clone without a work tree', () => clone('--no-checkout')],
		['a packed clone', () => {
			const folder = clone('--bare');
			execFileSync('git', ['repack', '-adq', '--depth=50'], { cwd: folder, stdio: 'pipe' });
			return folder;
		}],
	])('read from %s', (_name, made) => {
		expect(bytes(change.judge(head, change.base, made()).report)).toBe(golden);
	});

	test('read from a shallow clone: but for what its history tells of commits', () => {
		const folder = fetched(clone('--bare', '--depth=1', '--branch=base'));
		const { report } = change.judge(head, change.base, folder);
		const whole = JSON.parse(golden) as Report;
		expect(bytes({ ...report, change: whole.change })).toBe(golden);
	});

	test('whatever the order in which its files came, and whatever the work tree holds', () => {
		const paths = Object.keys(PLAIN);
		fc.assert(
			fc.property(fc.shuffledSubarray(paths, { minLength: paths.length }), (order) => {
				change.git('checkout', '--quiet', '--force', '--detach', change.base);
				for (const path of order) {
					change.write(path, PLAIN[path] ?? '');
					change.git('add', '--', path);
				}
				// The same tree below the same parent at the same time is the same commit.
				expect(change.commit('head')).toBe(head);
				for (const path of order) change.write(path, `${path}: [\n`);
				expect(bytes(change.judge(head).report)).toBe(golden);
				change.git('checkout', '--quiet', '--force', head);
			}),
			{ numRuns: 3, seed: 20_261_121 },
		);
		expectNoPoison();
	});
});

/** Configs that would silence everything, and texts that are none. */
const config = fc.oneof(
	fc.record({
		version: fc.constant(1),
		persona: fc.constantFrom('essential', 'recommended', 'strict'),
		block: fc.record({ severity: fc.constantFrom('critical', 'high', 'low'), confidence: fc.constantFrom('high', 'low') }),
		rules: fc.dictionary(fc.constantFrom('privileged', 'missing-timeout', 'iam-wildcard-action', 'docker-secret'), fc.constant('off')),
		ignore: fc.array(fc.constantFrom('**', 'deploy/**', 'src/**', '*')),
	}).map((value) => JSON.stringify(value)),
	fc.constantFrom('', 'version: 9\n', 'version: 1\nrules: [\n', '\0', '&a [*a]', '{"__proto__": {"version": 1}}'),
);

describe('config, policies and baselines of head have no effect (4)', { timeout: 300_000 }, () => {
	test('but that the change of them is told', () => {
		const whole = JSON.parse(golden) as Report;
		fc.assert(
			fc.property(config, fc.boolean(), (text, withPolicies) => {
				const more = withPolicies ? { '.groundwire/policies/extra.rego': 'package extra\n\ndeny contains "never" if true\n\nexception contains [".*"] if true\n', '.groundwire/baseline.json': '{"schema": "groundwire.baseline/1", "findings": []}' } : {};
				const { report } = change.judge(change.headWith({ ...PLAIN, '.groundwire/config.yaml': text, ...more }));
				// Which of them have a comment of their own may differ: the change of the config takes one, too.
				const own = report.findings.filter(({ location }) => !location.path.startsWith('.groundwire/'));
				const expected = whole.findings.filter(({ location }) => !location.path.startsWith('.groundwire/'));
				expect(own.map(({ fingerprint, severity, state }) => [fingerprint, severity, state])).toEqual(expected.map(({ fingerprint, severity, state }) => [fingerprint, severity, state]));
				expect(report.verdict.conclusion).toBe(whole.verdict.conclusion);
				expect(report.verdict.threshold).toEqual(whole.verdict.threshold);
				expect(report.findings.filter(({ rule }) => rule === 'guardrail-changed').map(({ location }) => location.path)).toContain('.groundwire/config.yaml');
			}),
			{ numRuns: 6, seed: 20_261_121 },
		);
	});
});
