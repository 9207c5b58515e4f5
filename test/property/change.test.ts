import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { ChangedFile, CommitSha, Hunk, ObjectId } from '../../src/change/change.ts';
import { readChangedFiles } from '../../src/change/diff.ts';
import { openRepository, type Repository } from '../../src/change/repository.ts';
import { fileLineMap } from '../../src/finding/line-map.ts';
import { GitRepository } from '../support/git-repository.ts';

type Lines = readonly string[];
type Files = ReadonlyMap<string, Lines>;

interface Edit {
	readonly at: number;
	readonly remove: number;
	readonly insert: Lines;
}

interface FileChange {
	readonly name: string;
	readonly before: Lines | undefined;
	readonly edits: readonly Edit[] | 'deleted';
	readonly newName: string | undefined;
}

/** Few different lines, so that edits slide; some that look like git's own words; some long, so that git trims common ends. */
const line = fc.tuple(
	fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom('a', 'b', '}', '', '  x', '\t') },
		{ weight: 2, arbitrary: fc.constantFrom('diff --git a/x b/x', '@@ -1,3 +1,3 @@', '--- a/x', '+++ b/x', '\\ No newline at end of file', 'Binary files a and b differ', 'index 000..111', '\u{FEFF}bom', 'grüße', '\r', '-', '+', ' ', 'y'.repeat(300)) },
		{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/[\n\0]/gu, '')) },
	),
	fc.constantFrom('\n', '\n', '\n', '\r\n'),
).map(([text, end]) => text + end);

/** Without its end, the last line of a file may lack it. */
function withEnd(lines: Lines, ends: boolean): Lines {
	const last = lines.at(-1);
	if (ends || last === undefined || /^\r?\n$/u.test(last)) return lines;
	return [...lines.slice(0, -1), last.replace(/\r?\n$/u, '')];
}

const tail = fc.constantFrom(0, 0, 0, 300).map((count) => Array.from({ length: count }, (_, index) => (index % 2 === 0 ? '}\n' : 'a\n')));
const content = fc.tuple(fc.array(line, { maxLength: 25 }), tail).map(([head, rest]): Lines => [...head, ...rest]);
const edit: fc.Arbitrary<Edit> = fc.record({ at: fc.nat(40), remove: fc.nat(4), insert: fc.oneof(fc.array(line, { maxLength: 4 }), fc.constantFrom(['}\n', 'a\n'], ['a\n', '}\n'])) });
const name = fc.array(fc.constantFrom('a', 'b', ' ', '-', '\n', 'é', '"', '\\', '\t', '🚀', '@', '.ts', 'dir/'), { minLength: 1, maxLength: 5 }).map((parts) => `-${parts.join('').replaceAll(/\/(?:\/|$)/gu, '/_')}x`);

const fileChange: fc.Arbitrary<FileChange & { readonly ends: readonly [boolean, boolean] }> = fc.record({
	name,
	before: fc.option(content, { nil: undefined, freq: 5 }),
	edits: fc.oneof({ weight: 8, arbitrary: fc.array(edit, { maxLength: 4 }) }, { weight: 1, arbitrary: fc.constant('deleted' as const) }),
	newName: fc.option(name, { nil: undefined, freq: 2 }),
	ends: fc.tuple(fc.boolean(), fc.boolean()),
});

const change = fc.uniqueArray(fileChange, { selector: (file) => file.name, minLength: 1, maxLength: 4 }).map((files) => ({
	base: new Map(files.flatMap(({ name: path, before, ends }) => (before === undefined ? [] : [[path, withEnd(before, ends[0])] as const]))),
	head: new Map(files.flatMap(({ name: path, newName, before, edits, ends }) => (edits === 'deleted' ? [] : [[newName ?? path, withEnd(edits.reduce(edited, before ?? []), ends[1])] as const]))),
}));

function edited(lines: Lines, { at, remove, insert }: Edit): Lines {
	const start = Math.min(at, lines.length);
	return [...lines.slice(0, start), ...insert, ...lines.slice(start + remove)];
}

let source: GitRepository;
let repository: Repository;

beforeAll(async () => {
	source = new GitRepository('--bare');
	repository = await openRepository(source.path);
});

afterAll(async () => {
	await repository.close();
	source.delete();
});

/** Both sides as commits: one process, any names. */
function commit(sides: { readonly base: Files; readonly head: Files }): void {
	const chunks = Object.entries(sides).flatMap(([side, files]) => [
		`commit refs/heads/${side}\ncommitter a <a@example.org> 1 +0000\ndata 0\ndeleteall\n`,
		...[...files].flatMap(([path, lines]) => {
			const bytes = Buffer.from(lines.join(''));
			return [`M 100644 inline ${JSON.stringify(path)}\ndata ${bytes.length}\n`, bytes, '\n'];
		}),
	]);
	source.feed(Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))), 'fast-import', '--quiet', '--force');
}

/** The hunks as git diff itself writes them, with its usual context: runs of changed lines between lines of context. */
function gitHunks(): readonly (readonly Hunk[] | 'unknown')[] {
	const text = source.bytes('diff', '-M', '--no-color', '--no-ext-diff', 'base', 'head').toString('latin1');
	return text.split(/^diff --git /mu).slice(1).map((section) => (/^Binary files /mu.test(section) ? 'unknown' : section.split(/^(?=@@ )/mu).slice(1).flatMap(runs)));
}

function runs(hunk: string): Hunk[] {
	const [, baseStart = '', baseCount, headStart = '', headCount] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u.exec(hunk) ?? [];
	let base = Number(baseStart) + (baseCount === '0' ? 1 : 0);
	let head = Number(headStart) + (headCount === '0' ? 1 : 0);
	const body = hunk.split('\n').slice(1).filter((row) => row !== '' && !row.startsWith('\\')).map((row) => row.slice(0, 1)).join('');
	return body.split(/( +)/u).flatMap((run) => {
		const [baseLines, headLines] = [run.replaceAll('+', '').length, run.replaceAll('-', '').length];
		const found = { baseStart: baseLines === 0 ? base - 1 : base, baseLines, headStart: headLines === 0 ? head - 1 : head, headLines };
		base += baseLines;
		head += headLines;
		return run === '' || run.startsWith(' ') ? [] : [found];
	});
}

function names(): string[] {
	return source.bytes('diff', '-M', '--name-only', '-z', 'base', 'head').toString('utf8').split('\0').slice(0, -1);
}

function linesOf(files: Files, path: string | undefined): Lines {
	// Lines of a file are what its line feeds part, however the edits cut them.
	return path === undefined ? [] : (files.get(path)?.join('') ?? '').split(/(?<=\n)/u).filter((text) => text !== '');
}

/** Applies the hunks to the lines of base; the lines that come are taken from head. */
function applied(base: Lines, head: Lines, hunks: readonly Hunk[]): Lines {
	const result: string[] = [];
	let next = 0;
	for (const { baseStart, baseLines, headStart, headLines } of hunks) {
		const start = baseLines === 0 ? baseStart : baseStart - 1;
		const from = headLines === 0 ? headStart : headStart - 1;
		result.push(...base.slice(next, start), ...head.slice(from, from + headLines));
		next = start + baseLines;
	}
	return [...result, ...base.slice(next)];
}

function checkLines({ before, after, hunks }: ChangedFile, base: Lines, head: Lines): void {
	if (hunks === 'unknown') return;
	expect(applied(base, head, hunks)).toEqual(head);
	const map = fileLineMap(before?.path ?? after?.path, hunks);
	for (const [index, text] of base.entries()) {
		const there = map.headLineOf(index + 1);
		if (there !== undefined) expect({ line: map.baseLineOf(there), text: head[there - 1] }).toEqual({ line: index + 1, text });
	}
	const kept = base.filter((_, index) => map.headLineOf(index + 1) !== undefined);
	expect(head.filter((_, index) => map.baseLineOf(index + 1) !== undefined)).toEqual(kept);
	expect(base.length - kept.length).toBe(hunks.reduce((sum, hunk) => sum + hunk.baseLines, 0));
}

it('hunks and lines are git\'s own, for any edits to files of any name', { timeout: 60_000 }, async () => {
	const property = fc.asyncProperty(change, async ({ base, head }) => {
		commit({ base, head });
		const [baseTree, headTree] = source.git('rev-parse', 'base^{tree}', 'head^{tree}').split('\n') as [ObjectId, ObjectId];
		const files = await readChangedFiles(repository, { tree: baseTree, commit: '' as CommitSha }, { tree: headTree });
		expect(files.map(({ before, after }) => (after ?? before)?.path)).toEqual(names());
		expect(files.map(({ hunks }) => hunks)).toEqual(gitHunks());
		for (const file of files) {
			const [old, now] = [linesOf(base, file.before?.path), linesOf(head, file.after?.path)];
			if (file.before !== undefined) expect(old.join('')).toBe(source.bytes('cat-file', 'blob', file.before.blob).toString('utf8'));
			checkLines(file, old, now);
		}
	});
	await fc.assert(property, { numRuns: 60, interruptAfterTimeLimit: 25_000 });
});
