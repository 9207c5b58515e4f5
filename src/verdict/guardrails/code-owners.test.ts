import { describe, expect, it } from 'vitest';
import { ownerEffects, ownersOf } from './code-owners.ts';

const PATHS = ['.groundwire/config.yaml', '.github/workflows/a.yml', 'src/deep/a.ts'];

function effects(before: string, after: string): string[] {
	return ownerEffects(PATHS, ownersOf(before, PATHS), ownersOf(after, PATHS)).map(({ text, weaker }) => `${weaker ? '-' : '+'} ${text}`);
}

describe('who must be asked', () => {
	it.each<[string, string[]]>([
		['* @a', ['@a', '@a', '@a']],
		['* @a\n/.groundwire/ @b', ['@b', '@a', '@a']],
		['/.groundwire/ @b\n* @a', ['@a', '@a', '@a']],
		['* @a\n.groundwire/ # nobody', ['', '@a', '@a']],
		['*.yml @y @x # words', ['', '@x @y', '']],
		['/src/* @a', ['', '', '']],
		['/src/** @a', ['', '', '@a']],
		['deep @a', ['', '', '@a']],
		['/src @a', ['', '', '@a']],
		['[Section]\n^[Other] @x\n* @a', ['@a', '@a', '@a']],
		['', ['', '', '']],
		['!* @a\n{a,b} @c\n+(x) @d', ['', '', '']],
	])('%j', (text, expected) => {
		expect(ownersOf(text, PATHS).map((owners) => owners.join(' '))).toEqual(expected);
	});

	it('is told where it is somebody else, nobody, or somebody at last', () => {
		expect(effects('* @a', '*.ts @a\n*.yml @b')).toEqual(['- nobody would have to be asked any more about 1 guardrail (`.groundwire/config.yaml`)', '- others would have to be asked about 1 guardrail (`.github/workflows/a.yml`)']);
		expect(effects('', '* @a')).toEqual(['+ somebody would have to be asked about 3 guardrails (`.groundwire/config.yaml`, `.github/workflows/a.yml`, `src/deep/a.ts`)']);
		expect(effects('* @a @b', '* @b @a')).toEqual(['+ the owners of the guardrails of Groundwire would stay as they are']);
	});
});
