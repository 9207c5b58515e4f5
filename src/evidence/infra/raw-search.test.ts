import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RepoPath } from '../../change/change.ts';
import { sourceText } from '../../parse/text.ts';
import { extractDocuments } from './documents.ts';
import { couldHoldObjects } from './raw-search.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const REST = 'metadata: {name: web}\n';

/** What the extractor makes of the same text, where it may read it. */
function objects(text: string): number {
	const evidence = extractDocuments(sourceText('deploy/app.yaml' as RepoPath, text));
	return evidence.kind === 'documents' ? evidence.documents.length : 0;
}

/** A letter as a double-quoted scalar may write it. */
function letter(character: string): fc.Arbitrary<string> {
	const hex = character.charCodeAt(0).toString(16);
	return fc.constantFrom(character, character, `\\x${hex}`, `\\u00${hex.toUpperCase()}`, `\\U000000${hex}`, `\\\n   ${character}`, `\\\r\n${character}`);
}

function key(word: string): fc.Arbitrary<string> {
	const letters = fc.tuple(...word.split('').map(letter)).map((parts) => `"${parts.join('')}"`);
	return fc.oneof(letters, fc.constantFrom(word, `'${word}'`, `!!str ${word}`, `&a${word} ${word}`));
}

describe('a manifest is never taken for something else', () => {
	it.each([
		['block style', `apiVersion: v1\nkind: Pod\n${REST}`],
		['CRLF', `apiVersion: v1\r\nkind: Pod\r\n${REST}`],
		['CR alone', 'apiVersion: v1\rkind: Pod\rmetadata: {name: web}\r'],
		['a byte order mark', `\uFEFFapiVersion: v1\nkind: Pod\n${REST}`],
		['tabs before the colon', `apiVersion\t: v1\nkind \t: Pod\n${REST}`],
		['JSON', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"}}'],
		['flow style', '{apiVersion: v1, kind: Pod, metadata: {name: web}}'],
		['flow style over lines', '{apiVersion\n  : v1, "kind"\n  : Pod, metadata: {name: web}}'],
		['single quotes', `'apiVersion': v1\n'kind': Pod\n${REST}`],
		['explicit keys', `? apiVersion\n: v1\n? kind # what it is\n: Pod\n? metadata\n: {name: web}\n`],
		['explicit keys as block scalars', `? |-\n  apiVersion\n: v1\n? >-\n  kind\n: Pod\n? metadata\n: {name: web}\n`],
		['tags and anchors', `!!str apiVersion: v1\n&k !!str kind: Pod\n${REST}`],
		['keys by alias', `metadata: {name: web, labels: {a: &a apiVersion, k: &k kind}}\n*a : v1\n*k : Pod\n`],
		['merge keys', `spec: {x: &x {apiVersion: v1, kind: Pod}}\n<<: *x\n${REST}`],
		['an escape', `"api\\u0056ersion": v1\n"\\x6bin\\U00000064": Pod\n${REST}`],
		['an escaped line break', `? "api\\\n  Version"\n: v1\n? "k\\\n  i\\\n  nd"\n: Pod\n? metadata\n: {name: web}\n`],
		['a list', `apiVersion: v1\nkind: List\nitems:\n  - kind: Pod\n    apiVersion: v1\n    ${REST}`],
	])('%s', (_what, text) => {
		expect(objects(text)).toBe(1);
		expect(couldHoldObjects(bytes(text))).toBe(true);
	});

	it('in any mixture of spellings', () => {
		const end = fc.constantFrom(' ', '\t', '\n', '\r\n', ' # so\n', '\n\n');
		let found = 0;
		fc.assert(
			fc.property(key('apiVersion'), key('kind'), end, end, (version, kind, one, other) => {
				const flow = `{ ${version}${one}: v1, ${kind}${other}: Pod, metadata: {name: web} }\n`;
				const explicit = `? ${version}\n: v1\n? ${kind}\n: Pod\nmetadata: {name: web}\n`;
				for (const text of [flow, explicit]) {
					found += objects(text);
					expect(objects(text) === 0 || couldHoldObjects(bytes(text))).toBe(true);
				}
			}),
			{ numRuns: 500 },
		);
		expect(found).toBeGreaterThan(500);
	});

	it('also where the bytes are no UTF-8', () => {
		expect(couldHoldObjects(Buffer.from('\uFEFFapiVersion: v1\nkind: Pod\n', 'utf16le'))).toBe(true);
		expect(couldHoldObjects(Buffer.from('apiVersion: v1\nkind: Pod\n', 'utf16le'))).toBe(true);
		expect(couldHoldObjects(Buffer.from('apiVersion: v1\nkind: Pod\nmetadata: {name: \xff}\n', 'latin1'))).toBe(true);
	});
});

describe('what has no such keys is no manifest', () => {
	it.each([
		['a description of an API', 'openapi: 3.1.0\ninfo: {title: Shop, description: "All apiVersions of a kind.\\nSee \\"docs\\""}\npaths:\n  /orders: {get: {tags: [a]}}\n'],
		['one of the two only', 'openapi: 3.1.0\nproperties:\n  kind: {type: string}\n  myapiVersion: {type: string}\n'],
		['data', '[{"kind": "a"}, {"version": 2}]'],
		['nothing', ''],
	])('%s', (_what, text) => {
		expect(objects(text)).toBe(0);
		expect(couldHoldObjects(bytes(text))).toBe(false);
	});
});
