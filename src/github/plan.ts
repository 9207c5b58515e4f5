import type { Finding } from '../finding/finding.ts';
import type { Report } from '../report/report.ts';
import { blockingFingerprints, byWeight, type ThreadNote } from '../report/summary.ts';
import { bind, closedByPerson, type OwnComment } from './binding.ts';
import { closing, isDone, type Closing } from './closing.ts';
import { isSummary, readMemory } from './markers.ts';
import type { PullState } from './read.ts';
import type { Thread } from './threads.ts';
import { currentBody, newComment, type PlannedComment, type Words } from './wording.ts';

/** An own comment that should read otherwise, or be seen again. */
export interface Update {
	readonly id: number;
	readonly fingerprint: string;
	/** Absent where it reads as it should. */
	readonly body?: string;
	/** Closed by us, and to be opened again: its finding is back. */
	readonly thread?: Thread;
}

/** What has to be written so that the pull request says what the report says. Empty when it already does. */
export interface Plan {
	readonly inline: readonly PlannedComment[];
	readonly onFile: readonly PlannedComment[];
	/** Own comments whose words changed, or whose finding is back. */
	readonly updates: readonly Update[];
	/** Own comments whose finding is gone. */
	readonly closings: readonly Closing[];
	/** Own comments to delete, by number: another one of ours says the same. */
	readonly duplicates: readonly number[];
	/** Findings that have, or will have, a comment of their own. */
	readonly commented: ReadonlySet<string>;
	/** What the summary has to say of a finding's thread. */
	readonly threads: ReadonlyMap<string, ThreadNote>;
	/** Findings that got a comment on this head in an earlier run, whatever became of it. */
	readonly posted: ReadonlySet<string>;
}

export interface PlanInput {
	readonly report: Report;
	readonly pull: PullState;
	readonly instance: string;
}

/** More comments than this on one change help nobody; the gravest stand on their lines, the rest in the summary. */
export const MOST_COMMENTS = 40;

/** Compares the report with what is already there. Pure: the same report and state give the same plan. */
export function plan(words: PlanInput): Plan {
	const { report, pull, instance } = words;
	const open = unique(report).filter((finding) => !isDone(finding) && finding.state !== 'existing');
	const { of, loose, duplicates } = bind(unique(report), pull, instance);
	const posted = postedHere(words);
	const threads = new Map<string, ThreadNote>();
	const lives: Life[] = [];
	for (const finding of open) {
		const own = of.get(finding.fingerprint);
		const person = own === undefined ? undefined : closedByPerson(own, pull.us, false);
		if (person !== undefined) threads.set(finding.fingerprint, person);
		else if (own !== undefined) lives.push({ finding, own });
	}
	const fresh = commentable(report).filter(({ fingerprint }) => !of.has(fingerprint));
	for (const { fingerprint } of fresh) if (posted.has(fingerprint)) threads.set(fingerprint, 'deleted');
	const beside = (finding: Finding): readonly Finding[] => besideOf(finding, report).filter(({ fingerprint }) => !of.has(fingerprint));
	const placed = fresh.flatMap((finding) => (posted.has(finding.fingerprint) ? [] : (newComment(finding, beside(finding), words) ?? [])));
	const updates = lives.flatMap((life) => update(life, beside(life.finding), words));
	const gone = unique(report).flatMap((finding) => (isDone(finding) ? (of.get(finding.fingerprint) ?? []) : []));
	const closings = [...gone, ...loose]
		.filter((own) => closedByPerson(own, pull.us, true) === undefined)
		.flatMap((own) => closing(own, report.findings.find(({ fingerprint }) => of.get(fingerprint) === own), report, pull, instance));
	return {
		inline: placed.filter((entry) => entry.at !== undefined),
		onFile: placed.filter((entry) => entry.at === undefined),
		updates,
		closings,
		duplicates: duplicates.filter((own) => closedByPerson(own, pull.us, false) === undefined).map(({ comment }) => comment.id),
		commented: commented(open, of, placed, updates, threads),
		threads,
		posted,
	};
}

interface Life {
	readonly finding: Finding;
	readonly own: OwnComment;
}

function unique({ findings }: Report): readonly Finding[] {
	return [...new Map(findings.toReversed().map((finding) => [finding.fingerprint, finding])).values()].toReversed();
}

/** Findings that get a comment of their own, gravest first. */
function commentable(report: Report): readonly Finding[] {
	const wanted = unique(report).filter((finding) => !isDone(finding) && finding.state !== 'existing' && finding.placement === 'inline');
	return wanted.sort(byWeight(blockingFingerprints(report))).slice(0, MOST_COMMENTS);
}

/** Findings that this one's comment speaks for. */
function besideOf({ fingerprint }: Finding, report: Report): readonly Finding[] {
	return report.findings.filter((other) => other.beside === fingerprint && !isDone(other)).sort(byWeight(blockingFingerprints(report)));
}

/** A comment whose finding stands: brought up to date where it says anything else, and shown again where we had closed it. */
function update({ finding, own: { comment } }: Life, beside: readonly Finding[], words: Words): readonly Update[] {
	const body = currentBody(finding, comment, beside, words);
	const { thread } = comment;
	const hidden = (thread?.resolved === true && thread.mayUnresolve) || (thread?.minimised === true && thread.mayMinimise);
	const same = sameText(withoutBase(comment.body), withoutBase(body));
	if (same && !hidden) return [];
	return [{ id: comment.id, fingerprint: finding.fingerprint, ...(same ? {} : { body }), ...(hidden ? { thread } : {}) }];
}

/**
 * Findings that were given a comment on this head. Who has no comment any more had it deleted by somebody: it is not given another one
 * until the next push, and stands in the summary.
 */
function postedHere({ report, pull, instance }: PlanInput): ReadonlySet<string> {
	const { head } = report.change;
	const memory = readMemory(pull.issueComments.find((comment) => isSummary(comment.body, instance))?.body ?? '');
	return memory !== undefined && memory.head === head ? memory.posted : new Set();
}

/** With a comment of its own that says so, or named in the comment of another. */
function commented(
	open: readonly Finding[],
	of: ReadonlyMap<string, OwnComment>,
	placed: readonly PlannedComment[],
	updates: readonly Update[],
	threads: ReadonlyMap<string, ThreadNote>,
): ReadonlySet<string> {
	const bodies = new Map<string, string>();
	for (const { fingerprint } of open) {
		const own = of.get(fingerprint);
		// What we said to be fixed before a person closed it for good is back, and stands nowhere else.
		const saysOtherwise = threads.has(fingerprint) && own?.mark.closed !== undefined;
		if (own !== undefined && !saysOtherwise) bodies.set(fingerprint, own.comment.body);
	}
	for (const { fingerprint, body } of [...placed, ...updates]) if (body !== undefined) bodies.set(fingerprint, body);
	const all = new Set(bodies.keys());
	for (const { fingerprint, beside } of open) {
		if (beside !== undefined && bodies.get(beside)?.includes(`\`${fingerprint}\``) === true) all.add(fingerprint);
	}
	return all;
}

/** The merge base moves with every rebase; a comment that names an older one is no reason to write to everybody's comments. */
function withoutBase(body: string): string {
	return body.replaceAll(/ --base [0-9a-f]{12} --worktree /gu, ' --worktree ');
}

/** GitHub gives bodies back with its own line ends. */
export function sameText(a: string, b: string): boolean {
	return a.replaceAll('\r\n', '\n').trimEnd() === b.replaceAll('\r\n', '\n').trimEnd();
}
