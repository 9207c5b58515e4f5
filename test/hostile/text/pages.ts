import type { CommitSha } from '../../../src/change/change.ts';
import { annotations } from '../../../src/github/annotations.ts';
import type { DiffFile } from '../../../src/github/patch.ts';
import { plan, type Plan } from '../../../src/github/plan.ts';
import type { PullState } from '../../../src/github/read.ts';
import { planSummary } from '../../../src/github/summary-comment.ts';
import { explained } from '../../../src/people/explain.ts';
import { markdown } from '../../../src/report/markdown.ts';
import type { Report } from '../../../src/report/report.ts';
import { findingComment } from '../../../src/report/review.ts';
import { summary } from '../../../src/report/summary.ts';

/** A page of Markdown that somebody will see on GitHub. */
export interface Page {
	readonly name: string;
	readonly text: string;
	/** Texts that it may offer to be committed. */
	readonly suggestions: readonly string[];
	/** Its markers, in order. */
	readonly markers: readonly RegExp[];
}

const LINES = 50;
const FINDING = /^<!-- groundwire:finding:[^<>]* -->$/u;

/** Everything that is written on a pull request about a report, with its markers. */
export function pages(report: Report): readonly Page[] {
	const pull = pullOf(report);
	const words = { report, pull, instance: 'default' };
	const planned = plan(words);
	const whole = planSummary(words, planned, planned.commented);
	return [
		...[...planned.inline, ...planned.onFile].map((comment) => ({ name: 'review comment', text: comment.body, suggestions: [comment.at?.suggestion ?? ''], markers: [FINDING] })),
		...closed(report, pull, planned),
		...(whole === undefined ? [] : [{ name: 'summary comment', text: whole.body, suggestions: [], markers: [/^<!-- groundwire:summary:default -->$/u, /^<!-- groundwire:[^<>]* -->$/u] }]),
		{ name: 'job summary', text: summary(report, { commented: new Set(), maxBytes: 1_000_000, notes: ['A note.'] }), suggestions: [], markers: [] },
		{ name: 'summary of a check run, cut', text: summary(report, { commented: new Set(), maxBytes: 2_500 }), suggestions: [], markers: [] },
		{ name: 'page', text: markdown(report), suggestions: [], markers: [] },
		{ name: 'page of a scan', text: markdown({ ...report, change: { ...report.change, base: null, head: null } }), suggestions: [], markers: [] },
		{ name: 'answer to a command', text: explained(report.findings), suggestions: [], markers: [] },
		{ name: 'comment elsewhere', text: findingComment(one(report), { base: report.change.base, elsewhere: 'moved', beside: report.findings }), suggestions: [], markers: [] },
	];
}

/** Titles and messages of annotations: GitHub shows them as text. */
export function annotationTexts(report: Report): readonly string[] {
	return annotations(report).flatMap(({ title, message }) => [title, message]);
}

/** The comments of an earlier run whose findings are gone now, as they will read. */
function closed(report: Report, pull: PullState, planned: Plan): readonly Page[] {
	const reviewComments = planned.inline.map(({ body, path, at }, index) => ({ id: index + 1, body, path, side: 'RIGHT' as const, stands: 'line' as const, line: at?.line ?? 1, commit: 'b'.repeat(40) as CommitSha, answered: false }));
	const clean: Report = { ...report, findings: [], notAnalysed: [], verdict: { conclusion: 'pass', reasons: [] } };
	const later = plan({ report: clean, pull: { ...pull, reviewComments }, instance: 'default' });
	return later.closings.map(({ body }) => ({ name: 'closed comment', text: body('no'), suggestions: [], markers: [FINDING, /^<!-- groundwire:closed:[^<>]* -->$/u] }));
}

function one({ findings: [first] }: Report): Report['findings'][number] {
	if (first === undefined) throw new Error('a report without findings');
	return first;
}

/** A pull request in which every line of every file that a finding names was changed. */
function pullOf(report: Report): PullState {
	const paths = new Set(report.findings.flatMap(({ location, edits }) => [location.path, ...edits.map(({ path }) => path)]));
	const rows = Array.from({ length: LINES }, (_, index) => ({ left: index + 1, right: index + 1, text: `line ${index + 1} \`\`\` </details> @octocat` }));
	const files: DiffFile[] = [...paths].map((path) => ({ path, status: 'modified', hunks: [rows] }));
	return { head: 'b'.repeat(40) as CommitSha, us: { login: 'groundwire[bot]' }, files, filesComplete: false, reviewComments: [], issueComments: [] };
}
