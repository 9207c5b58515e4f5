import * as fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { mentionsCommand, readCommands } from './command.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const WAIVE = '/groundwire waive 3f9a1c until 2027-01-15 because the queue ends this call';
const orders = (text: string): readonly unknown[] => readCommands(text, NOW).map(({ order }) => order);
const kinds = (text: string): readonly string[] => readCommands(text, NOW).map(({ order }) => order.kind);
const expected = (text: string): string => readCommands(text, NOW).map(({ order }) => (order.kind === 'wrong' ? order.expected : `accepted: ${order.kind}`)).join();

describe('a command', () => {
	it('is one line of a comment, and a comment may hold several', () => {
		const text = `Fine with me.\r\n${WAIVE}\r\n/groundwire explain \`gw:3f9a1c\`\r\n\r\n/groundwire approve  \r\n/groundwire\trecheck\r\nThanks`;
		expect(readCommands(text, NOW)).toEqual([
			{ line: 2, order: { kind: 'waive', target: '3f9a1c', until: '2027-01-15', reason: 'the queue ends this call' } },
			{ line: 3, order: { kind: 'explain', target: 'gw:3f9a1c' } },
			{ line: 5, order: { kind: 'approve' } },
			{ line: 6, order: { kind: 'recheck' } },
		]);
	});

	it.each([
		['a word before it', 'please /groundwire approve'],
		['a space before it', ' /groundwire approve'],
		['a longer word', '/groundwireapprove'],
		['other letters', '/gr\u043eundwire approve'],
		['another space after the name', '/groundwire\u00a0approve'],
		['a line separator of Unicode', 'a\u2028/groundwire approve'],
		['capitals', '/Groundwire approve'],
	])('is not made by %s', (_, text) => {
		expect(orders(text)).toEqual([]);
	});

	it.each([
		['a quotation', '> /groundwire approve'],
		['the line after a quotation, which goes on with it', '> she said\n/groundwire approve'],
		['a quotation in a list', '- > she said\n/groundwire approve'],
		['a fence', '```\n/groundwire approve\n```'],
		['a fence that never ends', '~~~ text\n\n/groundwire approve'],
		['a fence that a shorter one does not end', '````\n```\n/groundwire approve'],
		['a span of code over lines', 'see `this\n/groundwire approve\n` there'],
		['an HTML comment', '<!-- for later\n\n/groundwire approve\n-->'],
		['raw HTML', '<pre>\n\n/groundwire approve\n</pre>'],
	])('is not read in %s', (_, text) => {
		expect(orders(text)).toEqual([]);
	});

	it('is read after a quotation, a fence or a hidden text has ended', () => {
		expect(kinds('> she said\n\n/groundwire approve')).toEqual(['approve']);
		expect(kinds('```\nx\n```\n/groundwire approve')).toEqual(['approve']);
		expect(kinds('<!-- note -->\n\n/groundwire approve')).toEqual(['approve']);
		expect(kinds('See `pay.ts`.\n/groundwire approve')).toEqual(['approve']);
	});

	it('says what was expected', () => {
		expect(expected('/groundwire')).toContain('one of `/groundwire waive');
		expect(expected('/groundwire dance')).toContain('one of');
		expect(expected('/groundwire approve please')).toContain('nothing after it');
		expect(expected('/groundwire explain')).toBe('`/groundwire explain <id or rule>`');
		expect(expected('/groundwire waive 3f9a1c because I say so')).toContain('until <YYYY-MM-DD> because');
		expect(expected('<a title="\n/groundwire approve\n">')).toContain('an empty line before');
		expect(expected('/groundwire waive 3f9a1c until 2027-01-15 because \u202enothing to see')).toContain('cannot be seen');
	});

	it.each([
		['2026-11-20', 'not past'],
		['2027-11-23', 'at most 366 days'],
		['2027-02-30', 'a day of the calendar'],
		['tomorrow', 'a day of the calendar'],
		['２０２７-01-01', 'a day of the calendar'],
		['0000-00-00', 'a day of the calendar'],
	])('does not take %s as a day', (day, why) => {
		expect(expected(WAIVE.replace('2027-01-15', day))).toContain(why);
	});

	it.each(['2026-11-21', '2027-11-22'])('takes %s as a day', (day) => {
		expect(kinds(WAIVE.replace('2027-01-15', day))).toEqual(['waive']);
	});

	it('wants a reason of a size', () => {
		expect([9, 10, 500, 501].map((length) => kinds(`/groundwire waive 3f9a1c until 2027-01-15 because ${'x'.repeat(length)}`)[0])).toEqual(['wrong', 'waive', 'waive', 'wrong']);
	});

	it('stands in a comment with at most nine others', () => {
		expect(kinds('/groundwire recheck\n'.repeat(12))).toEqual([...Array.from({ length: 10 }, () => 'recheck'), 'wrong', 'wrong']);
	});
});

const FRAGMENTS = [
	'/groundwire approve', '/groundwire recheck', WAIVE, '> ', '>', '- ', '1. ', '    ', '   ', '\t', '`', '``', '```', '~~~', '\\`', '<!--', '-->', '<pre>', '</pre>', '<div>', '</div>', '<a title="',
	'">', '<details>', '</details>', '[a]: http://x "', '"', '[a](http://x "', '")', '![', '](x)', '[^1]: ', '[', ']', '# ', '---', '===', '| a | b |', '|---|---|', '**', '$$', 'word', '<?', '?>', '<![CDATA[', ']]>', '<!X', '\\', '&gt;',
];
const markdown = fc.array(fc.tuple(fc.constantFrom(...FRAGMENTS), fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', ' ', '')), { maxLength: 14 }).map((parts) => parts.flat().join(''));

interface Node {
	readonly type: string;
	readonly children?: readonly Node[];
	readonly position?: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}

/** What Markdown makes of a line, from the root to the leaf. */
function around(text: string, line: number): readonly string[] {
	const walk = (node: Node): readonly string[] => {
		const inner = node.children?.find(({ position }) => position !== undefined && position.start.line <= line && line <= position.end.line);
		return [node.type, ...(inner === undefined ? [] : walk(inner))];
	};
	return walk(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node);
}

const QUOTED = new Set(['blockquote', 'code', 'html', 'inlineCode', 'definition', 'footnoteDefinition', 'image', 'imageReference']);

describe('any text', () => {
	it('gives commands or nothing, and never an error', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), markdown), (text) => {
				const commands = readCommands(text, NOW);
				expect(commands.every(({ line }) => line >= 1 && line <= text.split(/\r\n|\n|\r/u).length)).toBe(true);
				if (commands.length > 0) expect(mentionsCommand(text)).toBe(true);
			}),
			{ numRuns: 3000 },
		);
	});

	it('gives no command of what Markdown shows as a quotation, as code or not at all', () => {
		fc.assert(
			fc.property(markdown, (text) => {
				for (const { line, order } of readCommands(text, NOW)) {
					if (order.kind === 'wrong') continue;
					const types = around(text, line);
					expect(types.filter((type) => QUOTED.has(type)), `line ${line} of ${JSON.stringify(text)} is ${types.join(' > ')}`).toEqual([]);
				}
			}),
			{ numRuns: 10_000 },
		);
	});

	it('gives nothing once it is quoted, fenced or hidden', () => {
		fc.assert(
			fc.property(markdown, (text) => {
				const quoted = text.split(/\r\n|\n|\r/u).map((line) => `> ${line}`).join('\n');
				expect(readCommands(quoted, NOW)).toEqual([]);
				expect(readCommands(`${'`'.repeat(60)}\n${text}\n`, NOW)).toEqual([]);
				expect(readCommands(`<!--\n${text.replaceAll('-->', '')}\n`, NOW)).toEqual([]);
			}),
			{ numRuns: 2000 },
		);
	});
});
