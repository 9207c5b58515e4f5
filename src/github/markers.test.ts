import { describe, expect, it } from 'vitest';
import { closedMarker, findingMarker, isInstance, isOurs, isSummary, memoryMarker, readFindingMarker, readMemory, summaryMarker } from './markers.ts';

const mark = (fingerprint: string) => ({ fingerprint, inNewFile: false });

describe('markers', () => {
	it('are read back on the first line only, and for their own instance', () => {
		const marker = findingMarker(mark('3f9a1c'), 'default');
		expect(marker).toBe('<!-- groundwire:finding:3f9a1c -->');
		expect(readFindingMarker(`${marker}\r\ntext`, 'default')).toEqual(mark('3f9a1c'));
		expect(readFindingMarker(`text\n${marker}`, 'default')).toBeUndefined();
		expect(readFindingMarker(` ${marker}`, 'default')).toBeUndefined();
		expect(readFindingMarker(marker, 'infra')).toBeUndefined();
		expect(readFindingMarker(findingMarker(mark('3f9a1c'), 'infra'), 'infra')).toEqual(mark('3f9a1c'));
		expect(readFindingMarker(findingMarker(mark('3f9a1c'), 'infra'), 'default')).toBeUndefined();
		expect(isSummary(`${summaryMarker('infra')}\nx`, 'infra')).toBe(true);
		expect(isSummary(`x\n${summaryMarker('infra')}`, 'infra')).toBe(false);
	});

	it('say what the finding is about and what became of it', () => {
		const whole = { fingerprint: '3f9a1c', key: '0123456789ab', inNewFile: true };
		for (const instance of ['default', 'infra']) expect(readFindingMarker(findingMarker(whole, instance), instance)).toEqual(whole);
		expect(readFindingMarker(findingMarker({ ...whole, inNewFile: false }, 'default'), 'default')).toEqual({ ...whole, inNewFile: false });
		for (const state of ['fixed', 'waived', 'suppressed', 'moved'] as const) {
			for (const hidden of ['no', 'resolved', 'minimised'] as const) {
				expect(readFindingMarker(`${findingMarker(whole, 'default')}\n${closedMarker(state, hidden)}\ntext`, 'default')?.closed).toEqual({ state, hidden });
			}
		}
		expect(readFindingMarker(`${findingMarker(whole, 'default')}\ntext\n${closedMarker('fixed')}`, 'default')?.closed).toBeUndefined();
	});

	it('remember in the summary what was posted on which commit', () => {
		const memory = { head: 'a'.repeat(40), posted: new Set(['fp01', 'fp02']) };
		expect(readMemory(`${summaryMarker('default')}\n${memoryMarker(memory)}\ntext`)).toEqual(memory);
		expect(readMemory(`${summaryMarker('default')}\r\n${memoryMarker({ ...memory, posted: new Set() })}\r\n`)).toEqual({ ...memory, posted: new Set() });
		expect(readMemory(`${summaryMarker('default')}\n### Groundwire`)).toBeUndefined();
		expect(readMemory('')).toBeUndefined();
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
