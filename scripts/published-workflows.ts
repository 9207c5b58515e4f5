/**
 * Every workflow that we publish: our own, the one that `groundwire init` writes, and those that the README and the guides show to be
 * copied. zizmor must find nothing in any of them, and every action in them stands by its commit.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { initFiles, PLACEHOLDER, WORKFLOW_PATH } from '../src/init/files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One workflow by the place that it is published in, and the name of the file it would be. */
export interface PublishedWorkflow {
	readonly from: string;
	readonly path: string;
	readonly text: string;
}

/** Stands in for the name that nobody knows yet. */
const OURS = `groundwire/groundwire@${'0'.repeat(40)} # v1.0.0`;
const YAML_BLOCK = /^```ya?ml\n([\s\S]*?)^```$/gmu;

/** All of them, in the order of their places. */
export function publishedWorkflows(): readonly PublishedWorkflow[] {
	const own = readdirSync(join(root, '.github/workflows')).map((name) => ({ from: `.github/workflows/${name}`, path: `.github/workflows/${name}`, text: read(`.github/workflows/${name}`) }));
	const written = initFiles({ generated: [], policies: [], running: [] } as unknown as Parameters<typeof initFiles>[0], PLACEHOLDER).find(({ path }) => path === WORKFLOW_PATH);
	const shown = ['README.md', ...markdown('docs')].flatMap((from) => blocks(from));
	return [...own, ...(written === undefined ? [] : [{ from: 'groundwire init', path: '.github/workflows/init.yml', text: written.text }]), ...shown];
}

function read(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

function markdown(folder: string): readonly string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return path === 'docs/rules' ? [] : markdown(path);
		return entry.name.endsWith('.md') ? [path] : [];
	});
}

/** A block is a workflow when it says when it runs and what. */
function blocks(from: string): readonly PublishedWorkflow[] {
	return [...read(from).matchAll(YAML_BLOCK)].flatMap(([, text = ''], index) => {
		if (!/^on:/mu.test(text) || !/^jobs:/mu.test(text)) return [];
		return [{ from: `${from}, block ${index + 1}`, path: `.github/workflows/${from.replaceAll(/[^a-z]+/giu, '-')}-${index + 1}.yml`, text }];
	});
}

/** Places where an action does not stand by its commit. */
export function unpinned({ from, text }: PublishedWorkflow): readonly string[] {
	return [...text.matchAll(/uses:\s*(\S+)/gu)]
		.map(([, used = '']) => used)
		.filter((used) => !used.startsWith('./') && used !== PLACEHOLDER && !/@[0-9a-f]{40}$/u.test(used))
		.map((used) => `${from}: ${used} is not named by its commit`);
}

/** Where zizmor is, or why it is not: the version below, of the Python package index, in a folder of its own. */
function zizmor(): { readonly command: string } | { readonly reason: string } {
	const version = read('scripts/zizmor-requirements.txt').match(/^zizmor==(\S+)/mu)?.[1] ?? '';
	const folder = join(root, '.cache', `zizmor-${version}`);
	const command = join(folder, 'bin', 'zizmor');
	const works = (): boolean => existsSync(command) && spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.includes(version);
	if (works()) return { command };
	rmSync(folder, { recursive: true, force: true });
	const made = spawnSync('python3', ['-m', 'venv', folder], { encoding: 'utf8' });
	if (made.status !== 0) return { reason: 'python3 with venv is not here' };
	const installed = spawnSync(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '--no-deps', '--requirement', join(root, 'scripts/zizmor-requirements.txt')], { encoding: 'utf8' });
	return works() ? { command } : { reason: `it could not be installed: ${installed.stderr.trim().split('\n').at(-1) ?? ''}` };
}

function check(): number {
	const workflows = publishedWorkflows();
	const loose = workflows.flatMap(unpinned);
	for (const line of loose) console.error(line);
	const tool = zizmor();
	if ('reason' in tool) {
		console.log(`zizmor was not run: ${tool.reason}`);
		return loose.length === 0 ? 0 : 1;
	}
	const folder = mkdtempSync(join(tmpdir(), 'gw-workflows-'));
	for (const { path, text } of [...workflows, { path: 'action.yml', text: read('action.yml') }, { path: '.github/dependabot.yml', text: read('.github/dependabot.yml') }]) {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text.replaceAll(PLACEHOLDER, OURS));
	}
	const { status, stdout, stderr } = spawnSync(tool.command, ['--offline', '--persona=pedantic', '--no-progress', folder], { encoding: 'utf8' });
	rmSync(folder, { recursive: true, force: true });
	if (status !== 0) console.error(`${stdout}\n${stderr}`);
	else console.log(`zizmor finds nothing in ${workflows.length} workflows`);
	return status === 0 && loose.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = check();
