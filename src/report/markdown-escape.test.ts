import * as fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { cell, code, hidesSomething, prose, visible } from './markdown-escape.ts';

interface Node {
	readonly type: string;
	readonly value?: string;
	readonly children?: readonly Node[];
}

function nodes(markdown: string): readonly Node[] {
	const walk = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(walk)];
	return walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}

const hostile = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.string({ unit: fc.constantFrom(...'`*_[]()<>!@#|\\~:/.-+=&;\n\t 1aw'.split('')), maxLength: 40 }),
	fc.array(
		fc.constantFrom(
			'@octocat', '#12', 'GH-7', 'o/r#1', 'https://evil.example/x', 'www.evil.example', 'a@b.example', '![x](http://e)', '[x](http://e)',
			'<img src=x>', '<!-- groundwire:finding:a -->', '</details>', '```suggestion', '`', '``', ' ', '\n', '\n\n', '# h', '1. ', '- [x] ', '> ',
			'| a |', '---', '===', '&lt;', '\\', '[^1]: x', ':smile:', 'deadbeefdeadbeef', 'word', '\u202e', '$x$', 'mailto:a@b.c', 'xmpp:a@b.c',
		),
		{ maxLength: 12 },
	).map((parts) => parts.join('')),
);

const INLINE = new Set(['root', 'paragraph', 'text', 'inlineCode']);

function assertHarmless(markdown: string): void {
	for (const node of nodes(markdown)) {
		expect(INLINE.has(node.type), `${node.type} in ${JSON.stringify(markdown)}`).toBe(true);
		if (node.type !== 'text') continue;
		expect(node.value).not.toMatch(/[@#<>[\]|`$]|:\/\/|www\.|\bGH-\d|\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/iu);
	}
}

describe('untrusted text', () => {
	it('makes prose of words and code spans only, whatever it says', () => {
		fc.assert(fc.property(hostile, (text) => assertHarmless(prose(text))), { numRuns: 2000 });
	});

	it('stays harmless between our own words', () => {
		fc.assert(fc.property(hostile, hostile, (a, b) => assertHarmless(`**x** ${code(a)} y ${prose(b)}`.replace('**x** ', ''))), { numRuns: 1000 });
	});

	it('is one code span whose value is the visible text', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const spans = nodes(`a ${code(text)} b`).filter((node) => node.type === 'inlineCode');
				// Markdown strips one space from each side unless the span is nothing but spaces.
				expect(spans.map((span) => span.value?.trim())).toEqual(text === '' ? [] : [visible(text).trim()]);
			}),
			{ numRuns: 2000 },
		);
	});

	it('never opens a second cell', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const table = nodes(`| | |\n|---|---|\n| ${cell(code(text))} | ${cell(prose(text))} |`);
				expect(table.filter((node) => node.type === 'tableCell')).toHaveLength(4);
			}),
			{ numRuns: 1000 },
		);
	});

	it('reads well where it is harmless', () => {
		expect(prose('`fetch` to pay.internal has no deadline, and every order holds 20–40 s (e.g. 1.5 MB).')).toBe(
			'`fetch` to `pay.internal` has no deadline, and every order holds 20–40 s (e.g. 1.5 MB).',
		);
		expect(prose("The caller's socket and/or its memory isn't freed; ask @admin about #12.")).toBe(
			"The caller's socket and/or its memory isn't freed; ask `@admin` about `#12`.",
		);
		expect(prose('1. is not a list')).toBe('1\\. is not a list');
	});

	it('shows what hides', () => {
		expect(code('a\u202eb\u0000c\nd')).toBe('`a\\u{202e}b\\u{0}c\\nd`');
		expect(prose('a\u3164b \u115f')).toBe('`a\\u{3164}b` `\\u{115f}`');
		expect(hidesSomething('\tplain')).toBe(false);
		expect(hidesSomething('a\u200bb')).toBe(true);
	});
});
