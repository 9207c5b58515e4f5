import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, prunedText } from '../../scripts/prune-openapi.ts';
import { Description } from './github/description.ts';
import { HANDLERS } from './github/operations.ts';

describe('the description of GitHub that the tests check against', () => {
	it('is the official one, cut to the operations that are used', () => {
		expect(readFileSync(new URL('./github/openapi.json', import.meta.url), 'utf8') === prunedText(), 'run node scripts/prune-openapi.ts').toBe(true);
	});

	it('covers what the server answers, and nothing else', () => {
		expect(Object.keys(HANDLERS).sort()).toEqual([...OPERATIONS].sort());
	});

	it('refuses a field that GitHub does not describe, and a value it does not take', () => {
		const description = new Description();
		const review = { commit_id: 'a', event: 'COMMENT', body: 'b', comments: [{ path: 'a', body: 'b', line: 1, side: 'RIGHT' }] };
		expect(description.requestError('pulls/create-review', review)).toBeUndefined();
		expect(description.requestError('pulls/create-review', { ...review, event: 'PRAISE' })).toContain('event');
		expect(description.requestError('pulls/create-review', { ...review, comments: [{ ...review.comments[0], subject_type: 'file' }] })).toContain('additional properties');
		expect(description.requestError('issues/create-comment', {})).toContain("required property 'body'");
	});
});
