import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, createLog } from './log.ts';

function written(act: (log: ReturnType<typeof createLog>) => void): string {
	let text = '';
	act(createLog((more) => (text += more)));
	return text;
}

const hostile = fc.array(fc.constantFrom('::', '##[', 'error', '::add-mask::x', '\n', '\r', '\u2028', ' ', '\t', 'stop-commands', '%0A', '\u001b[31m', '[', '#', ':', 'a'), { maxLength: 12 }).map((parts) => parts.join(''));

describe('the log', () => {
	it('writes no line that a runner obeys, whatever it is told to say', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const lines = written((log) => log.line(text)).split(/[\n\r\u2028]/u);
				expect(lines).toHaveLength(2);
				expect(lines[0]?.trim().startsWith('::')).toBe(false);
				expect(lines[0]).not.toContain('##[');
			}),
		);
	});

	it('switches commands off around the output of another process', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const lines = written((log) => log.untrusted('title', text)).split('\n');
				const commands = lines.filter((line) => line.trim().startsWith('::'));
				const [, token = ''] = /^::stop-commands::([0-9a-f-]{36})$/u.exec(commands[0] ?? '') ?? [];
				expect(commands).toEqual([`::stop-commands::${token}`, `::${token}::`]);
				expect(lines.join('\n')).not.toContain('##[');
			}),
		);
	});
});

it('counts one and many', () => {
	expect([0, 1, 2].map((count) => counted(count, 'write'))).toEqual(['0 writes', '1 write', '2 writes']);
});
