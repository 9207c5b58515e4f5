import { spawn } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitSha, PullRequestFacts } from '../change/change.ts';
import { InvalidReport, validateReport } from '../report/validate.ts';
import type { Report } from '../report/report.ts';

export interface CheckOptions {
	/** The built CLI. */
	readonly cli: string;
	readonly repo: string;
	readonly base: CommitSha;
	readonly head: CommitSha;
	readonly facts: PullRequestFacts;
	readonly persona?: string;
	readonly failOn?: string;
	readonly config?: string;
	/** Where the report and the facts are written. */
	readonly folder: string;
	readonly env: Readonly<Record<string, string>>;
}

export interface Checked {
	readonly exitCode: number;
	/** Absent when the check ended before it could report. */
	readonly report?: Report;
	readonly reportPath: string;
	/** What the check said; untrusted. */
	readonly messages: string;
}

/** A check that takes longer than this is stuck: its own limits are far lower. */
const MOST_MS = 15 * 60_000;
const MOST_MESSAGES = 64 * 1024;
const MOST_REPORT_BYTES = 64 * 1024 * 1024;
const BUG = 3;

/** Runs the check in a process that has neither the token nor anything else of this job's environment. */
export async function runCheck(options: CheckOptions): Promise<Checked> {
	const factsPath = join(options.folder, 'pull-request.json');
	const reportPath = join(options.folder, 'report.json');
	await writeFile(factsPath, JSON.stringify(options.facts));
	const commits = ['--repo', options.repo, '--base', options.base, '--head', options.head];
	const wishes = [...option('--persona', options.persona), ...option('--fail-on', options.failOn), ...option('--config', options.config)];
	const args = ['check', ...commits, '--format', 'json', '--output', reportPath, '--pr-facts', factsPath, ...wishes];
	const ended = await run(options, args);
	const report = await readReport(reportPath);
	const invalid = report instanceof InvalidReport;
	const messages = invalid ? `${ended.messages}\n${report.message}` : ended.messages;
	// Without a report nothing was decided, whatever the exit code says.
	const exitCode = ended.exitCode !== undefined && ended.exitCode <= BUG && (!invalid || ended.exitCode === 2) ? ended.exitCode : BUG;
	return { exitCode, reportPath, messages, ...(invalid ? {} : { report }) };
}

function option(name: string, value: string | undefined): readonly string[] {
	return value === undefined ? [] : [name, value];
}

async function run({ cli, env, folder }: CheckOptions, args: readonly string[]): Promise<{ readonly exitCode?: number; readonly messages: string }> {
	const child = spawn(process.execPath, [cli, ...args], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: MOST_MS, killSignal: 'SIGKILL' });
	let messages = '';
	const take = (chunk: Buffer): void => {
		if (messages.length < MOST_MESSAGES) messages += chunk.toString('utf8');
	};
	child.stdout.on('data', take);
	child.stderr.on('data', take);
	const stop = (): void => void child.kill('SIGTERM');
	process.once('SIGTERM', stop).once('SIGINT', stop);
	const exitCode = await new Promise<number | null>((resolve) => {
		child.on('error', (error) => {
			messages += error.message;
			resolve(null);
		});
		child.on('close', resolve);
	});
	process.off('SIGTERM', stop).off('SIGINT', stop);
	return { messages, ...(exitCode === null ? {} : { exitCode }) };
}

async function readReport(path: string): Promise<Report | InvalidReport> {
	try {
		const { size } = await stat(path);
		if (size > MOST_REPORT_BYTES) return new InvalidReport(`the report has ${size} bytes; at most ${MOST_REPORT_BYTES} are read`);
		const value: unknown = JSON.parse(await readFile(path, 'utf8'));
		return validateReport(value);
	} catch (error) {
		if (error instanceof InvalidReport) return error;
		return new InvalidReport(`no report could be read: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/** Gives commits that had to be made up their real names again. */
export function withRealNames(report: Report, names: ReadonlyMap<CommitSha, CommitSha>): Report {
	const real = (sha: CommitSha | null): CommitSha | null => (sha === null ? null : (names.get(sha) ?? sha));
	const marks = report.change.provenance.marks.map((mark) => (mark.commit === undefined ? mark : { ...mark, commit: names.get(mark.commit) ?? mark.commit }));
	const { base, head, provenance } = report.change;
	return { ...report, change: { base: real(base), head: real(head), provenance: { ...provenance, marks } } };
}
