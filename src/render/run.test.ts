import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { openFolder } from './folder.ts';
import { runTool } from './run.ts';

const folder = openFolder();
afterAll(() => folder.close());

/** A program that does what its text says. */
function program(name: string, text: string): string {
	const path = join(folder.path, name);
	writeFileSync(path, `#!/bin/sh\n${text}\n`);
	chmodSync(path, 0o700);
	mkdirSync(join(folder.path, 'work'), { recursive: true });
	return path;
}

const run = (path: string): ReturnType<typeof runTool> => runTool({ path, program: 'helm' }, { renderer: 'helm', chart: 'chart', release: 'web', values: ['values/0.yaml'] }, join(folder.path, 'work'));

describe('a program that renders', () => {
	it('is given paths below its folder, and nothing of our environment', async () => {
		process.env['GROUNDWIRE_SECRET'] = 'secret';
		const { ended, stdout } = await run(program('echo', 'echo "$@"; /usr/bin/env'));
		delete process.env['GROUNDWIRE_SECRET'];
		expect(ended).toBe('well');
		expect(stdout.split('\n')[0]).toBe('template web ./chart --api-versions apiregistration.k8s.io/v1 --namespace web --values ./values/0.yaml');
		expect(stdout).not.toContain('GROUNDWIRE_SECRET');
		expect(stdout).toContain('https_proxy=http://127.0.0.1:9');
	});

	it('that fails or writes without end is told apart', async () => {
		expect(await run(program('fail', 'echo no >&2; exit 3'))).toMatchObject({ ended: 'failed', stderr: 'no\n' });
		expect((await run(program('flood', 'while :; do echo 0123456789012345678901234567890123456789; done'))).ended).toBe('too-large');
	});

	it('is never asked for what lies outside', () => {
		expect(() => runTool({ path: '/bin/true', program: 'kubectl' }, { renderer: 'kustomize', directory: '../x' }, folder.path)).toThrow('outside its folder');
		expect(() => runTool({ path: '/bin/true', program: 'helm' }, { renderer: 'helm', chart: 'chart', release: '--post-renderer=x', values: [] }, folder.path)).toThrow('no usable name');
	});
});
