import { expect, test } from 'vitest';

import type { CommitSha, ProvenanceMark } from '../../src/change/change.ts';
import { detectMarks } from '../../src/change/provenance.ts';
import { NEGATIVES } from './negatives.ts';
import { POSITIVES, type Place } from './positives.ts';

const ID = 'a'.repeat(40) as CommitSha;
const ADA = 'Ada Lovelace <ada@example.org>';

function person(text: string): { name: string; email: string } {
	const [, name = '', email = ''] = /^(.*?) <(.*)>$/u.exec(text) ?? [];
	return { name, email };
}

function marksOf(place: Place, text: string): readonly ProvenanceMark[] {
	const of = (wanted: Place, usual: string): string => (place === wanted ? text : usual);
	if (place === 'body' || place === 'branch' || place === 'login') {
		return detectMarks([], { ...(place === 'body' && { body: text }), ...(place === 'branch' && { headRef: text }), ...(place === 'login' && { authorLogin: text }) });
	}
	return detectMarks([{ id: ID, commit: { message: of('message', 'Fix the pool\n'), author: person(of('author', ADA)), committer: person(of('committer', ADA)) } }], {});
}

/** One who did not write it, and one of whom that is only mentioned, are no claim that an agent did. */
function claims(place: Place, text: string): string[] {
	return marksOf(place, text).filter(({ kind }) => kind !== 'mention').map(({ tool, kind }) => `${tool}/${kind}`);
}

test('nothing that only looks like a mark is taken for one', () => {
	const wrong = NEGATIVES.filter(([place, text]) => claims(place, text).length > 0).map(([place, text]) => [place, text, ...claims(place, text)]);
	console.log(`provenance: ${NEGATIVES.length} negatives, ${wrong.length} taken for a mark`);
	expect(wrong).toEqual([]);
});

test('every form of the catalogues is known', () => {
	const missed = POSITIVES.filter(([place, text, expected]) => !claims(place, text).includes(expected)).map(([place, text, expected]) => [place, text, expected, ...claims(place, text)]);
	console.log(`provenance: ${POSITIVES.length} positives, ${POSITIVES.length - missed.length} known`);
	expect(missed).toEqual([]);
});

test('every mark shows what was seen, in our own words', () => {
	for (const [place, text] of POSITIVES) for (const { evidence } of marksOf(place, text)) expect(evidence).toMatch(/^[\w@+.[\]/ ():,-]{3,120}$/u);
});
