import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { action, prepareAll, shop, step, useShop } from './harness.ts';
import type { Step } from './run-action.ts';

useShop();

let workspace: string;
let canary: string;

/** A checkout of the pull request's head, as a careless workflow makes it, full of what git and others would obey. */
beforeEach(() => {
	workspace = mkdtempSync(join(tmpdir(), 'gw-hostile-'));
	canary = join(workspace, '..', `canary-${process.pid}`);
	execFileSync('git', ['clone', '--quiet', '--depth=1', '--branch=feature', `file://${shop().repository.bare}`, workspace], { stdio: 'ignore' });
	const run = join(workspace, 'run.sh');
	writeFileSync(run, `#!/bin/sh\ntouch ${canary}\n`);
	chmodSync(run, 0o755);
	const config = `[core]\n\tfsmonitor = ${run}\n\tsshCommand = ${run}\n\thooksPath = ${workspace}\n\tgitProxy = ${run}\n\taskPass = ${run}\n[credential]\n\thelper = !${run}\n[http]\n\tproxy = http://127.0.0.1:1\n[url "http://127.0.0.1:1/"]\n\tinsteadOf = http://\n[alias]\n\tfetch = !${run}\n[filter "x"]\n\tsmudge = ${run}\n\tclean = ${run}\n[diff]\n\texternal = ${run}\n`;
	writeFileSync(join(workspace, '.git/config'), config);
	writeFileSync(join(workspace, '.gitconfig'), config);
	writeFileSync(join(workspace, '.gitattributes'), '* filter=x diff=x\n');
	for (const hook of readdirSync(join(workspace, '.git/hooks')).concat('reference-transaction', 'post-checkout', 'post-index-change')) {
		writeFileSync(join(workspace, '.git/hooks', hook.replace('.sample', '')), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
	}
	mkdirSync(join(workspace, 'node_modules/.bin'), { recursive: true });
	for (const name of ['git', 'node_modules/.bin/git', 'node_modules/.bin/node', 'helm']) writeFileSync(join(workspace, name), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
	writeFileSync(join(workspace, '.env'), 'NODE_OPTIONS=--require ./run.js\n');
	writeFileSync(join(workspace, '.npmrc'), 'node-options=--require ./run.js\n');
	writeFileSync(join(workspace, 'package.json'), '{"type":"module","imports":{"#x":"./run.js"}}');
});
afterEach(() => {
	rmSync(workspace, { recursive: true, force: true });
	rmSync(canary, { force: true });
});

/** Every file with its size and when it was written. */
function everything(): readonly string[] {
	return readdirSync(workspace, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => `${path} ${statSync(path).size} ${statSync(path).mtimeMs}`)
		.sort();
}

function onTarget(): Promise<Step> {
	// `pull_request_target` runs the workflow of base, with a token that may write.
	return step({ event: { ...shop().event, name: 'pull_request_target' }, sha: shop().repository.served('rev-parse', 'main').trim(), workspace });
}

describe('on pull_request_target', () => {
	it('nothing of a hostile workspace is obeyed, executed or written', async () => {
		prepareAll();
		const before = everything();
		const { exitCode, log } = await onTarget();
		expect(exitCode, log).toBe(1);
		expect(log).toContain('fetched by id');
		expect(existsSync(canary)).toBe(false);
		expect(everything()).toEqual(before);
		expect(shop().github.state.reviewComments).toHaveLength(4);
	});

	it('the check is given commits by their ids, and no path of the workspace', async () => {
		prepareAll();
		await onTarget();
		expect(JSON.stringify(action.stubSaw.args)).not.toContain(workspace);
		expect(JSON.stringify(action.stubSaw.env)).not.toContain(workspace);
		expect(action.stubSaw.args).toEqual(expect.arrayContaining(['--base', shop().base, '--head', shop().head]));
	});

	it('no object is checked out: what was read lies in a bare repository, which is gone afterwards', async () => {
		prepareAll();
		const temp = join(shop().repository.folder, 'temp');
		mkdirSync(temp);
		const { outputs } = await step({ event: { ...shop().event, name: 'pull_request_target' }, sha: shop().base, workspace, env: { RUNNER_TEMP: temp } });
		const left = readdirSync(temp, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
		expect(left.filter((name) => !['report.json', 'pull-request.json'].includes(name))).toEqual([]);
		expect(JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'))).toMatchObject({ schema: 'groundwire.report/1' });
	});
});
