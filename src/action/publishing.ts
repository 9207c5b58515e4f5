import type { CommitSha } from '../change/change.ts';
import { openFindings } from '../github/annotations.ts';
import { checkName, publishCheckRun } from '../github/check-run.ts';
import { publish, type Published } from '../github/publish.ts';
import type { Report } from '../report/report.ts';
import type { PublishTarget } from './inputs.ts';
import { counted } from './log.ts';
import type { Judged, Step } from './step.ts';

/** How publication in one place ended. */
export interface Note {
	readonly note: string;
	/** A page that repeats the report should say this as well: something does not stand where it was meant to. */
	readonly warns: boolean;
	/** False when a part of what should stand there does not. */
	readonly complete: boolean;
	readonly annotate: boolean;
}

/**
 * Events whose own job is no check of the pull request's head, or not the one that was there before: a comment's and another
 * run's jobs stand on the default branch, and a review's stands on head beside the job of the push, which keeps its conclusion.
 */
const BESIDE_THE_HEAD: ReadonlySet<string> = new Set(['issue_comment', 'pull_request_review', 'pull_request_review_comment', 'workflow_run']);

/**
 * Puts the reports where the input says, and where the event needs it; nothing where the input says `none`. Of several changes
 * with one head each has its comments, and the gravest is the check of the commit.
 */
export async function publishReport(step: Step, all: readonly Judged[], gravest: Judged): Promise<readonly Note[]> {
	const chosen = step.inputs.publish ?? ['review'];
	if (chosen.length === 0) return [];
	const notes: Note[] = [];
	// The check run comes last: it holds the verdict, and until it is concluded nobody takes the run for done.
	if (chosen.includes('review')) for (const judged of all) notes.push(await review(step, judged));
	if (chosen.includes('check')) notes.push(saidOnce(await check(step, gravest), notes));
	else if (BESIDE_THE_HEAD.has(step.runner.eventName)) notes.push(unasked(await check(step, gravest)));
	return notes;
}

async function review({ client, inputs: { instance }, runner: { owner, repo } }: Step, { report, change }: Judged): Promise<Note> {
	if (change.pull === undefined) return { note: 'there is no pull request to comment on', warns: false, complete: true, annotate: true };
	const pull = { owner, repo, number: change.pull.number };
	return said(await publish(client, { report, head: change.head as CommitSha, pull, instance }), 'review', report);
}

async function check({ client, inputs: { instance }, runner: { owner, repo } }: Step, { report, change }: Judged): Promise<Note> {
	const note = said(await publishCheckRun(client, { report, head: change.head as CommitSha, owner, repo, instance }), 'check', report);
	return { ...note, note: `check run ${checkName(instance)}: ${note.note}` };
}

/** A check run that nobody asked for may be missing; half of one may not. */
function unasked(note: Note): Note {
	return note.complete ? { ...note, warns: false, annotate: false } : note;
}

const INSTEAD = '; a pull request from a fork gets a token that only reads, whatever the workflow asks for, and the second step of docs/guides/forks.md publishes then. The findings stand in the job summary and as annotations';

function saidOnce(note: Note, before: readonly Note[]): Note {
	return before.some((other) => other.note.endsWith(INSTEAD)) ? { ...note, note: note.note.replace(INSTEAD, '') } : note;
}

const PERMISSION: Readonly<Record<PublishTarget, string>> = { review: 'pull-requests: write', check: 'checks: write' };

function said({ outcome, writes, resolved, minimised = 0, detail = '' }: Published, target: PublishTarget, report: Report): Note {
	switch (outcome) {
		case 'published': {
			const threads = `${resolved > 0 ? `, ${counted(resolved, 'thread')} resolved` : ''}${minimised > 0 ? `, ${counted(minimised, 'comment')} minimised` : ''}`;
			return { note: `published: ${writes === 0 ? 'nothing new' : counted(writes, 'write')}${threads}`, warns: false, complete: true, annotate: false };
		}
		case 'stale':
			return { note: `not published: ${detail}`, warns: true, complete: true, annotate: false };
		case 'read-only':
			return { note: `${notPosted(target, report)}, because the token may not write (${detail}). Give the job \`${PERMISSION[target]}\`${INSTEAD}`, warns: true, complete: true, annotate: true };
		default:
			return { note: `published only in part (${counted(writes, 'write')}): ${detail}. Run the job again; what stands is not written twice`, warns: true, complete: false, annotate: true };
	}
}

function notPosted(target: PublishTarget, report: Report): string {
	if (target === 'check') return 'not written';
	const open = openFindings(report).length;
	return `no comment could be published: ${open} ${open === 1 ? 'remark was' : 'remarks were'} not posted`;
}
