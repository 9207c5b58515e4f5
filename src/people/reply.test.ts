import { expect, it } from 'vitest';
import { replyText } from './reply.ts';

it('ends a sentence once, and names the line where there are several', () => {
	const refused = { line: 1, kind: 'refused', text: 'it has its own full stop.' } as const;
	expect(replyText([refused])).toBe('**Not done:** it has its own full stop.');
	expect(replyText([{ ...refused, text: 'no `full stop`' }, { line: 2, kind: 'recorded', text: '`ada` approves `0123`' }, { line: 3, kind: 'done' }])).toBe(
		'Line 1: **Not done:** no `full stop`.\n\nLine 2: **Done:** `ada` approves `0123`.\n\nLine 3: **Done.**',
	);
});

it('leaves it at the sign where that says all', () => {
	expect(replyText([{ line: 1, kind: 'recorded', text: 'x' }, { line: 2, kind: 'done' }])).toBeUndefined();
});
