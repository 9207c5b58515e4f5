import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../config/configuration-error.ts';
import { eventChange } from './event.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const NONE = '0'.repeat(40);
const repository = { default_branch: 'trunk' };
const pull = { number: 7, commits: 3, base: { sha: A }, head: { sha: B, ref: 'codex/x' }, user: { login: 'octocat' }, body: null };

describe('an event', () => {
	it.each(['pull_request', 'pull_request_target'])('%s is the change since the merge base', (name) => {
		expect(eventChange({ name, payload: { pull_request: pull }, sha: '' })).toEqual({
			base: A, head: B, fromMergeBase: true, pull: { number: 7, commits: 3 }, facts: { headRef: 'codex/x', authorLogin: 'octocat' },
		});
	});

	it('merge_group is the change between the two commits of the queue', () => {
		const payload = { merge_group: { base_sha: A, head_sha: B, head_ref: 'refs/heads/q' } };
		expect(eventChange({ name: 'merge_group', payload, sha: '' })).toEqual({ base: A, head: B, fromMergeBase: false, facts: { headRef: 'refs/heads/q' } });
	});

	it('push is the change between before and after, or since the default branch for a new branch', () => {
		expect(eventChange({ name: 'push', payload: { before: A, after: B, repository }, sha: '' })).toMatchObject({ base: A, fromMergeBase: false });
		expect(eventChange({ name: 'push', payload: { before: NONE, after: B, repository }, sha: '' })).toMatchObject({ base: 'trunk', fromMergeBase: true });
	});

	it('workflow_dispatch is the change since the default branch', () => {
		expect(eventChange({ name: 'workflow_dispatch', payload: { repository }, sha: B })).toMatchObject({ base: 'trunk', head: B, fromMergeBase: true });
	});

	it.each([
		['a deleted branch', 'push', { before: A, after: NONE, repository }],
		['no commits', 'pull_request', { pull_request: { ...pull, head: { sha: '--upload-pack=x' } } }],
		['nothing', 'pull_request', null],
		['an unknown kind', 'issues', {}],
	])('with %s is a mistake of the workflow', (_, name, payload) => {
		expect(() => eventChange({ name, payload, sha: '' })).toThrow(ConfigurationError);
	});
});
