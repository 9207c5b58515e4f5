import type { CommitSha } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { readArtifact } from '../github/artifact.ts';
import { DEFAULT_INSTANCE } from '../github/markers.ts';
import type { EventChange } from '../github/event.ts';
import type { WorkflowRun } from '../github/workflow-run.ts';
import type { Report } from '../report/report.ts';
import { exitCode } from '../verdict/exit-code.ts';
import { wantedFailOn } from './people.ts';
import type { Judged, Step } from './step.ts';

/** Files past this many are not listed, and what is not listed may be anything. */
const MOST_LISTED = 300;

/** The name under which the first step leaves its report. */
export function artifactName(instance: string): string {
	return instance === DEFAULT_INSTANCE ? 'groundwire-report' : `groundwire-report-${instance}`;
}

/**
 * The judgement that the finished run left behind, or why it is set aside and the change has to be judged anew: that is always
 * possible, for reading a change executes nothing of it. A pull request that can change what the run does could make it leave
 * any report at all, so one that touches `.github/` is never believed.
 */
export async function handedOver(step: Step, change: EventChange, run: WorkflowRun): Promise<Judged | string> {
	const { client, inputs, runner } = step;
	const { owner, repo } = runner;
	if (inputs.persona !== undefined || inputs.config !== undefined) return 'this step asks for a persona or a config of its own';
	const { base, touched } = await compared(step, change);
	if (touched !== undefined) return touched;
	const name = artifactName(inputs.instance);
	const report = await readArtifact(client, runner.fetch ?? globalThis.fetch, { owner, repo }, run, name);
	if (typeof report === 'string') return report;
	if (report.change.head !== change.head) {
		const remedy = 'Nothing was written; run the workflow that made it again';
		throw new ConfigurationError(`the artifact ${name} was not published: its report is of ${report.change.head ?? 'no commit'}, not of ${change.head}`, { remedy });
	}
	if (report.change.base !== base) return `the report in it compares with ${report.change.base?.slice(0, 12) ?? 'no commit'}, and the pull request with ${base.slice(0, 12)}`;
	if (speaksForPeople(report)) return 'the report in it says what people decided, and only the API is asked for that';
	return { change, base, report, exitCode: exitCode({ ...report, scanned: false }, wantedFailOn(step)) };
}

/** By the ids of the commits, so that no push in between makes a difference. */
async function compared({ client, runner: { owner, repo } }: Step, { base, head }: EventChange): Promise<{ readonly base: CommitSha; readonly touched?: string }> {
	const { data } = await client.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${head}`, per_page: 1, page: 1 });
	const files = data.files ?? [];
	const mergeBase = data.merge_base_commit.sha as CommitSha;
	const ours = files.some(({ filename, previous_filename: before = filename }) => [filename, before].some((path) => /^\.github(?:\/|$)/iu.test(path)));
	if (ours) return { base: mergeBase, touched: 'the change touches .github/, and with it perhaps what the finished run did' };
	if (files.length >= MOST_LISTED || (files.length === 0 && mergeBase !== head)) return { base: mergeBase, touched: 'GitHub does not list every file of the change, so it may touch .github/' };
	return { base: mergeBase };
}

function speaksForPeople({ findings, people }: Report): boolean {
	return findings.some(({ state }) => state === 'waived') || people?.refused !== undefined || (people?.required ?? []).some(({ approvedBy }) => approvedBy !== undefined);
}
