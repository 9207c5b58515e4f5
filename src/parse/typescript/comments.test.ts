import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { ObjectId } from '../../change/change.ts';
import { asWritten, writtenText } from './comments.ts';
import type { ts } from './compiler.ts';
import { SourceParser } from './parser.ts';

function parsed(text: string, path = 'src/a.ts'): ts.SourceFile {
	return new SourceParser().parse(createHash('sha1').update(text).digest('hex') as ObjectId, path, text).sourceFile;
}

describe('comments are blank in what extractors read', () => {
	test.each([
		['a line', 'run(); // timeout\nstop();', 'run();           \nstop();'],
		['a block', 'run(/* timeout */ 1);', 'run(              1);'],
		['several lines, with their ends', '/* a\r\n b */run();', '    \r\n     run();'],
		['the last line', 'run();//', 'run();  '],
		['a description', '/** Signal. */\nfunction run() {}', '              \nfunction run() {}'],
		['one in another', '/* // */ run(); // /* a', '         run();        '],
		['inside a hole of a template', '`a${/* b */ c}//d`', '`a${        c}//d`'],
	])('%s', (_what, text, blanked) => {
		const sourceFile = parsed(text);
		expect(sourceFile.text).toBe(blanked);
		expect(writtenText(sourceFile)).toBe(text);
	});

	test.each([
		['text', "get('https://shop.internal/*'); const b = \"// no\";"],
		['templates', 'const a = `// ${b} /* ${c} */`;'],
		['regular expressions', 'const a = /\\/\\*/.test(b) || /[/*]/.test(c);'],
		['a division', 'const a = b / c / d;'],
		['a shebang', '#!/usr/bin/env -S node //a\nrun();'],
	])('%s is none', (_what, text) => {
		expect(parsed(text).text).toBe(text);
	});

	test('JSX holds text that looks like one', () => {
		const text = 'const a = <p>https://shop.internal /* price */ {/* gone */}</p>;';
		expect(parsed(text, 'src/a.tsx').text).toBe('const a = <p>https://shop.internal /* price */ {          }</p>;');
	});

	test('nodes keep their places', () => {
		const text = '// one\n/* two */ call(/* three */ value /* four */);';
		const sourceFile = parsed(text);
		const [statement] = sourceFile.statements;
		expect(statement?.getStart(sourceFile)).toBe(text.indexOf('call'));
		expect(statement?.getText(sourceFile)).toBe('call(            value           );');
		expect(sourceFile.getLineAndCharacterOfPosition(text.indexOf('value')).line).toBe(1);
		expect(asWritten(sourceFile, () => statement?.getText(sourceFile))).toBe('call(/* three */ value /* four */);');
		expect(sourceFile.text).not.toContain('three');
	});

	test('as many as a file can hold', () => {
		const text = 'a();/**/'.repeat(100_000);
		expect(parsed(text).text).toBe('a();    '.repeat(100_000));
	});
});
