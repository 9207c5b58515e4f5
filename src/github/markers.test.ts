import { describe, expect, it } from 'vitest';
import { closedMarker, findingMarker, isInstance, isOurs, isSummary, readFindingMarker, summaryMarker } from './markers.ts';

describe('markers', () => {
	it('are read back on the first line only, and for their own instance', () => {
		const marker = findingMarker('3f9a1c', 'default');
		expect(readFindingMarker(`${marker}\r\ntext`, 'default')).toEqual({ fingerprint: '3f9a1c', closed: false });
		expect(readFindingMarker(`${marker}\n${closedMarker('fixed')}\ntext`, 'default')).toEqual({ fingerprint: '3f9a1c', closed: true });
		expect(readFindingMarker(`text\n${marker}`, 'default')).toBeUndefined();
		expect(readFindingMarker(` ${marker}`, 'default')).toBeUndefined();
		expect(readFindingMarker(marker, 'infra')).toBeUndefined();
		expect(readFindingMarker(findingMarker('3f9a1c', 'infra'), 'infra')).toEqual({ fingerprint: '3f9a1c', closed: false });
		expect(readFindingMarker(findingMarker('3f9a1c', 'infra'), 'default')).toBeUndefined();
		expect(isSummary(`${summaryMarker('infra')}\nx`, 'infra')).toBe(true);
		expect(isSummary(`x\n${summaryMarker('infra')}`, 'infra')).toBe(false);
	});

	it('belong to a login, and a person is never a bot', () => {
		const bot = { login: 'github-actions[bot]' };
		expect(isOurs({ login: 'github-actions[bot]', type: 'Bot' }, bot)).toBe(true);
		expect(isOurs({ login: 'github-actions[bot]', type: 'User' }, bot)).toBe(false);
		expect(isOurs({ login: 'github-actions', type: 'User' }, bot)).toBe(false);
		expect(isOurs({ login: 'dependabot[bot]', type: 'Bot' }, bot)).toBe(false);
		expect(isOurs({ login: 'Ada', type: 'User' }, { login: 'ada' })).toBe(true);
		expect(isOurs(null, bot)).toBe(false);
	});

	it('take no instance that could end a comment', () => {
		expect(['default', 'infra.prod_2'].every(isInstance)).toBe(true);
		expect(['', 'a--b', 'a b', '->', '-a', 'x'.repeat(65)].some(isInstance)).toBe(false);
	});
});
