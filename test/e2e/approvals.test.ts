import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import type { Requirement } from '../../src/verdict/people.ts';
import { A_BOT, cast, COMMITTER, conclusion, MAINTAINER, prepare, review, said, SUBJECT, summaryText, WRITER } from './conversation.ts';
import { AUTHOR, type Review, type User } from './github/state.ts';
import { shop, step, useShop } from './harness.ts';
import type { Step, StepOptions } from './run-action.ts';

useShop();

const SECOND: User = { login: 'sofia-secures', id: 15, type: 'User' };
const READER: User = { login: 'rene-reads', id: 16, type: 'User' };

/** Light by itself, so that it blocks by what the config asks for alone. */
const IAM: Finding = { ...SUBJECT, severity: 'medium' };
const TWO: Requirement = { id: 'two', why: '2 approvals for `missing-timeout` on `src/pay.ts` (rule 1 of approvals)', approvals: 2, fingerprints: [IAM.fingerprint] };
const OF_TEAM: Requirement = { id: 'team', why: '1 approval of team `security` for changes to `src/pay.ts` (rule 2 of approvals)', approvals: 1, team: 'security', fingerprints: [] };

beforeEach(() => {
	cast();
	const { state } = shop().github;
	for (const [user, role] of [[SECOND, 'write'], [READER, 'read']] as const) state.roles.set(user.login, role);
	prepare({ findings: [IAM], required: [TWO] });
});

/** Somebody reviews the head as it stands. */
function reviewedBy(user: User, state = 'APPROVED', more: Partial<Review> = {}): Review {
	const { state: world } = shop().github;
	const written: Review = { id: world.nextId(), pull: 7, user, body: '', state, commit: shop().head, at: world.now(), ...more };
	world.reviews.push(written);
	return written;
}

function dismiss({ id }: Review): void {
	const { reviews } = shop().github.state;
	const at = reviews.findIndex((one) => one.id === id);
	const [was] = reviews.splice(at, 1);
	if (was !== undefined) reviews.splice(at, 0, { ...was, state: 'DISMISSED' });
}

/** The run for a review: its event names the pull request as it stands, and no number of commits. */
function onReview(action: 'submitted' | 'edited' | 'dismissed' = 'submitted', options: Partial<StepOptions> = {}): Promise<Step> {
	const { pull_request: pull } = shop().event.payload as { readonly pull_request: Readonly<Record<string, unknown>> };
	const { commits: _, ...plain } = pull;
	const payload = { action, review: { state: 'approved' }, pull_request: plain, repository: { default_branch: 'main' } };
	return step({ token: 'canary-reviewer', inputs: { publish: 'review,check' }, event: { name: 'pull_request_review', payload }, ...options });
}

async function standing(run: Promise<Step>): Promise<readonly unknown[]> {
	const { exitCode } = await run;
	return [exitCode, conclusion()];
}

const BLOCKED = [1, 'failure'];
const PASSES = [0, 'success'];

describe('a finding that needs two approvals', () => {
	it('blocks until two people have agreed, and says who is missing', async () => {
		expect(await standing(review())).toEqual(BLOCKED);
		expect(summaryText()).toContain('0 of 2');
		const first = reviewedBy(WRITER);
		expect(await standing(onReview())).toEqual(BLOCKED);
		expect(summaryText()).toContain(`1 of 2 (\`${WRITER.login}\`)`);
		reviewedBy(SECOND);
		expect(await standing(onReview())).toEqual(PASSES);
		expect(summaryText()).toContain(`2 of 2 (\`${SECOND.login}\`, \`${WRITER.login}\`)`);
		dismiss(first);
		expect(await standing(onReview('dismissed'))).toEqual(BLOCKED);
		expect(summaryText()).toContain('1 of 2');
	});

	it('asks nobody who may have written it, when the head is another one for the moment in which that is asked', async () => {
		const { state } = shop().github;
		state.accounts.set('ada@example.com', SECOND);
		for (const user of [WRITER, SECOND]) reviewedBy(user);
		expect(await standing(review())).toEqual(BLOCKED);
		const other = shop().repository.served('commit-tree', `${shop().base}^{tree}`, '-p', shop().base, '-m', 'Nothing of it').trim();
		shop().github.fault = ({ operation }) => {
			if (operation === 'pulls/list-commits') {
				state.accounts.delete('ada@example.com');
				shop().repository.served('update-ref', 'refs/heads/feature', other);
			}
			return undefined;
		};
		await review();
		const runs = state.checkRuns.filter(({ values }) => values['head_sha'] === shop().head);
		expect(runs.map(({ values }) => values['conclusion'])).not.toContain('success');
	});

	it('takes the last word of a person: a command, and a review that asks for changes after it', async () => {
		prepare({ findings: [IAM], required: [{ ...TWO, approvals: 1 }] });
		await review();
		await said(WRITER, '/groundwire approve');
		expect(conclusion()).toBe('success');
		const { at } = reviewedBy(WRITER, 'CHANGES_REQUESTED');
		expect(await standing(onReview())).toEqual(BLOCKED);
		expect(summaryText()).toContain('they ask for changes in a review since');
		expect(at).toBeDefined();
		await said(WRITER, '/groundwire approve');
		expect(conclusion()).toBe('success');
	});

	it('blocks again after a push: what was agreed to is another commit', async () => {
		for (const user of [WRITER, SECOND]) reviewedBy(user);
		expect(await standing(review())).toEqual(PASSES);
		shop().push({ 'src/more.ts': 'export {};\n' });
		prepare({ findings: [IAM], required: [TWO] });
		expect(await standing(review())).toEqual(BLOCKED);
		expect(summaryText()).toContain('the head has moved since');
		reviewedBy(WRITER);
		reviewedBy(SECOND);
		expect(await standing(onReview())).toEqual(PASSES);
	});

	it.each<[string, User, RegExp]>([
		['the author of the pull request', AUTHOR, /nobody who wrote a part of a change approves it/u],
		['the author of a commit', COMMITTER, /nobody who wrote a part of a change approves it/u],
		['a bot', A_BOT, /only people decide/u],
		['somebody who may only read', READER, /the permission read only/u],
	])('is not agreed to by %s', async (_, user, why) => {
		shop().push({ 'src/more.ts': 'export {};\n' });
		shop().head = shop().repository.commit('feature', { 'a.ts': 'export {};\n' }, { author: `C <${COMMITTER.login}@example.com>` });
		shop().github.state.accounts.set(`${COMMITTER.login}@example.com`, COMMITTER);
		prepare({ findings: [IAM], required: [TWO] });
		reviewedBy(WRITER);
		reviewedBy(user, 'APPROVED', { association: 'COLLABORATOR' });
		expect(await standing(onReview())).toEqual(BLOCKED);
		expect(summaryText()).toContain('1 of 2');
		expect(summaryText().replaceAll('`', '')).toMatch(why);
	});

	it('is not agreed to by whoever committed it in the name of somebody else', async () => {
		// Every commit here is committed from this address, whoever is named as its author.
		shop().github.state.accounts.set('ada@example.com', SECOND);
		for (const user of [WRITER, SECOND]) reviewedBy(user);
		expect(await standing(onReview())).toEqual(BLOCKED);
	});

	it('is agreed to by the last word of each person that decides something', async () => {
		reviewedBy(WRITER);
		reviewedBy(SECOND);
		reviewedBy(SECOND, 'COMMENTED');
		expect(await standing(onReview())).toEqual(PASSES);
		reviewedBy(SECOND, 'CHANGES_REQUESTED');
		expect(await standing(onReview())).toEqual(BLOCKED);
		reviewedBy(SECOND);
		expect(await standing(onReview('edited'))).toEqual(PASSES);
	});

	it('is not agreed to for another base: the same head is another change there', async () => {
		const { state } = shop().github;
		for (const user of [WRITER, SECOND]) reviewedBy(user);
		expect(await standing(onReview())).toEqual(PASSES);
		state.baseChanges.push({ pull: 7, at: state.now() });
		expect(await standing(review())).toEqual(BLOCKED);
		expect(summaryText()).toContain('given another base since');
		for (const user of [WRITER, SECOND]) reviewedBy(user);
		expect(await standing(onReview())).toEqual(PASSES);
	});

	it('counts a person once, whether by a review or by a command', async () => {
		await review();
		reviewedBy(MAINTAINER);
		await said(MAINTAINER, '/groundwire approve');
		expect(summaryText()).toContain('1 of 2');
		reviewedBy(WRITER);
		expect(await standing(onReview())).toEqual(PASSES);
	});

	it('asks about no more than 30 people, and about the own ones first', async () => {
		for (let index = 0; index < 120; index++) reviewedBy({ login: `stranger-${index}`, id: 5000 + index, type: 'User' });
		for (const user of [WRITER, SECOND]) reviewedBy(user, 'APPROVED', { association: 'MEMBER' });
		expect(await standing(onReview())).toEqual(PASSES);
		const asked = shop().github.seen.filter(({ operation }) => operation === 'repos/get-collaborator-permission-level');
		expect(asked).toHaveLength(30);
		expect(summaryText()).toContain('92 more approving reviews were not looked at');
	});
});

describe('an approval of a team', () => {
	beforeEach(() => {
		prepare({ findings: [], required: [OF_TEAM] });
		shop().github.state.teams.set('security', [SECOND.login]);
		shop().addToken('organised', ['pull-requests', 'checks'], { members: true });
	});

	it('is that of a member', async () => {
		reviewedBy(WRITER);
		expect(await standing(onReview('submitted', { token: 'canary-organised' }))).toEqual(BLOCKED);
		expect(summaryText()).toContain('0 of 1');
		reviewedBy(SECOND);
		expect(await standing(onReview('submitted', { token: 'canary-organised' }))).toEqual(PASSES);
	});

	it('counts for nobody where the token may not see the team, and the summary says so', async () => {
		reviewedBy(SECOND);
		expect(await standing(onReview())).toEqual(BLOCKED);
		expect(summaryText().replaceAll('`', '')).toContain('Nobody counts for the team security: the token may not see its members');
	});
});

describe('a suppression that the change brings', () => {
	const PENDING: Finding = { ...SUBJECT, state: 'pending', reason: 'the queue ends it' };

	it('holds once somebody who may waive approves the head', async () => {
		prepare({ findings: [PENDING] });
		expect(await standing(review())).toEqual(BLOCKED);
		reviewedBy(WRITER);
		expect(await standing(onReview())).toEqual(BLOCKED);
		reviewedBy(MAINTAINER);
		expect(await standing(onReview())).toEqual(PASSES);
		expect(summaryText()).toContain('**Suppressed:**');
	});
});

describe('approvals that cannot be read', () => {
	it.each([403, 404, 422, 500])('are none, and no pass: status %i', async (status) => {
		for (const user of [WRITER, SECOND]) reviewedBy(user);
		shop().github.fault = ({ operation }) => (operation === 'pulls/list-reviews' ? { when: 'before', answer: { status, body: { message: 'no', documentation_url: 'http://127.0.0.1/docs', status: String(status) } } } : undefined);
		const { exitCode } = await onReview();
		expect(exitCode).not.toBe(0);
		expect(conclusion()).not.toBe('success');
	});

	it('are none where the token may not see what became of the base', async () => {
		for (const user of [WRITER, SECOND]) reviewedBy(user);
		const answer = { status: 200, body: { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] } };
		shop().github.fault = ({ pathname, body }) => (pathname === '/graphql' && String(body['query']).includes('timelineItems') ? { when: 'before', answer } : undefined);
		expect(await standing(onReview())).toEqual(BLOCKED);
		expect(summaryText()).toContain('may not see whether the base was changed');
	});

	it.each([403, 404])('are none where rights cannot be asked for: status %i', async (status) => {
		for (const user of [WRITER, SECOND]) reviewedBy(user);
		shop().github.fault = ({ operation }) => (operation === 'repos/get-collaborator-permission-level' ? { when: 'before', answer: { status, body: { message: 'Resource not accessible by integration', documentation_url: 'http://127.0.0.1/docs', status: String(status) } } } : undefined);
		expect(await standing(onReview())).toEqual(BLOCKED);
		expect(summaryText()).toContain('0 of 2');
	});
});
