import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommitSha, RepoPath } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleId } from '../policy/policy.ts';
import type { Report } from '../report/report.ts';
import { parsePatch, type DiffFile, type Row } from './patch.ts';
import { MOST_COMMENTS, plan, type Plan } from './plan.ts';
import type { OwnReviewComment, PullState } from './read.ts';
import { planSummary } from './summary-comment.ts';

const HEAD = 'b'.repeat(40) as CommitSha;

interface Drawn {
	readonly file: DiffFile;
	readonly patch: string;
	readonly rows: readonly (readonly Row[])[];
}

/** Random hunks with their patch text as git would write it: what the parser reads is checked against what was drawn. */
const drawnFile = (path: string): fc.Arbitrary<Drawn> =>
	fc.array(fc.record({ gap: fc.integer({ min: 1, max: 30 }), signs: fc.array(fc.constantFrom(' ', '+', '-'), { minLength: 1, maxLength: 12 }) }), { minLength: 1, maxLength: 4 }).map((hunks) => {
		let [left, right] = [1, 1];
		const all: Row[][] = [];
		const text: string[] = [];
		for (const { gap, signs } of hunks) {
			left += gap;
			right += gap;
			const [fromLeft, fromRight] = [left, right];
			const rows = signs.map((sign, index): Row => {
				const row = { text: `${path} ${index}`, ...(sign === '+' ? {} : { left: left++ }), ...(sign === '-' ? {} : { right: right++ }) };
				return row;
			});
			all.push(rows);
			text.push(`@@ -${fromLeft},${left - fromLeft} +${fromRight},${right - fromRight} @@ context`, ...rows.map((row, index) => `${signs[index]}${row.text}`), '\\ No newline at end of file');
		}
		const patch = text.join('\n');
		return { file: { path, status: 'modified', hunks: parsePatch(patch) }, patch, rows: all };
	});

const PATHS = ['a.ts', 'b.yaml', 'picture.png', 'not-in-the-diff.ts'] as const;

const drawnFinding = fc.record({
	fingerprint: fc.integer({ min: 0, max: 60 }).map((n) => `fp${String(n).padStart(4, '0')}`),
	path: fc.constantFrom(...PATHS),
	side: fc.constantFrom('LEFT' as const, 'RIGHT' as const),
	startLine: fc.integer({ min: 1, max: 120 }),
	length: fc.integer({ min: 0, max: 30 }),
	severity: fc.constantFrom('critical' as const, 'high' as const, 'medium' as const, 'low' as const),
	state: fc.constantFrom('introduced' as const, 'removed' as const, 'pending' as const, 'existing' as const, 'waived' as const, 'suppressed' as const),
	placement: fc.constantFrom('inline' as const, 'inline' as const, 'summary' as const),
	edited: fc.boolean(),
});

type DrawnFinding = typeof drawnFinding extends fc.Arbitrary<infer T> ? T : never;

function findingFrom({ path, side, startLine, length, edited, ...rest }: DrawnFinding): Finding {
	const place = { path: path as RepoPath, startLine, startColumn: 1, endLine: startLine + length, endColumn: 2 };
	const edit = { path: path as RepoPath, startLine, startColumn: 1, endLine: startLine, endColumn: 1, text: 'new ', safe: true };
	const words = { subject: 's', title: 't', message: 'm', why: 'w', remedy: 'r', rule: 'r1' as RuleId, category: 'code/x', persona: 'essential' as const, confidence: 'high' as const };
	return { ...rest, ...words, location: { ...place, side }, related: [], edits: edited && side === 'RIGHT' ? [edit] : [] };
}

function reportFrom(findings: readonly Finding[]): Report {
	const change = { base: 'a'.repeat(40) as CommitSha, head: HEAD, provenance: { marks: [], complete: true, commits: 1 } };
	const totals = { coverage: { files: 1, analysed: 1, workspaces: 0 }, timings: { totalMs: 0 } };
	return { schema: 'groundwire.report/1', tool: { version: '0' }, startedAt: '', change, verdict: { conclusion: 'pass', reasons: [] }, findings, fixed: [], notAnalysed: [], ...totals };
}

const EMPTY: PullState = { head: HEAD, us: { login: 'groundwire[bot]' }, files: [], filesComplete: true, reviewComments: [], issueComments: [] };

const situation = fc.record({ a: drawnFile('a.ts'), b: drawnFile('b.yaml'), drawn: fc.uniqueArray(drawnFinding, { maxLength: 60, selector: (entry) => entry.fingerprint }) }).map(({ a, b, drawn }) => {
	const picture: DiffFile = { path: 'picture.png', status: 'modified', hunks: 'unknown' };
	const pull: PullState = { ...EMPTY, files: [a.file, b.file, picture] };
	return { drawnFiles: [a, b], pull, report: reportFrom(drawn.map(findingFrom)) };
});

/** The pull request once the plan has been carried out. */
function carriedOut(pull: PullState, planned: Plan, summaryBody: string | undefined): PullState {
	const edits = new Map([...planned.closings.map(({ id, body }) => [id, body('no')] as const), ...planned.updates.flatMap(({ id, body }) => (body === undefined ? [] : [[id, body] as const]))]);
	const kept = pull.reviewComments.map((comment) => ({ ...comment, body: edits.get(comment.id) ?? comment.body }));
	const added = [...planned.inline, ...planned.onFile].map(({ path, body, at }, index): OwnReviewComment => ({
		id: 1000 + kept.length + index, path, body, side: at?.side ?? 'RIGHT', stands: at === undefined ? 'file' : 'line', ...(at === undefined ? {} : { line: at.line }),
		...(at?.startLine === undefined ? {} : { startLine: at.startLine }), commit: pull.head, answered: false,
	}));
	return { ...pull, reviewComments: [...kept, ...added], issueComments: summaryBody === undefined ? pull.issueComments : [{ id: 1, body: summaryBody }] };
}

function summaryOf(input: Parameters<typeof plan>[0], planned: Plan): string | undefined {
	return planSummary(input, planned, planned.commented)?.body;
}

const OPEN = ['introduced', 'removed', 'pending'];

describe('the plan', () => {
	it('reads patches as they were written', () => {
		fc.assert(
			fc.property(drawnFile('a.ts'), ({ file, rows }) => {
				expect(file.hunks).toEqual(rows);
			}),
		);
	});

	it('puts every open finding in exactly one place', () => {
		fc.assert(
			fc.property(situation, ({ pull, report }) => {
				const planned = plan({ report, pull, instance: 'default' });
				const body = summaryOf({ report, pull, instance: 'default' }, planned) ?? '';
				const posted = [...planned.inline, ...planned.onFile].map((comment) => comment.fingerprint);
				expect(new Set(posted)).toEqual(planned.commented);
				expect(posted.length).toBe(planned.commented.size);
				expect(posted.length).toBeLessThanOrEqual(MOST_COMMENTS);
				for (const { fingerprint, state } of report.findings) {
					const places = posted.filter((entry) => entry === fingerprint).length + body.split(`\`${fingerprint}\``).length - 1;
					expect(places, fingerprint).toBe(OPEN.includes(state) ? 1 : 0);
				}
			}),
		);
	});

	it('names only lines that the diff shows, in an order that GitHub takes', () => {
		fc.assert(
			fc.property(situation, ({ drawnFiles, pull, report }) => {
				for (const { path, at } of plan({ report, pull, instance: 'default' }).inline) {
					const { rows } = drawnFiles.find(({ file }) => file.path === path) ?? { rows: [] };
					const shows = (line: number | undefined) => rows.findIndex((hunk) => hunk.some((row) => (at?.side === 'LEFT' ? row.left : row.right) === line));
					expect(shows(at?.line)).toBeGreaterThanOrEqual(0);
					if (at?.startLine === undefined) continue;
					expect(at.startLine).toBeLessThan(at.line);
					expect(shows(at.startLine)).toBe(shows(at.line));
				}
			}),
		);
	});
});

function findingOf(change: Partial<Finding>): Finding {
	const [drawn] = fc.sample(drawnFinding, { numRuns: 1, seed: 7 });
	if (drawn === undefined) throw new Error('nothing was drawn');
	const finding = findingFrom(drawn);
	return { ...finding, state: 'introduced', placement: 'inline', location: { ...finding.location, path: 'a.ts' as Finding['location']['path'] }, ...change };
}

describe('findings of one line', () => {
	const [file] = fc.sample(drawnFile('a.ts'), { numRuns: 1, seed: 7 });
	const pull: PullState = { ...EMPTY, files: file === undefined ? [] : [file.file] };
	const speaker = findingOf({ fingerprint: 'fp0001' });
	const other = findingOf({ fingerprint: 'fp0002', placement: 'summary', beside: 'fp0001', message: 'nobody traces it' });

	it('are one comment that names them all, and none of them is written out again', () => {
		const report = reportFrom([other, speaker]);
		const planned = plan({ report, pull, instance: 'default' });
		const [comment, ...others] = [...planned.inline, ...planned.onFile];
		expect(others).toEqual([]);
		expect(comment?.body).toContain('nobody traces it');
		expect([...planned.commented].sort()).toEqual(['fp0001', 'fp0002']);
		expect(summaryOf({ report, pull, instance: 'default' }, planned)).not.toContain('#### ');
	});

	it('that came after the comment was written are added to it', () => {
		const first = plan({ report: reportFrom([speaker]), pull, instance: 'default' });
		const after = carriedOut(pull, first, undefined);
		const report = reportFrom([other, speaker]);
		const planned = plan({ report, pull: after, instance: 'default' });
		expect([...planned.inline, ...planned.onFile, ...planned.closings]).toEqual([]);
		expect(planned.updates.map(({ body }) => body)).toEqual([expect.stringContaining('nobody traces it')]);
		expect(summaryOf({ report, pull: after, instance: 'default' }, planned)).not.toContain('#### ');
	});

	it('keep a comment of their own that they had before', () => {
		const first = plan({ report: reportFrom([{ ...other, placement: 'inline' }]), pull, instance: 'default' });
		const report = reportFrom([other, speaker]);
		const planned = plan({ report, pull: carriedOut(pull, first, undefined), instance: 'default' });
		expect([...planned.inline, ...planned.onFile].map(({ body }) => body)).toEqual([expect.not.stringContaining('nobody traces it')]);
		expect([...planned.updates, ...planned.closings]).toEqual([]);
	});
});

describe('a plan that was carried out', () => {
	it('leaves nothing to do', () => {
		fc.assert(
			fc.property(situation, ({ pull, report }) => {
				const first = plan({ report, pull, instance: 'default' });
				const after = carriedOut(pull, first, summaryOf({ report, pull, instance: 'default' }, first));
				const second = plan({ report, pull: after, instance: 'default' });
				expect(second).toMatchObject({ inline: [], onFile: [], closings: [], updates: [], duplicates: [], commented: first.commented });
				expect(summaryOf({ report, pull: after, instance: 'default' }, second)).toBeUndefined();
			}),
		);
	});

	it('settles after the next report, with every gone finding closed and every kept one left alone', () => {
		fc.assert(
			fc.property(situation, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), ({ pull, report }, stays) => {
				const first = plan({ report, pull, instance: 'default' });
				const after = carriedOut(pull, first, undefined);
				const next = reportFrom(report.findings.filter((_, index) => stays[index]));
				const second = plan({ report: next, pull: after, instance: 'default' });
				const left = new Set(next.findings.map((finding) => finding.fingerprint));
				expect(new Set(second.closings.map((entry) => entry.fingerprint))).toEqual(new Set([...first.commented].filter((fingerprint) => !left.has(fingerprint))));
				const third = plan({ report: next, pull: carriedOut(after, second, undefined), instance: 'default' });
				expect(third).toMatchObject({ inline: [], onFile: [], closings: [], updates: [], duplicates: [] });
			}),
		);
	});
});

/** What happens to a comment between two runs. */
const happening = fc.record({ at: fc.integer({ min: 0, max: 30 }), what: fc.constantFrom('answered' as const, 'resolved' as const, 'outdated' as const, 'nothing' as const) });

function happened(pull: PullState, { at, what }: { readonly at: number; readonly what: string }): PullState {
	const thread = { id: 't', comment: 'c', resolved: what === 'resolved', resolvedBy: 'ada', minimised: false, minimisedAs: null, mayResolve: true, mayUnresolve: true, mayMinimise: true };
	const touched = ({ line: _line, startLine: _startLine, ...comment }: OwnReviewComment): OwnReviewComment => {
		if (what === 'outdated') return { ...comment, stands: 'nowhere' };
		return { ...comment, stands: 'nowhere', answered: what === 'answered', ...(what === 'resolved' ? { thread } : {}) };
	};
	return { ...pull, reviewComments: pull.reviewComments.map((comment, index) => (index === at && what !== 'nothing' ? touched(comment) : comment)) };
}

describe('whatever happens between pushes', () => {
	it('a finding never has two comments, nobody\'s thread is touched, and a second run has nothing to do', () => {
		const pushes = fc.array(fc.tuple(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), happening), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(situation, pushes, ({ pull: empty, report }, history) => {
				let pull = empty;
				for (const [index, [stays, happens]] of history.entries()) {
					const head = String(index).repeat(40) as CommitSha;
					const next = { ...reportFrom(report.findings.filter((_, at) => stays[at])), change: { ...report.change, head } };
					const before = happened({ ...pull, head }, happens);
					const planned = plan({ report: next, pull: before, instance: 'default' });
					pull = carriedOut(before, planned, summaryOf({ report: next, pull: before, instance: 'default' }, planned));
					const marked = pull.reviewComments.map(({ body }) => body.split(/[ \n]/u, 3)[1] ?? '');
					expect(marked.filter((entry, at) => marked.indexOf(entry) !== at)).toEqual([]);
					for (const comment of before.reviewComments.filter(({ answered, thread }) => answered || thread !== undefined)) expect(pull.reviewComments).toContainEqual(comment);
					const again = plan({ report: next, pull, instance: 'default' });
					expect(again).toMatchObject({ inline: [], onFile: [], closings: [], updates: [], duplicates: [], commented: planned.commented });
					expect(summaryOf({ report: next, pull, instance: 'default' }, again)).toBeUndefined();
				}
			}),
		);
	});
});
