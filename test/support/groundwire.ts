import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Report } from '../../src/report/report.ts';

const CLI = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));

export interface Run {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the built bundle as a child process, with a minimal environment. */
export function groundwire(args: readonly string[], cwd?: string): Run {
	const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
		...(cwd !== undefined && { cwd }),
	});
	return { status, stdout, stderr };
}

/** `check --format json` over two commits of a repository; throws with what was printed when there is no report. */
export function checkReport(repo: string, base: string, head: string, ...more: readonly string[]): { readonly report: Report; readonly run: Run } {
	const run = groundwire(['check', '--repo', repo, '--base', base, '--head', head, '--format', 'json', ...more]);
	if (run.stdout === '') throw new Error(`no report, exit code ${run.status}: ${run.stderr}`);
	return { report: JSON.parse(run.stdout) as Report, run };
}
