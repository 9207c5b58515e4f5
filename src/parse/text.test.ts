import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../change/change.ts';
import { limit } from './limits.ts';
import { decodeText, lineText, offsetAt, positionAt, sourceText } from './text.ts';

const PATH = 'deploy/app.yaml' as RepoPath;

function decode(bytes: Uint8Array | string) {
	return decodeText(PATH, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
}

function reason(bytes: Uint8Array | string): string | undefined {
	const decoded = decode(bytes);
	return decoded.ok ? undefined : decoded.notAnalysed.reason;
}

describe('decodeText', () => {
	test('takes UTF-8 and drops its mark', () => {
		const decoded = decode('\uFEFFname: café');
		expect(decoded.ok && decoded.value.text).toBe('name: café');
	});

	test.each([
		['UTF-16 little-endian', Buffer.from('\uFEFFa: 1', 'utf16le'), 'encoding'],
		['UTF-16 big-endian', Buffer.from('\uFEFFa: 1', 'utf16le').swap16(), 'encoding'],
		['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'encoding'],
		['UTF-16 without a mark', Buffer.from('a: 1', 'utf16le'), 'binary'],
		['a NUL byte', 'a\0b', 'binary'],
		['Latin-1', Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'encoding'],
		['an LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n', 'lfs-pointer'],
		['a long line', `a: ${'x'.repeat(limit('lineLength'))}`, 'line-too-long'],
		['too many bytes', Buffer.alloc(limit('fileBytes') + 1, 'a\n'), 'too-large'],
	])('refuses %s', (_, bytes, expected) => {
		expect(reason(bytes)).toBe(expected);
	});

	test('takes what is just at the limits', () => {
		expect(reason('x'.repeat(limit('lineLength')))).toBeUndefined();
		expect(reason(Buffer.alloc(limit('fileBytes'), 'a\n'))).toBeUndefined();
	});

	test('a refusal names the place and no text of the file', () => {
		const decoded = decode(`secret\n${'s'.repeat(limit('lineLength') + 1)}`);
		expect(decoded.ok ? '' : decoded.notAnalysed.detail).toBe(`line 2 has ${limit('lineLength') + 1} characters; the limit is ${limit('lineLength')}`);
	});
});

describe('positions', () => {
	test('count in UTF-16 units from 1', () => {
		const source = sourceText(PATH, 'a\n🙂b\n');
		expect(positionAt(source, source.text.indexOf('b'))).toEqual({ line: 2, column: 3 });
	});

	test('offset and position undo each other', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '\u2028', '🙂')), (parts) => {
				const source = sourceText(PATH, parts.join(''));
				for (let offset = 0; offset <= source.text.length; offset++) {
					const { line, column } = positionAt(source, offset);
					expect(offsetAt(source, line, column)).toBe(offset);
				}
			}),
		);
	});

	test('lines are the lines of git', () => {
		const text = 'one\r\ntwo\u2028still two\rand still\u0085\n\nfour\u000bfour\n';
		const folder = mkdtempSync(join(tmpdir(), 'groundwire-lines-'));
		writeFileSync(join(folder, 'file.txt'), text);
		const listed = execFileSync('git', ['grep', '--no-index', '-n', '--text', '-e', '', '--', 'file.txt'], { cwd: folder, encoding: 'utf8' });
		const lines = listed.split('\n').slice(0, -1).map((line) => line.replace(/^file\.txt:\d+:/, '').replace(/\r$/, ''));
		const source = sourceText(PATH, text);
		expect(lines).toEqual(lines.map((_, index) => lineText(source, index + 1)));
		expect(lines).toHaveLength(source.lineStarts.length - 1);
	});
});
