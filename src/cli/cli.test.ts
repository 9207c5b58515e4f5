import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { aFinding, aReport } from '../../test/support/findings.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { decide } from '../verdict/decide.ts';
import { pullRequestFacts } from './check.ts';
import { type CommonOptions, writeReport } from './common.ts';
import type { Host } from './host.ts';
import { main } from './main.ts';
import { missingFeatures } from './node-features.ts';

const folder = mkdtempSync(join(tmpdir(), 'groundwire-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A process that is only watched. */
function watched(dist = folder): Host & { readonly out: string[]; readonly err: string[] } {
	const [out, err]: [string[], string[]] = [[], []];
	return { dist, version: '1.2.3', environment: {}, print: (text) => void out.push(text), warn: (text) => void err.push(text), colour: false, width: 100, out, err };
}

/** The real command line, run from its sources in a process of its own. */
function cli(...argv: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/index.ts', ...argv], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } });
	return { status, stdout, stderr };
}

describe('wrong usage is exit code 2 with a line that helps, and nothing on standard output', () => {
	it.each([
		[['chek'], /unknown command 'chek'\n {2}\(Did you mean check\?\)/],
		[['check', '--formt', 'json'], /unknown option '--formt'/],
		[['check', '--format', 'xml'], /Allowed choices are terminal, json/],
		[['check', '--fail-on', 'high-ish'], /Allowed choices are critical, high, medium, low, never/],
		[['check', '--staged', '--worktree'], /cannot be used with/],
		[['check', '--head', 'x', '--staged'], /cannot be used with/],
		[['scan'], /missing required argument 'path'\n {2}`groundwire scan --help` shows the usage/],
		[[], /no command was given/],
	])('%j', (argv, message) => {
		const { status, stdout, stderr } = cli(...argv);
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
		expect(stderr).toMatch(message);
		expect(stderr).toMatch(/^groundwire: |\ngroundwire: /);
	});
});

describe('help and version', () => {
	it('go to standard output with exit code 0', () => {
		expect(cli('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('Exit codes: 0 pass, 1 blocked, 2 could not decide, 3') });
		expect(cli('--version')).toMatchObject({ status: 0, stderr: '' });
	});

	it('name the stable options of check', async () => {
		const host = watched();
		expect(await main(['check', '--help'], host)).toBe(0);
		for (const option of ['--repo', '--base', '--head', '--staged', '--worktree', '--all', '--format', '--output', '--persona', '--fail-on', '--rule', '--pr-facts', '--verbose']) {
			expect(host.out.join('')).toContain(`${option} `);
		}
	});
});

describe('a failure of our own', () => {
	it('is exit code 3 with one line, and the stack under --verbose', () => {
		// The sources have no built policies beside them.
		const plain = cli('explain', 'missing-timeout');
		expect(plain).toMatchObject({ status: 3, stdout: '' });
		expect(plain.stderr).toMatch(/^groundwire: this is a bug of Groundwire, please report it[^\n]*ENOENT[^\n]*\n$/);
		expect(cli('explain', 'missing-timeout', '--verbose').stderr).toMatch(/\n {4}at /);
	});
});

describe('explain', () => {
	mkdirSync(join(folder, 'policies'));
	writeFileSync(join(folder, 'policies', 'docs.json'), JSON.stringify({ 'missing-timeout': '# Outbound call without a deadline\n' }));

	it('prints the page of a rule', async () => {
		const host = watched();
		expect(await main(['explain', 'missing-timeout'], host)).toBe(0);
		expect(host.out).toEqual(['# Outbound call without a deadline\n']);
	});

	it.each(['missing-timeot', 'constructor'])('does not know %s', async (rule) => {
		await expect(main(['explain', rule], watched())).rejects.toThrow(ConfigurationError);
	});
});

describe('writing the report', () => {
	const findings = [aFinding()];
	const verdict = decide({ findings, notAnalysed: [], matters: () => true, problems: [], block: { severity: 'high', confidence: 'high' } });
	const written = { report: aReport({ findings, verdict }), sources: () => 'fetch(url)', scanned: false };
	const options: CommonOptions = { format: 'json', rule: [], verbose: false };

	it('puts JSON and nothing else on standard output', () => {
		const host = watched();
		expect(writeReport(written, options, host)).toBe(1);
		expect(host.err).toEqual([]);
		expect(JSON.parse(host.out.join(''))).toMatchObject({ schema: 'groundwire.report/1', verdict: { conclusion: 'block' } });
	});

	it('goes to the file alone with --output, without colour', () => {
		const host = { ...watched(), colour: true };
		const output = join(folder, 'report.txt');
		expect(writeReport(written, { ...options, format: 'terminal', output, failOn: 'never' }, host)).toBe(0);
		expect(host.out).toEqual([]);
		expect(readFileSync(output, 'utf8')).toMatch(/^src\/pay\.ts:2:26 {2}high {2}missing-timeout/);
	});

	it('names a file that cannot be written', () => {
		const output = join(folder, 'no', 'such', 'folder');
		expect(() => writeReport(written, { ...options, output }, watched())).toThrow(expect.objectContaining({ name: 'ConfigurationError', path: output }));
	});
});

describe('--pr-facts', () => {
	it('takes the three texts and leaves the rest', () => {
		expect(pullRequestFacts('{"headRef": "x", "body": null, "other": 1}', 'f')).toEqual({ headRef: 'x' });
	});

	it.each(['{', '[]', '{"body": 1}'])('refuses %s', (text) => {
		expect(() => pullRequestFacts(text, 'f')).toThrow(ConfigurationError);
	});
});

describe('an old Node', () => {
	it('is told what it lacks', () => {
		expect(missingFeatures({ allowedNodeEnvironmentFlags: new Set(['--experimental-permission']) }, {})).toEqual(['--permission', 'module.registerHooks']);
	});

	it('is not this one', async () => {
		expect(missingFeatures(process, await import('node:module'))).toEqual([]);
	});
});
