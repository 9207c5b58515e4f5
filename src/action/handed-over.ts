import type { CommitSha } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { readArtifact } from '../github/artifact.ts';
import { statusOf, type Client } from '../github/client.ts';
import { DEFAULT_INSTANCE } from '../github/markers.ts';
import { baseChangedAt } from '../github/people/base-changes.ts';
import type { EventChange } from '../github/event.ts';
import type { WorkflowRun } from '../github/workflow-run.ts';
import type { Report } from '../report/report.ts';
import { exitCode } from '../verdict/exit-code.ts';
import type { Requirement } from '../verdict/people.ts';
import { wantedFailOn } from './people.ts';
import type { Judged, Step } from './step.ts';

/** Files past this many are not listed, and what is not listed may be anything. */
const MOST_LISTED = 300;

/** The name under which the first step leaves its report. */
function artifactName(instance: string): string {
	return instance === DEFAULT_INSTANCE ? 'groundwire-report' : `groundwire-report-${instance}`;
}

/**
 * The judgement that the finished run left behind, or why it is set aside and the change has to be judged anew: that is always
 * possible, for reading a change executes nothing of it. A pull request that can change what the run does could make it leave
 * any report at all, so one that touches `.github/` is never believed, nor one whose run may have been by the workflow of another base.
 */
export async function handedOver(step: Step, change: EventChange, run: WorkflowRun): Promise<Judged | string> {
	const { client, inputs, runner } = step;
	const { owner, repo } = runner;
	if (inputs.persona !== undefined || inputs.config !== undefined) return 'this step asks for a persona or a config of its own';
	if (await mayBeOfAnotherBase(step, change, run)) return 'the branch was proposed for another base as well, and the finished run may be of that';
	const found = await comparison(step, change);
	if (typeof found === 'string') return found;
	const { base } = found;
	const name = artifactName(inputs.instance);
	const report = await readArtifact(client, runner.fetch ?? globalThis.fetch, { owner, repo }, run, name);
	if (typeof report === 'string') return report;
	if (report.change.head !== change.head) {
		const remedy = 'Nothing was written; run the workflow that made it again';
		throw new ConfigurationError(`the artifact ${name} was not published: its report is of ${report.change.head ?? 'no commit'}, not of ${change.head}`, { remedy });
	}
	if (report.change.base !== base) return `the report in it compares with ${report.change.base?.slice(0, 12) ?? 'no commit'}, and the pull request with ${base.slice(0, 12)}`;
	if (speaksForPeople(report)) return 'the report in it says what people decided, and only the API is asked for that';
	return { change, base, report: unheard(report), exitCode: exitCode({ ...report, scanned: false }, wantedFailOn(step)) };
}

/** GitHub takes the workflow of a run from the base that the pull request had then, and the run does not say which. */
async function mayBeOfAnotherBase({ client, runner: { owner, repo } }: Step, { pull }: EventChange, { otherBase }: WorkflowRun): Promise<boolean> {
	return otherBase === true || pull === undefined || (await baseChangedAt(client, { owner, repo, number: pull.number })) !== 'never';
}

/** By the ids of the commits, so that no push in between makes a difference. */
async function comparison({ client, runner: { owner, repo } }: Step, { base, head }: EventChange): Promise<{ readonly base: CommitSha } | string> {
	const data = await compared(client, { owner, repo, basehead: `${base}...${head}`, per_page: 1, page: 1 });
	if (data === undefined) return 'GitHub finds no common history of the two commits';
	const files = data.files ?? [];
	const paths = files.flatMap(({ filename, previous_filename: before = filename }) => [filename, before]);
	if (paths.some((path) => /^\.github(?:\/|$)/iu.test(path))) return 'the change touches .github/, and with it perhaps what the finished run did';
	const mergeBase = data.merge_base_commit.sha as CommitSha;
	const complete = files.length < MOST_LISTED && (files.length > 0 || mergeBase === head);
	return complete ? { base: mergeBase } : 'GitHub does not list every file of the change, so it may touch .github/';
}

type Compared = Client['rest']['repos']['compareCommitsWithBasehead'];

async function compared(client: Client, wanted: Parameters<Compared>[0]): Promise<Awaited<ReturnType<Compared>>['data'] | undefined> {
	try {
		return (await client.rest.repos.compareCommitsWithBasehead(wanted)).data;
	} catch (error) {
		if (statusOf(error) === 404) return undefined;
		throw error;
	}
}

function speaksForPeople({ findings, people }: Report): boolean {
	return findings.some(({ state }) => state === 'waived') || (people?.required ?? []).some(({ approvedBy = [] }) => approvedBy.length > 0);
}

/** Without the traces of a first step that asked people and heard nothing. */
function unheard(report: Report): Report {
	if (report.people === undefined) return report;
	const { rules, required } = report.people;
	return { ...report, people: { rules, required: required.map(unapproved) } };
}

function unapproved(requirement: Requirement): Requirement {
	const { approvedBy: _, ...rest } = requirement;
	return rest;
}
