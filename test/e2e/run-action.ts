import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Report } from '../../src/report/report.ts';
import type { GitHubOnLoopback } from './github/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the stub reports for one head. */
export interface Prepared {
	readonly report?: Report;
	readonly exitCode: number;
	readonly messages?: string;
	/** Written instead of a report. */
	readonly raw?: string;
}

export interface StubSaw {
	readonly env: Readonly<Record<string, string>>;
	readonly args: readonly string[];
	/** Path, object id and type of what changed, as far as it could be read. */
	readonly readable: readonly (readonly [string, string, string])[];
	readonly commits: readonly string[];
	readonly facts: unknown;
}

/** The Action bundled as it is shipped, beside a stub that stands for the CLI. */
export class BundledAction {
	readonly folder = mkdtempSync(join(tmpdir(), 'gw-action-'));
	readonly entry = join(this.folder, 'action', 'index.js');

	async build(): Promise<void> {
		const banner = "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";
		await build({ absWorkingDir: root, entryPoints: ['src/action/index.ts'], outfile: this.entry, bundle: true, platform: 'node', format: 'esm', target: 'node22', banner: { js: banner }, logLevel: 'error' });
		for (const folder of ['cli', 'policies']) mkdirSync(join(this.folder, folder));
		for (const file of ['docs.json', 'rules.json']) copyFileSync(join(root, 'dist/policies', file), join(this.folder, 'policies', file));
		writeFileSync(join(this.folder, 'package.json'), '{"type":"module"}');
		copyFileSync(join(root, 'test/e2e/stub-cli.mjs'), join(this.folder, 'cli', 'index.js'));
	}

	/** What the check shall report, by head. */
	prepare(reports: Readonly<Record<string, Prepared>>): void {
		writeFileSync(join(this.folder, 'cli', 'prepared.json'), JSON.stringify(reports));
	}

	/** What the check was given. */
	get stubSaw(): StubSaw {
		return JSON.parse(readFileSync(join(this.folder, 'cli', 'seen.json'), 'utf8')) as StubSaw;
	}

	dispose(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

export interface StepOptions {
	readonly entry: string;
	readonly github: GitHubOnLoopback;
	readonly token: string;
	readonly event: { readonly name: string; readonly payload: unknown };
	readonly sha: string;
	readonly inputs?: Readonly<Record<string, string>>;
	/** A checkout; without one the workspace is an empty folder. */
	readonly workspace?: string;
	/** Set besides, or instead of, what a runner sets. */
	readonly env?: Readonly<Record<string, string>>;
	readonly onStart?: (child: ChildProcess) => void;
}

export interface Step {
	readonly exitCode: number | null;
	readonly log: string;
	readonly outputs: Readonly<Record<string, string>>;
	readonly summary: string;
}

/** Runs the Action as a runner would: a child process that is told everything by its environment. */
export async function runStep(options: StepOptions): Promise<Step> {
	const folder = mkdtempSync(join(tmpdir(), 'gw-step-'));
	const path = (name: string): string => join(folder, name);
	for (const name of ['output', 'summary']) writeFileSync(path(name), '');
	for (const name of ['workspace', 'temp']) mkdirSync(path(name));
	writeFileSync(path('event.json'), JSON.stringify(options.event.payload));
	const { origin, apiUrl, graphqlUrl, state } = options.github;
	const inputs = Object.entries({ token: options.token, ...options.inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
	const env = {
		PATH: process.env['PATH'], HOME: folder, CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_API_URL: apiUrl, GITHUB_GRAPHQL_URL: graphqlUrl, GITHUB_SERVER_URL: origin,
		GITHUB_REPOSITORY: `${state.owner}/${state.repo}`, GITHUB_EVENT_NAME: options.event.name, GITHUB_EVENT_PATH: path('event.json'), GITHUB_SHA: options.sha,
		GITHUB_WORKSPACE: options.workspace ?? path('workspace'), GITHUB_OUTPUT: path('output'), GITHUB_STEP_SUMMARY: path('summary'), RUNNER_TEMP: path('temp'),
		GROUNDWIRE_WRITE_INTERVAL_MS: '0', GITHUB_TOKEN: options.token, ...Object.fromEntries(inputs), ...options.env,
	};
	const child = spawn(process.execPath, [options.entry], { env, cwd: path('workspace'), stdio: ['ignore', 'pipe', 'pipe'] });
	options.onStart?.(child);
	let log = '';
	const take = (chunk: Buffer): void => {
		log += chunk.toString('utf8');
	};
	child.stdout.on('data', take);
	child.stderr.on('data', take);
	const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
	const outputs = [...readFileSync(path('output'), 'utf8').matchAll(/^(\w[\w-]*)<<(\S+)\n([\s\S]*?)\n\2$/gmu)].map((match) => [match[1] ?? '', match[3] ?? '']);
	const step = { exitCode, log, outputs: Object.fromEntries(outputs), summary: readFileSync(path('summary'), 'utf8') };
	rmSync(folder, { recursive: true, force: true });
	return step;
}
