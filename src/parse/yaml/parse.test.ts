import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../../change/change.ts';
import { limit } from '../limits.ts';
import { sourceText } from '../text.ts';
import { parseYaml, type YamlStream } from './parse.ts';

function parse(text: string): YamlStream {
	return parseYaml(sourceText('a.yaml' as RepoPath, text), 'kubernetes');
}

function values(text: string): unknown[] {
	return parse(text).documents.map(({ value }) => value);
}

/** `2:5-3:11` for a pointer of the first document. */
function place(text: string, pointer: string): string | undefined {
	const range = parse(text).documents[0]?.positions.get(pointer);
	return range && `${range.startLine}:${range.startColumn}-${range.endLine}:${range.endColumn}`;
}

function reasons(text: string): string[] {
	return parse(text).errors.map(({ reason }) => reason);
}

/** Each level holds the one below it `width` times. */
function laughs(width: number, depth: number): string {
	const levels = Array.from({ length: depth }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(width).fill(`*a${i}`).join(',')}]`);
	return ['a0: &a0 [x]', ...levels].join('\n');
}

describe('documents of a stream', () => {
	test('one broken document leaves the others, with their lines', () => {
		const stream = parse('a: 1\n---\nb: [\n---\nc: 3\n');
		expect(stream.documents.map(({ index, value, startLine }) => ({ index, value, startLine }))).toEqual([
			{ index: 0, value: { a: 1 }, startLine: 1 },
			{ index: 2, value: { c: 3 }, startLine: 5 },
		]);
		expect(stream.errors).toMatchObject([{ index: 1, reason: 'syntax' }]);
	});

	test('comments alone are no document, an opened one is', () => {
		expect(values('# only\n')).toEqual([]);
		expect(values('# licence\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n# end\n')).toEqual([{ a: 1 }, null, { b: 2 }]);
	});

	test('directives belong to the document below them', () => {
		expect(values('%YAML 1.1\n---\na: 1\n...\n%YAML 1.2\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
	});

	test('a marker inside a block of text ends the document, an indented one does not', () => {
		expect(values('a: |\n  x\n  ---\n  y\n---\nb: 1\n')).toEqual([{ a: 'x\n---\ny\n' }, { b: 1 }]);
	});

	test('CRLF changes no value and no line', () => {
		const text = 'a: 1\r\n---\r\nb: |\r\n  x\r\n  y\r\nc: 2\r\n';
		expect(values(text)).toEqual([{ a: 1 }, { b: 'x\ny\n', c: 2 }]);
		expect(parse(text).documents[1]?.positions.get('/c')).toEqual({ startLine: 6, startColumn: 1, endLine: 6, endColumn: 5 });
	});

	test('JSON is YAML, tabs included', () => {
		expect(values('{\n\t"a": [1,\n\t\t{"b": null}]\n}')).toEqual([{ a: [1, { b: null }] }]);
	});
});

describe('scalars as the cluster reads them', () => {
	test.each([
		['yes', true], ['On', true], ['y', true], ['off', false], ['010', 8], ['0o10', 8], ['0x1F', 31], ['0b11', 3], ['1_000', 1000], ['-5', -5],
		['1.5', 1.5], ['1e3', 1000], ['08', 8], ['~', null], ['', null], ['"yes"', 'yes'], ["'1'", '1'], ['1.2.3', '1.2.3'], ['2024-01-01', '2024-01-01'],
		['12:30', '12:30'], ['.inf', '.inf'], ['512Mi', '512Mi'], ['!!str 1', '1'], ['!!int "7"', 7], ['!Sub "${x}"', '${x}'], ['!Ref y', 'y'],
	])('%s', (text, expected) => {
		expect(values(`v: ${text}\n`)).toEqual([{ v: expected }]);
	});

	test('YAML 1.2 reads yes as a word', () => {
		const stream = parseYaml(sourceText('a.yaml' as RepoPath, 'on: yes\n'), 'core');
		expect(stream.documents[0]?.value).toEqual({ on: 'yes' });
	});

	test('unknown tags on collections leave the collection', () => {
		expect(values('a: !foo [1, {b: !bar {c: 1}}]\n')).toEqual([{ a: [1, { b: { c: 1 } }] }]);
	});
});

describe('positions', () => {
	const text = 'spec:\n  containers:\n    - name: app # first\n      command: ["a",\n        "b" ]\n    - name: side\n      note: |\n        x\n\n\ntail: end\n';

	test('an entry begins at its key and ends with its last descendant', () => {
		expect(place(text, '/spec')).toBe('1:1-8:10');
		expect(place(text, '/spec/containers/0')).toBe('3:7-5:14');
		expect(place(text, '/spec/containers/0/name')).toBe('3:7-3:16');
		expect(place(text, '/spec/containers/0/command')).toBe('4:7-5:14');
		expect(place(text, '/spec/containers/0/command/1')).toBe('5:9-5:12');
		expect(place(text, '/spec/containers/1/note')).toBe('7:7-8:10');
		expect(place(text, '/tail')).toBe('11:1-11:10');
	});

	test('an empty value has the place of its key', () => {
		expect(place('a:\n  b:\n  c: 1\n', '/a/b')).toBe('2:3-2:4');
	});

	test('pointers are escaped', () => {
		expect(place('metadata:\n  annotations:\n    a/b~c: x\n', '/metadata/annotations/a~1b~0c')).toBe('3:5-3:13');
	});

	test('what comes by an alias stands where the alias is written', () => {
		const aliased = 'base: &base\n  image: x\napp: *base\nmerged:\n  <<: *base\n  name: web\n';
		expect(values(aliased)).toEqual([{ base: { image: 'x' }, app: { image: 'x' }, merged: { name: 'web', image: 'x' } }]);
		expect(place(aliased, '/app')).toBe('3:1-3:11');
		expect(place(aliased, '/app/image')).toBeUndefined();
		expect(place(aliased, '/merged/image')).toBe('5:7-5:12');
	});

	test('every range begins and ends inside its text', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
				const json = JSON.stringify(value, undefined, 1);
				const { documents, errors } = parse(json);
				expect(errors).toEqual([]);
				expect(JSON.parse(JSON.stringify(documents[0]?.value))).toEqual(JSON.parse(json));
				for (const range of documents[0]?.positions.values() ?? []) {
					expect(range.startLine < range.endLine || range.startColumn < range.endColumn).toBe(true);
				}
			}),
			{ numRuns: 60 },
		);
	});
});

describe('indentation that kubectl forgives', () => {
	test.each([
		['a bracket below its key', 'a:\n  b: [\n    "x", # one\n    y1,\n  ]\n  c: 1\n', { a: { b: ['x', 'y1'], c: 1 } }],
		['a brace at the margin', 'b: {\n  p: 1\n}\nc: 2\n', { b: { p: 1 }, c: 2 }],
		['a string that goes on at the margin', 'b: "x\nz\n\nw"\nc: 2\n', { b: 'x z\nw', c: 2 }],
		['in CRLF', 'b: [\r\n  1\r\n]\r\nc: 2\r\n', { b: [1], c: 2 }],
	])('%s', (_, text, expected) => {
		expect(parse(text)).toMatchObject({ documents: [{ value: expected }], errors: [] });
		const line = text.split('\n').findIndex((content) => content.trimStart().startsWith('c:')) + 1;
		expect(parse(text).documents[0]?.positions.get('a' in expected ? '/a/c' : '/c')).toMatchObject({ startLine: line, endLine: line });
	});

	test('places are those of the file as it stands', () => {
		const text = 'a:\n  b: [\n    {p: 1},\n  ]\n  c: [2\n  , 3\n  ]\n';
		expect(place(text, '/a/b')).toBe('2:3-4:4');
		expect(place(text, '/a/b/0/p')).toBe('3:6-3:10');
		expect(place(text, '/a/c')).toBe('5:3-7:4');
		expect(place(text, '/a/c/1')).toBe('6:5-6:6');
	});

	test('an error behind it has its own place', () => {
		expect(parse('b: [\n]\nc: "x\n').errors).toMatchObject([{ line: 4, reason: 'syntax' }]);
	});

	test('thousands of them end in a refusal, not in hours', () => {
		const text = Array.from({ length: 20_000 }, (_, i) => `k${i}: [\n]`).join('\n');
		expect(reasons(text)).toEqual(['syntax']);
	});
});

describe('merge keys', () => {
	test('own keys win, then the first merged', () => {
		expect(values('a: &a {p: 1, q: 1}\nb: &b {q: 2, r: 2}\nc:\n  r: 3\n  <<: [*a, *b]\n')[0]).toMatchObject({ c: { p: 1, q: 1, r: 3 } });
	});

	test('merges of merges', () => {
		expect(values('a: &a {p: 1}\nb: &b\n  <<: *a\n  q: 2\nc:\n  <<: *b\n')[0]).toMatchObject({ c: { p: 1, q: 2 } });
	});

	test('a quoted << is a key', () => {
		expect(values('"<<": 1\n')).toEqual([{ '<<': 1 }]);
	});
});

describe('hostile input', () => {
	test.each([
		['a billion laughs', laughs(9, 11), 'too-many-nodes'],
		['laughs in merge keys', ['a0: &a0 {}', ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}]}`)].join('\n'), 'too-many-nodes'],
		['many aliases', `a: &a 1\nb: [${Array(limit('yamlAliases') + 1).fill('*a').join(',')}]`, 'too-many-aliases'],
		['depth by aliases', ['a0: &a0 [x]', ...Array.from({ length: 99 }, (_, i) => `a${i + 1}: &a${i + 1} [[*a${i}]]`)].join('\n'), 'too-deep'],
		['brackets without end', '['.repeat(100_000), 'too-deep'],
		['blocks without end', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}k:`).join('\n'), 'too-deep'],
		['dashes without end', '- '.repeat(10_000), 'too-deep'],
		['60,000 keys', Array.from({ length: 60_000 }, (_, i) => `k${i}: v`).join('\n'), 'too-many-nodes'],
		['an alias to itself', 'a: &a [*a]\n', 'syntax'],
		['an alias to nothing', 'a: *b\n', 'syntax'],
		['a tab as indentation', 'a:\n\tb: 1\n', 'syntax'],
		['an undeclared tag handle', 'a: !x!y 1\n', 'syntax'],
		['an open string', 'a: "b\n', 'syntax'],
	])('%s', (_, text, reason) => {
		expect(reasons(text)).toEqual([reason]);
		expect(parse(text).documents).toEqual([]);
	});

	test('more documents than a stream may have', () => {
		const stream = parse('---\na: 1\n'.repeat(limit('yamlDocuments') + 5));
		expect(stream.documents).toHaveLength(limit('yamlDocuments'));
		expect(stream.errors).toMatchObject([{ reason: 'too-many-nodes', index: limit('yamlDocuments') }]);
	});

	test('20,000 keys are read', () => {
		const [value] = values(Array.from({ length: 20_000 }, (_, i) => `k${i}: v`).join('\n'));
		expect(Object.keys(value as object)).toHaveLength(20_000);
	});

	test('duplicate keys and keys that are collections are said, and the rest is read', () => {
		const stream = parse('a: 1\n? [b]\n: 2\na: 3\n');
		expect(stream.documents[0]?.value).toEqual({ a: 3 });
		expect(stream.errors).toMatchObject([{ line: 2, message: 'a key that is a collection' }, { line: 4, column: 1, message: 'duplicate key' }]);
	});

	test('__proto__ is a key as any other', () => {
		const [value] = values('__proto__: {polluted: true}\nconstructor: 1\n');
		expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":true},"constructor":1}');
		expect((value as { polluted?: boolean }).polluted).toBeUndefined();
	});

	test('errors hold no source text', () => {
		const messages = ['a: !secret!value 1\n', 'a: !<se{cret> 1\n', 'secret: 1\nsecret: 2\n'].flatMap((text) => parse(text).errors.map(({ message }) => message));
		expect(messages).toHaveLength(3);
		expect(messages.join()).not.toContain('secret');
	});

	test('whatever comes, it answers', () => {
		const piece = fc.constantFrom('- ', 'a: ', '\n', '  ', '[', ']', '{', '}', '&a ', '*a', '"', "'", '|\n', '? ', ': ', '#', '---\n', '...', '!t ', '<<: ', ',', '\t', '%', '\r');
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
				const text = pieces.join('');
				expect(() => JSON.stringify(parse(text).documents.map(({ value }) => value))).not.toThrow();
			}),
			{ numRuns: 500 },
		);
	});
});

function template(text: string): YamlStream['documents'][number] | undefined {
	return parseYaml(sourceText('a.yaml' as RepoPath, text), 'cloudformation').documents[0];
}

describe('templates of CloudFormation', () => {
	test('short forms of functions are their long ones, on scalars, lists and maps', () => {
		expect(template('a: !Ref X\nb: !GetAtt Q.Outputs.Arn\nc: !GetAtt [Q, Arn]\nd: !Join ["", [!Ref A, b]]\ne: !If [C, {x: !Sub "${A}"}, !Ref AWS::NoValue]\nf: !Transform {Name: n}\ng: !Ref &n X\nh: *n\ni: !Base64\n  Fn::Sub: x\n')?.value).toEqual({
			a: { Ref: 'X' },
			b: { 'Fn::GetAtt': ['Q', 'Outputs.Arn'] },
			c: { 'Fn::GetAtt': ['Q', 'Arn'] },
			d: { 'Fn::Join': ['', [{ Ref: 'A' }, 'b']] },
			e: { 'Fn::If': ['C', { x: { 'Fn::Sub': '${A}' } }, { Ref: 'AWS::NoValue' }] },
			f: { 'Fn::Transform': { Name: 'n' } },
			g: { Ref: 'X' },
			h: { Ref: 'X' },
			i: { 'Fn::Base64': { 'Fn::Sub': 'x' } },
		});
	});

	test('what is inside stands where it is written', () => {
		const places = template('a: !If\n  - C\n  - x: 1\n  - !Ref Y\n')?.positions;
		expect(places?.get('/a')).toMatchObject({ startLine: 1, startColumn: 1 });
		expect(places?.get('/a/Fn::If/1/x')).toMatchObject({ startLine: 3, startColumn: 5 });
		expect(places?.get('/a/Fn::If/2')?.startLine).toBe(4);
	});

	test('account ids keep their zeros, and other tags say nothing', () => {
		expect(template('a: 012345678901\nb: yes\nc: 2010-09-09\nd: 22\ne: !Other x\nf: y\n')?.value).toEqual({ a: '012345678901', b: true, c: '2010-09-09', d: 22, e: 'x', f: 'y' });
	});

	test('keys are what is written', () => {
		expect(template('Yes: 1\non: 2\n0123: 3\n1.0: 4\n')?.value).toEqual({ Yes: 1, on: 2, '0123': 3, '1.0': 4 });
	});

	test('other dialects have no functions', () => {
		expect(values('a: !Ref X\n')).toEqual([{ a: 'X' }]);
	});
});
