import type { Report } from '../../src/report/report.ts';
import { GitRepository } from '../support/git-repository.ts';
import { groundwire } from '../support/groundwire.ts';
import { BASE, FAMILIES } from './families.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The files of the change as they are, by path. */
export const PLAIN: Readonly<Record<string, string>> = Object.fromEntries(FAMILIES.map(({ path, text }) => [path, text]));

/** What blocks, by rule and path, and what was not read. */
export interface Judged {
	readonly report: Report;
	readonly blocks: readonly string[];
}

/** A repository on whose base the change is put again and again, with whatever else a pull request brings. */
export class PlatformChange extends GitRepository {
	readonly base: string;

	constructor(more: Files = {}) {
		super();
		for (const [path, text] of Object.entries({ ...BASE, ...more })) this.write(path, text);
		this.base = this.commit('base');
	}

	/** Commits files on top of base and gives the commit. */
	headWith(files: Files, message = 'head'): string {
		this.git('checkout', '--quiet', '--force', '--detach', this.base);
		for (const [path, text] of Object.entries(files)) this.write(path, text);
		return this.commit(message);
	}

	/** Asked again where a file took too long: a busy machine is no bug. */
	judge(head: string, base = this.base, repo = this.path, ...more: readonly string[]): Judged {
		const judged = this.#judge(head, base, repo, more);
		return judged.report.notAnalysed.some(({ reason }) => reason === 'timeout') ? this.#judge(head, base, repo, more) : judged;
	}

	#judge(head: string, base: string, repo: string, more: readonly string[]): Judged {
		const run = groundwire(['check', '--repo', repo, '--base', base, '--head', head, '--format', 'json', ...more]);
		if (run.stdout === '') throw new Error(`no report, exit code ${run.status}: ${run.stderr}`);
		const report = JSON.parse(run.stdout) as Report;
		const named = new Set(report.verdict.reasons.flatMap(({ fingerprint }) => fingerprint ?? []));
		return { report, blocks: [...new Set(report.findings.filter(({ fingerprint }) => named.has(fingerprint)).map(({ rule, location }) => `${rule} ${location.path}`))].sort() };
	}
}
