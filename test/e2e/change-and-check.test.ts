import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { action, prepareAll, shop, step, useShop } from './harness.ts';
import { reportOf } from './report-of.ts';

useShop();

function idAtHead(path: string): string {
	return shop().repository.served('rev-parse', `${shop().head}:${path}`).trim();
}

function cloned(...args: readonly string[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'gw-clone-'));
	execFileSync('git', ['clone', '--quiet', ...args, `file://${shop().repository.bare}`, folder], { stdio: 'ignore' });
	return folder;
}

describe('the commits of a change', () => {
	it('are fetched by id into a depth-1 checkout, which stays as it was', async () => {
		prepareAll();
		const workspace = cloned('--depth=1', '--branch=main');
		const shallow = readFileSync(join(workspace, '.git/shallow'), 'utf8');
		const { exitCode, log } = await step({ workspace });
		expect(exitCode, log).toBe(1);
		expect(log).toContain('fetched by id');
		expect(action.stubSaw.commits).toEqual(['Add payments']);
		expect(readFileSync(join(workspace, '.git/shallow'), 'utf8')).toBe(shallow);
		expect(existsSync(join(workspace, '.git/FETCH_HEAD'))).toBe(false);
		rmSync(workspace, { recursive: true });
	});

	it('are deepened as far as the pull request goes, so that every commit of it can be read', async () => {
		shop().push({ 'README.md': 'x\n' }, 'Second');
		prepareAll();
		const workspace = cloned('--depth=1', '--branch=feature');
		execFileSync('git', ['fetch', '--quiet', '--depth=1', 'origin', shop().base], { cwd: workspace });
		const { exitCode, log } = await step({ workspace });
		expect(exitCode, log).toBe(1);
		expect(action.stubSaw.commits).toEqual(['Second', 'Add payments']);
		rmSync(workspace, { recursive: true });
	});

	it('are taken from a full clone, of which none is fetched', async () => {
		prepareAll();
		const workspace = cloned();
		const { exitCode, log } = await step({ workspace });
		expect(exitCode).toBe(1);
		expect(log).toContain('both commits are in the checkout');
		expect(log).not.toContain('notes of git-ai');
		rmSync(workspace, { recursive: true });
	});

	it('are read through the API where git cannot fetch', async () => {
		prepareAll();
		shop().github.refuseGit = true;
		const { exitCode, log } = await step();
		expect(exitCode, log).toBe(1);
		expect(log).toContain('read through the API');
		expect(action.stubSaw.readable.map(([path]) => path)).toEqual(['deploy/app.yaml', 'logo.png', 'src/pay.ts']);
		expect(action.stubSaw.commits).toEqual(['Add payments']);
		expect(shop().github.state.reviewComments).toHaveLength(4);
		expect(shop().github.state.issueComments[0]?.body).toContain(shop().head.slice(0, 12));
	});
});

describe('what is read through the API', () => {
	it('is byte for byte what git has, whatever its name and content', async () => {
		const odd = { 'with space.ts': 'a\r\nb', 'übung/“x”\t.yaml': 'k: v\n', 'a\nb.ts': '', '-rf': 'x', 'bytes.bin': new Uint8Array([0, 255, 254, 10, 128]) };
		symlinkSync('../nowhere', join(shop().repository.work, 'link.ts'));
		chmodSync(join(shop().repository.work, 'src/old.ts'), 0o755);
		shop().push(odd, 'Odd\n\nCo-Authored-By: Ada <ada@example.com>');
		prepareAll();
		shop().github.refuseGit = true;
		const { exitCode, log } = await step();
		expect(exitCode, log).toBe(1);
		const { readable, commits } = action.stubSaw;
		expect(readable.map(([path]) => path)).toEqual(expect.arrayContaining([...Object.keys(odd), 'src/pay.ts']));
		for (const [path, id, type] of readable) expect([path, id, type]).toEqual([path, idAtHead(path), 'blob']);
		expect(commits).toEqual(['Odd', 'Add payments']);
	});
});

describe('the check', () => {
	it('cannot speak to the runner through the log', async () => {
		action.prepare({ [shop().head]: { exitCode: 2, messages: 'no such base\n::set-output name=x::y\n  ::error::pwned\n##[add-mask]z\n\u001b[31mred' } });
		const { exitCode, log } = await step();
		expect(exitCode).toBe(2);
		const [, token = ''] = /^::stop-commands::(.+)$/mu.exec(log) ?? [];
		expect(token).toMatch(/^[0-9a-f-]{36}$/u);
		const inside = log.slice(log.indexOf(`::stop-commands::${token}`), log.indexOf(`::${token}::`));
		expect(inside).toContain('no such base');
		expect(log).not.toContain('\u001b');
		expect(log).not.toMatch(/^\s*::(?:set-output|error::pwned)|##\[/mu);
	});

	it.each([
		['a report that is no JSON', { exitCode: 0, raw: '{' }],
		['a report of another shape', { exitCode: 0, raw: '{"schema":"groundwire.report/1"}' }],
		['no report at all', { exitCode: 0 }],
		['an exit code of its own', { exitCode: 17, report: reportOf([]) }],
	])('that ends with %s never passes', async (_, prepared) => {
		action.prepare({ [shop().head]: prepared });
		expect((await step()).exitCode).toBe(3);
	});
});

describe('other events', () => {
	it('check a merge group and comment nowhere', async () => {
		prepareAll();
		const event = { name: 'merge_group', payload: { merge_group: { base_sha: shop().base, head_sha: shop().head, head_ref: 'refs/heads/gh-readonly-queue/main/pr-7' } } };
		expect((await step({ event })).exitCode).toBe(1);
		expect(shop().github.writes).toBe(0);
	});

	it('check a push to a new branch since it left the default branch', async () => {
		prepareAll();
		const event = { name: 'push', payload: { ref: 'refs/heads/feature', before: '0'.repeat(40), after: shop().head, repository: { default_branch: 'main' } } };
		expect((await step({ event })).exitCode).toBe(1);
		expect(action.stubSaw.args).toContain(shop().base);
	});

	it('without a change are a mistake that says what to do', async () => {
		const { exitCode, log } = await step({ event: { name: 'issues', payload: {} } });
		expect(exitCode).toBe(2);
		expect(log).toContain('Run Groundwire on pull_request');
	});
});
