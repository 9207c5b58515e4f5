import { describe, expect, it } from 'vitest';
import type { CommitSha, RepoPath } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleId } from '../policy/policy.ts';
import { bind, closedByPerson, keyOf, type OwnComment } from './binding.ts';
import { closedMarker, findingMarker, type ReadMark } from './markers.ts';
import type { DiffFile } from './patch.ts';
import type { OwnReviewComment, PullState } from './read.ts';
import type { Thread } from './threads.ts';

const US = { login: 'groundwire[bot]' };
const HEAD = 'b'.repeat(40) as CommitSha;

function findingOf(fingerprint: string, path: string, more: Partial<Finding> = {}): Finding {
	return {
		fingerprint, rule: 'missing-timeout' as RuleId, category: 'code/missing-timeout', persona: 'essential', severity: 'high', confidence: 'high', state: 'introduced', placement: 'inline', subject: 'charge', title: 't',
		message: 'm', why: 'w', remedy: 'r', related: [], edits: [], location: { path: path as RepoPath, side: 'RIGHT', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 }, ...more,
	};
}

const KEY = keyOf(findingOf('x', 'x'));

function commentOf(id: number, path: string, mark: ReadMark, more: Partial<OwnReviewComment> = {}): OwnReviewComment {
	const body = [findingMarker(mark, 'default'), ...(mark.closed === undefined ? [] : [closedMarker(mark.closed.state, mark.closed.hidden)]), 'text'].join('\n');
	return { id, body, path, side: 'RIGHT', stands: 'line', line: 1, commit: HEAD, answered: false, ...more };
}

const pullOf = (reviewComments: readonly OwnReviewComment[], files: readonly DiffFile[], more: Partial<PullState> = {}): PullState => ({ head: HEAD, us: US, files, filesComplete: true, reviewComments, issueComments: [], ...more });
const added = (path: string): DiffFile => ({ path, status: 'added', hunks: [] });
const idOf = (findings: readonly Finding[], pull: PullState): readonly (readonly [string, number])[] => [...bind(findings, pull, 'default').of].map(([fingerprint, { comment }]) => [fingerprint, comment.id]);

describe('a comment is bound', () => {
	const before = commentOf(1, 'a.ts', { fingerprint: 'fp01', key: KEY, inNewFile: true });
	const after = findingOf('fp02', 'b.ts');

	it('by fingerprint, wherever it stands', () => {
		expect(idOf([findingOf('fp01', 'z.ts')], pullOf([before], []))).toEqual([['fp01', 1]]);
	});

	it('by rule and subject, when its file is new, gone, and so is the other', () => {
		expect(idOf([after], pullOf([before], [added('b.ts')]))).toEqual([['fp02', 1]]);
	});

	it.each([
		['its file is still there', [added('a.ts'), added('b.ts')], {}],
		['the other file stood before', [{ ...added('b.ts'), status: 'modified' }], {}],
		['not all files are known', [added('b.ts')], { filesComplete: false }],
	] as const)('to nothing when %s', (_, files, more) => {
		expect(idOf([after], pullOf([before], files, more))).toEqual([]);
	});

	it.each([
		['was written by an earlier version', { fingerprint: 'fp01', inNewFile: false }],
		['was in a file that stood before', { fingerprint: 'fp01', key: KEY, inNewFile: false }],
		['is about something else', { fingerprint: 'fp01', key: '0'.repeat(12), inNewFile: true }],
		['is closed', { fingerprint: 'fp01', key: KEY, inNewFile: true, closed: { state: 'fixed', hidden: 'no' } }],
	] as const)('to nothing when it %s', (_, mark) => {
		expect(idOf([after], pullOf([commentOf(1, 'a.ts', mark)], [added('b.ts')]))).toEqual([]);
	});

	it('to nothing in doubt, from either side', () => {
		const twin = commentOf(2, 'a.ts', { fingerprint: 'fp09', key: KEY, inNewFile: true });
		expect(idOf([after], pullOf([before, twin], [added('b.ts')]))).toEqual([]);
		const { of, loose } = bind([after, findingOf('fp03', 'b.ts')], pullOf([before], [added('b.ts')]), 'default');
		expect([...of]).toEqual([]);
		expect(loose).toMatchObject([{ moved: true }]);
	});

	it('in its own file, when git no longer takes that for a renamed one', () => {
		const renamed = commentOf(1, 'a.ts', { fingerprint: 'fp01', key: KEY, inNewFile: false });
		expect(idOf([findingOf('fp02', 'a.ts')], pullOf([renamed], [added('a.ts')]))).toEqual([['fp02', 1]]);
	});

	it('once: the open one before the closed, the answered before the other, the older before the newer', () => {
		const mark = { fingerprint: 'fp01', key: KEY, inNewFile: false };
		const closed = commentOf(1, 'a.ts', { ...mark, closed: { state: 'fixed', hidden: 'no' } });
		const comments = [closed, commentOf(2, 'a.ts', mark), commentOf(3, 'a.ts', mark, { answered: true }), commentOf(4, 'a.ts', mark)];
		const { of, duplicates } = bind([findingOf('fp01', 'a.ts')], pullOf(comments, []), 'default');
		expect(of.get('fp01')?.comment.id).toBe(3);
		expect(duplicates.map(({ comment }) => comment.id)).toEqual([2, 4]);
	});
});

describe('a thread is closed by a person', () => {
	const thread: Thread = { id: 't', comment: 'c', resolved: false, resolvedBy: null, minimised: false, minimisedAs: null, mayResolve: true, mayUnresolve: true, mayMinimise: true };
	const own = (more: Partial<Thread>, closed?: ReadMark['closed'], answered = false): OwnComment => {
		const mark = { fingerprint: 'fp01', inNewFile: false, ...(closed === undefined ? {} : { closed }) };
		return { mark, comment: commentOf(1, 'a.ts', mark, { answered, thread: { ...thread, ...more } }) };
	};
	const [byUs, byAda] = [{ resolved: true, resolvedBy: 'groundwire' }, { resolved: true, resolvedBy: 'ada' }];
	const PERSON = { login: 'ada' };

	it.each([
		['nobody', own({}), US, undefined, undefined],
		['an answer', own({}, undefined, true), US, 'answered', 'answered'],
		['somebody else', own(byAda), US, 'resolved', 'resolved'],
		['somebody else, after us', own(byAda, { state: 'fixed', hidden: 'resolved' }), US, 'resolved', 'resolved'],
		['us, a bot', own(byUs), US, undefined, undefined],
		['an account that is gone', own({ resolved: true }), US, undefined, undefined],
		['the person whose token it is', own(byAda), PERSON, 'resolved', undefined],
		['a run with the token of a person', own(byAda, { state: 'fixed', hidden: 'resolved' }), PERSON, undefined, undefined],
		['hiding it', own({ minimised: true, minimisedAs: 'spam' }), US, 'hidden', 'hidden'],
		['hiding it as resolved', own({ minimised: true, minimisedAs: 'resolved' }), US, 'hidden', undefined],
		['us, hiding it', own({ minimised: true, minimisedAs: 'resolved' }, { state: 'fixed', hidden: 'minimised' }), US, undefined, undefined],
	] as const)('%s', (_, comment, us, whileOpen, onceGone) => {
		expect([closedByPerson(comment, us, false), closedByPerson(comment, us, true)]).toEqual([whileOpen, onceGone]);
	});
});
