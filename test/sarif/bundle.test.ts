import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { runStep } from '../e2e/run-action.ts';
import { Shop } from '../e2e/shop.ts';
import { GitRepository } from '../support/git-repository.ts';
import { groundwire } from '../support/groundwire.ts';
import { runOf } from './schema.ts';

const CALL = "\tawait fetch('https://pay.internal/charges', {\n\t\tmethod: 'POST',\n\t\tsignal: AbortSignal.timeout(2000),\n\t});\n";
const BARE = CALL.replace(/\t\tsignal.*\n/, '');
const charge = (body: string) => `export async function charge(): Promise<void> {\n${body}}\n`;

describe('check and scan --format sarif', () => {
	let repository: GitRepository;
	let base: string;
	beforeEach(() => {
		repository = new GitRepository();
		repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5' } }));
		repository.write('src/server/a b/pay.ts', charge(CALL));
		repository.git('remote', 'add', 'origin', 'git@example.org:shop/orders.git');
		base = repository.commit('base');
	});
	afterEach(() => repository.delete());

	function check(head: string, ...args: readonly string[]) {
		const run = groundwire(['check', '--repo', repository.path, '--base', base, '--head', head, '--format', 'sarif', ...args]);
		return { ...run, run: runOf(run.stdout) };
	}

	test('a deleted deadline: valid, on the call at head, with the edit and the page of its rule', () => {
		repository.write('src/server/a b/pay.ts', charge(BARE));
		const head = repository.commit('without a deadline');
		const { run, status, stderr, stdout } = check(head);
		expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
		expect(run.results).toMatchObject([
			{
				ruleId: 'missing-timeout',
				level: 'error',
				baselineState: 'new',
				properties: { state: 'removed' },
				locations: [{ physicalLocation: { artifactLocation: { uri: 'src/server/a%20b/pay.ts', uriBaseId: 'SRCROOT' }, region: { startLine: 2 } } }],
				fixes: [{ artifactChanges: [{ artifactLocation: { uri: 'src/server/a%20b/pay.ts' } }] }],
			},
		]);
		const rule = run.tool.driver.rules?.[run.results[0]?.ruleIndex ?? -1];
		expect(rule).toMatchObject({ id: 'missing-timeout', helpUri: expect.stringMatching(/^https:/) as string, help: { markdown: expect.stringContaining('missing-timeout') as string } });
		expect(run.versionControlProvenance).toMatchObject([{ repositoryUri: 'https://example.org/shop/orders', revisionId: head }]);
		expect(check(head).stdout).toBe(stdout);
	});

	test('fingerprints hold when the code moves', () => {
		repository.write('src/server/a b/pay.ts', charge(BARE));
		const before = check(repository.commit('without a deadline')).run.results;
		repository.write('src/server/a b/pay.ts', `// one\n// two\n${charge(BARE)}`);
		const after = check(repository.commit('further down')).run.results;
		expect(after).toHaveLength(1);
		expect(after.map(({ partialFingerprints }) => partialFingerprints)).toEqual(before.map(({ partialFingerprints }) => partialFingerprints));
	});

	test('a file that could have blocked and cannot be read is no clean run', () => {
		repository.write('src/server/a b/pay.ts', `${charge(CALL)}\u0000`);
		const { run, status } = check(repository.commit('broken'));
		expect(status).toBe(2);
		expect(run.invocations?.[0]?.executionSuccessful).toBe(false);
		expect(run.results.map(({ ruleId }) => ruleId)).toEqual(['could-not-decide']);
		const scanned = runOf(groundwire(['scan', '.', '--format', 'sarif'], repository.path).stdout);
		expect(scanned.results).toMatchObject([{ ruleId: 'could-not-decide', locations: [{ physicalLocation: { artifactLocation: { uri: 'src/server/a%20b/pay.ts' } } }] }]);
	});

	test('a scan marks what the baseline records', () => {
		repository.write('src/server/a b/pay.ts', charge(BARE));
		repository.commit('without a deadline');
		expect(groundwire(['baseline', '--repo', repository.path]).status).toBe(0);
		repository.write('src/server/new.ts', charge(BARE));
		const { results } = runOf(groundwire(['scan', '.', '--rule', 'missing-timeout', '--format', 'sarif'], repository.path).stdout);
		expect(results.map(({ baselineState, locations }) => [baselineState, locations?.[0]?.physicalLocation?.artifactLocation?.uri])).toEqual([
			['unchanged', 'src/server/a%20b/pay.ts'],
			['new', 'src/server/new.ts'],
		]);
	});
});

describe("the Action's input sarif", () => {
	const entry = fileURLToPath(new URL('../../dist/action/index.js', import.meta.url));
	let shop: Shop;
	let workspace: string;
	beforeEach(async () => {
		workspace = mkdtempSync(join(tmpdir(), 'groundwire-sarif-'));
		shop = new Shop();
		shop.head = shop.repository.commit('main', { 'package.json': '{"name":"shop","dependencies":{"express":"5.0.0"}}', 'src/server/pay.ts': charge(CALL) });
		shop.head = shop.repository.commit('feature', { 'src/server/pay.ts': charge(BARE) }, { message: 'Faster' }, 'main');
		await shop.github.start();
	});
	afterEach(async () => {
		await shop.github.stop();
		shop.dispose();
		rmSync(workspace, { recursive: true });
		expect(shop.github.violations).toEqual([]);
	});

	const step = (sarif: string) => runStep({ entry, github: shop.github, token: 'canary-writer', event: shop.event, sha: shop.head, workspace, inputs: { sarif } });

	test('writes what the check found, with the names of the repository and the commit', async () => {
		const { exitCode, log } = await step('out/groundwire.sarif');
		const run = runOf(readFileSync(join(workspace, 'out/groundwire.sarif'), 'utf8'));
		expect({ exitCode, log }).toMatchObject({ exitCode: 1, log: expect.stringContaining('as SARIF in') as string });
		expect(run.results.map(({ ruleId }) => ruleId)).toEqual(['missing-timeout']);
		expect(run.versionControlProvenance).toMatchObject([{ repositoryUri: expect.stringMatching(/\/[^/]+\/[^/]+$/) as string, revisionId: shop.head }]);
	});

	test('a file that cannot be written is said, and the findings are published all the same', async () => {
		writeFileSync(join(workspace, 'taken'), '');
		const { exitCode, log } = await step('taken/groundwire.sarif');
		expect(exitCode).toBe(1);
		expect(log).toContain('The SARIF file could not be written');
		expect(shop.github.state.reviewComments).toHaveLength(1);
	});
});
