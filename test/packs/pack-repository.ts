import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Report } from '../../src/report/report.ts';
import { GitRepository } from '../support/git-repository.ts';

const CLI = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));

export const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          image: example.org/web:1.0
`;

export interface PackRun {
	readonly report: Report;
	readonly status: number | null;
	readonly stderr: string;
}

/** A repository whose base brings policies, and the built bundle with a cache of its own. */
export class PackRepository extends GitRepository {
	readonly cache = mkdtempSync(join(tmpdir(), 'groundwire-cache-'));

	/** Commits what stands as base, adds the files of head, and checks; only the findings of team rules are kept. */
	check(head: Readonly<Record<string, string>>, ...more: readonly string[]): PackRun {
		const base = this.commit('base');
		for (const [path, text] of Object.entries(head)) this.write(path, text);
		return this.run('check', '--repo', this.path, '--base', base, '--head', this.commit('head'), ...more);
	}

	scan(...more: readonly string[]): PackRun {
		return this.run('scan', this.path, ...more);
	}

	/** Scans folders of the repository, each as a root of its own. */
	scanRoots(...folders: readonly string[]): PackRun {
		return this.run('scan', ...folders.map((folder) => join(this.path, folder)));
	}

	/** What stands in the folder that is this run's cache and home. */
	cached(): readonly string[] {
		return readdirSync(this.cache);
	}

	/** Variables in the place of the usual ones. */
	environment: Readonly<Record<string, string>> = {};

	/** Runs a command of the bundle that writes a report. */
	run(...args: readonly string[]): PackRun {
		const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--format', 'json'], {
			encoding: 'utf8',
			maxBuffer: 1 << 28,
			env: { PATH: process.env['PATH'] ?? '', HOME: this.cache, RUNNER_TOOL_CACHE: this.cache, ...this.environment },
		});
		if (stdout === '') throw new Error(`no report, exit code ${status}: ${stderr}`);
		const report = JSON.parse(stdout) as Report;
		return { report, status, stderr };
	}

	override delete(): void {
		rmSync(this.cache, { recursive: true, force: true });
		super.delete();
	}
}

/** Rule, severity, place and message of the findings whose category is the team's. */
export function teamFindings({ report }: PackRun): readonly (readonly [rule: string, severity: string, place: string, message: string])[] {
	return report.findings
		.filter(({ category }) => category.startsWith('team/'))
		.map(({ rule, severity, location, message }) => [rule, severity, `${location.path}:${location.startLine}`, message]);
}
