import { rm } from 'node:fs/promises';
import * as core from '@actions/core';
import type { CommitSha } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { statusOf } from '../github/client.ts';
import type { EventChange } from '../github/event.ts';
import { mergeBase } from '../github/read.ts';
import { fetchNotes } from '../github/notes.ts';
import { localChange } from '../github/repository.ts';
import { runCheck, withRealNames, type Checked } from './check.ts';
import type { Judged, Step } from './step.ts';

/** Reads the change and checks it in a process without the token. Without a report there is an exit code alone. */
export async function judge(step: Step, change: EventChange): Promise<Judged | { readonly exitCode: number }> {
	const { base, checked } = await check(step, change);
	if (checked.messages.trim() !== '') step.log.untrusted('The check says:', checked.messages.trimEnd());
	if (checked.report !== undefined) return { change, base, report: checked.report, exitCode: checked.exitCode };
	core.error('Groundwire could not check this change; the log says why. Nothing was published or written.');
	return { exitCode: checked.exitCode };
}

async function check({ client, inputs, runner, log, cli, folder }: Step, change: EventChange): Promise<{ readonly base: CommitSha; readonly checked: Checked }> {
	const base = change.fromMergeBase ? await findMergeBase(client, change, runner) : (change.base as CommitSha);
	const head = change.head as CommitSha;
	const { owner, repo } = runner;
	const wanted = { owner, repo, base, head, ...(change.pull === undefined ? {} : { pull: change.pull }) };
	const place = { workspace: runner.workspace, folder, serverUrl: runner.serverUrl, token: inputs.token, env: runner.gitEnv };
	const local = await localChange(client, wanted, place);
	log.line(`reading ${head.slice(0, 12)}: ${local.note}`);
	// Commits that had to be made up have no notes.
	const notes = local.realNames.size === 0 ? await fetchNotes(local.gitDir, wanted, place) : undefined;
	if (notes !== undefined) log.line(notes);
	const { persona, failOn, config } = inputs;
	const wishes = { ...(persona === undefined ? {} : { persona }), ...(failOn === undefined ? {} : { failOn }), ...(config === undefined ? {} : { config }) };
	const options = { cli, repo: local.gitDir, base: local.base, head: local.head, facts: change.facts, folder, env: runner.childEnv, ...wishes };
	const checked = await runCheck(options);
	await rm(local.gitDir, { recursive: true, force: true });
	return { base, checked: checked.report === undefined ? checked : { ...checked, report: withRealNames(checked.report, local.realNames) } };
}

async function findMergeBase(client: Step['client'], change: EventChange, { owner, repo }: Step['runner']): Promise<CommitSha> {
	try {
		return await mergeBase(client, { owner, repo }, change.base, change.head);
	} catch (error) {
		if (statusOf(error) !== 404) throw error;
		throw new ConfigurationError(`GitHub finds no common history of ${change.base} and ${change.head}`, {
			remedy: 'Rebase the branch on the one it shall be merged into, and give the job `contents: read`.',
		});
	}
}
