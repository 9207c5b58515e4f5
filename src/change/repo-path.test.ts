import { describe, expect, it } from 'vitest';

import { decodePath, repoPath } from './repo-path.ts';

describe('repoPath', () => {
	it.each(['a', 'a/b.ts', 'with space/ü', 'line\nbreak', '-leading', String.raw`back\slash`, String.raw`C:\x`, '...', '.hidden', 'a/..b'])('takes %j', (text) => {
		expect(repoPath(text)).toBe(text);
	});

	it.each(['', '/a', 'a/', 'a//b', '.', '..', 'a/../b', './a', 'a/.', 'a\0b'])('refuses %j', (text) => {
		expect(repoPath(text)).toBeUndefined();
	});
});

describe('decodePath', () => {
	const latin = Buffer.from('src/caf\u{E9}.ts', 'latin1');

	it('gives UTF-8 as it stands, a byte order mark included', () => {
		expect(decodePath(Buffer.from('src/\u{FEFF}grüße 🚀.ts'))).toBe('src/\u{FEFF}grüße 🚀.ts');
	});

	it('escapes the bytes that are no UTF-8 and keeps the rest', () => {
		expect(decodePath(latin)).toBe('src/caf\u{FFFD}%E9.ts');
	});

	it('never lets two names look alike', () => {
		const names = [latin, Buffer.from('src/caf\u{FFFD}%E9.ts'), Buffer.from('src/caf%E9.ts'), Buffer.from('..'), Buffer.from('%2E%2E'), Buffer.from('\u{FFFD}%2E\u{FFFD}%2E'), Buffer.from('a//b'), Buffer.from('a/\u{FFFD}/b')];
		expect(new Set(names.map((name) => decodePath(name))).size).toBe(names.length);
	});

	it.each(['..', 'a/../b', './a', 'a//b', '/etc/passwd', '', 'a\0b'])('makes a path of the repository even of %j', (text) => {
		const path = decodePath(Buffer.from(text));
		expect(repoPath(path)).toBe(path);
	});
});
