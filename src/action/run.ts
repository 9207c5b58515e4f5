import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { CommitSha } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { createClient, statusOf, type Client } from '../github/client.ts';
import { eventChange, type EventChange } from '../github/event.ts';
import { publishCheckRun } from '../github/check-run.ts';
import { publish, type Published } from '../github/publish.ts';
import { mergeBase } from '../github/read.ts';
import { localChange } from '../github/repository.ts';
import type { Report } from '../report/report.ts';
import { summary } from '../report/summary.ts';
import { annotate } from './annotate.ts';
import { runCheck, withRealNames, type Checked } from './check.ts';
import type { Inputs } from './inputs.ts';
import type { Log } from './log.ts';
import type { Runner } from './runner.ts';
import { writeSarif } from './sarif.ts';

/** Everything after the check: writing, waiting for rate limits, and trying again. */
const PUBLISH_MS = 10 * 60_000;
/** A job summary may have 1 MiB. */
const SUMMARY_BYTES = 900_000;
const UNDECIDED = 2;

/** One run of the Action: find the change, check it, publish the report. Gives the exit code. */
export async function run(inputs: Inputs, runner: Runner, log: Log, cli: string): Promise<number> {
	const client = createClient({
		token: inputs.token,
		apiUrl: runner.apiUrl,
		graphqlUrl: runner.graphqlUrl,
		deadlineMs: PUBLISH_MS + 20 * 60_000,
		fetch: runner.fetch,
		onWait: (line) => log.line(line),
		...(runner.writeIntervalMs === undefined ? {} : { writeIntervalMs: runner.writeIntervalMs }),
	});
	const change = eventChange({ name: runner.eventName, payload: runner.payload, sha: runner.sha });
	const folder = await mkdtemp(join(runner.temp, 'groundwire-'));
	const { base, checked } = await check(client, change, inputs, runner, log, cli, folder);
	if (checked.messages.trim() !== '') log.untrusted('The check says:', checked.messages.trimEnd());
	core.setOutput('conclusion', checked.report?.verdict.conclusion ?? 'undecided');
	core.setOutput('findings', checked.report?.findings.filter((finding) => finding.state !== 'existing').length ?? 0);
	core.setOutput('report', checked.reportPath);
	if (checked.report === undefined) {
		core.error('Groundwire could not check this change; the log says why. Nothing was published or written.');
		return checked.exitCode;
	}
	log.line(`verdict: ${checked.report.verdict.conclusion}, ${checked.report.findings.length} findings, base ${base.slice(0, 12)}`);
	const inFile = await writeSarif(checked.report, inputs, runner, cli, log);
	const published = await publishReport(client, checked.report, change, inputs, runner);
	await writeJobSummary(checked.report, published?.note);
	const exitCode = inFile || checked.exitCode !== 0 ? checked.exitCode : UNDECIDED;
	if (published === undefined) return exitCode;
	log.line(published.note);
	if (published.annotate) annotateAndSay(checked.report, log);
	return published.complete || exitCode !== 0 ? exitCode : UNDECIDED;
}

async function check(
	client: Client,
	change: EventChange,
	inputs: Inputs,
	runner: Runner,
	log: Log,
	cli: string,
	folder: string,
): Promise<{ readonly base: CommitSha; readonly checked: Checked }> {
	const base = change.fromMergeBase ? await findMergeBase(client, change, runner) : (change.base as CommitSha);
	const head = change.head as CommitSha;
	const { owner, repo } = runner;
	const wanted = { owner, repo, base, head, ...(change.pull === undefined ? {} : { pull: change.pull }) };
	const place = { workspace: runner.workspace, folder, serverUrl: runner.serverUrl, token: inputs.token, env: runner.childEnv };
	const local = await localChange(client, wanted, place);
	log.line(`reading ${head.slice(0, 12)}: ${local.note}`);
	const { persona, failOn, config } = inputs;
	const wishes = { ...(persona === undefined ? {} : { persona }), ...(failOn === undefined ? {} : { failOn }), ...(config === undefined ? {} : { config }) };
	const options = { cli, repo: local.gitDir, base: local.base, head: local.head, facts: change.facts, folder, env: runner.childEnv, ...wishes };
	const checked = await runCheck(options);
	await rm(local.gitDir, { recursive: true, force: true });
	return { base, checked: checked.report === undefined ? checked : { ...checked, report: withRealNames(checked.report, local.realNames) } };
}

async function findMergeBase(client: Client, change: EventChange, { owner, repo }: Runner): Promise<CommitSha> {
	try {
		return await mergeBase(client, { owner, repo }, change.base, change.head);
	} catch (error) {
		if (statusOf(error) !== 404) throw error;
		throw new ConfigurationError(`GitHub finds no common history of ${change.base} and ${change.head}`, {
			remedy: 'Rebase the branch on the one it shall be merged into, and give the job `contents: read`.',
		});
	}
}

interface Note {
	readonly note: string;
	/** False when a part of what should stand on the pull request does not. */
	readonly complete: boolean;
	readonly annotate: boolean;
}

async function publishReport(client: Client, report: Report, change: EventChange, inputs: Inputs, { owner, repo }: Runner): Promise<Note | undefined> {
	if (inputs.publish === 'none') return undefined;
	const head = change.head as CommitSha;
	if (inputs.publish === 'check') return said(await publishCheckRun(client, { report, head, owner, repo, instance: inputs.instance }), 'checks: write');
	if (change.pull === undefined) return { note: 'there is no pull request to comment on', complete: true, annotate: true };
	const pull = { owner, repo, number: change.pull.number };
	return said(await publish(client, { report, head, pull, instance: inputs.instance }), 'pull-requests: write');
}

function said(published: Published, permission: string): Note {
	const { outcome, writes, resolved, detail = '' } = published;
	switch (outcome) {
		case 'published': {
			const threads = resolved > 0 ? `, ${resolved} threads resolved` : '';
			return { note: `published: ${writes === 0 ? 'nothing new' : `${writes} writes`}${threads}`, complete: true, annotate: false };
		}
		case 'stale':
			return { note: `not published: ${detail}`, complete: true, annotate: false };
		case 'read-only':
			return {
				note: `no comment could be published, because the token may not write (${detail}). Give the job \`${permission}\`; a pull request from a fork gets a token that only reads, whatever the workflow asks for. The findings stand in the job summary and as annotations`,
				complete: true,
				annotate: true,
			};
		default:
			return { note: `published only in part (${writes} writes): ${detail}. Run the job again; what stands is not written twice`, complete: false, annotate: true };
	}
}

function annotateAndSay(report: Report, log: Log): void {
	const left = annotate(report);
	if (left > 0) log.line(`${left} more findings have no annotation; the job summary lists all`);
}

async function writeJobSummary(report: Report, note: string | undefined): Promise<void> {
	const notes = note === undefined || note.startsWith('published: ') ? [] : [`**Note:** ${note}.`];
	try {
		await core.summary.addRaw(summary(report, { commented: new Set(), notes, maxBytes: SUMMARY_BYTES }), true).write();
	} catch (error) {
		core.warning(`the job summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
	}
}
