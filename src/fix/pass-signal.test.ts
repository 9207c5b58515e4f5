import { describe, expect, it } from 'vitest';

import { codeFacts } from '../../test/support/code-facts.ts';
import { memoryTree } from '../../test/support/memory-tree.ts';
import { nodeAt } from '../evidence/code/places.ts';
import { Codebase } from '../parse/typescript/modules.ts';
import { SourceParser } from '../parse/typescript/parser.ts';
import { codeEditors } from './code-editors.ts';

const PATH = 'src/server/subject.ts';

function filesOf(text: string): Record<string, string> {
	return { 'package.json': JSON.stringify({ dependencies: { express: '5', axios: '1' } }), [PATH]: text };
}

function statesOf(text: string): readonly string[] {
	return codeFacts(filesOf(text), PATH).code.signalUses.map(({ state }) => state);
}

/** The text after the fix of the first use that has one. */
function fixed(text: string): string {
	const use = codeFacts(filesOf(text), PATH).code.signalUses.find(({ fix }) => fix !== undefined);
	const module = new Codebase('head', memoryTree(filesOf(text)), new SourceParser()).module(PATH);
	const node = module === undefined || use === undefined ? undefined : nodeAt(module.sourceFile, use.at);
	const editor = codeEditors[use?.fix?.name ?? ''];
	if (module === undefined || node === undefined || editor === undefined) throw new Error('nothing to fix');
	const [edit] = editor({ module, node, params: use?.fix?.params ?? {} });
	if (edit === undefined) throw new Error('no edit');
	const lines = text.split('\n');
	const offset = (line: number, column: number): number => lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
	const result = text.slice(0, offset(edit.startLine, edit.startColumn)) + edit.text + text.slice(offset(edit.endLine, edit.endColumn));
	expect(new Set(statesOf(result))).toEqual(new Set(['passed']));
	return result;
}

describe('pass-signal', () => {
	it('adds options where there are none', () => {
		expect(fixed('export async function load(url: string, signal: AbortSignal) {\n\treturn await fetch(url);\n}\n')).toContain('fetch(url, { signal })');
	});

	it('adds to options in the form they have', () => {
		expect(fixed("export async function load(url: string, abort: AbortSignal) {\n\treturn await fetch(url, { method: 'PUT' });\n}\n")).toContain("{ method: 'PUT', signal: abort }");
		expect(fixed("export async function load(url: string, options: { signal?: AbortSignal }) {\n\treturn await fetch(url, {\n\t\tmethod: 'PUT',\n\t});\n}\n")).toContain("\n\t\tmethod: 'PUT',\n\t\tsignal: options.signal,\n\t}");
	});

	it('puts it in the place of a missing argument', () => {
		const load = 'async function load(id: string, signal?: AbortSignal, label?: string) {\n\treturn fetch(`https://a.example/${id}`, { signal });\n}\n';
		expect(fixed(`${load}export const first = (signal: AbortSignal) => load('a');\n`)).toContain("load('a', signal)");
		expect(fixed(`${load}export const second = (signal: AbortSignal) => load('a', undefined, 'b');\n`)).toContain("load('a', signal, 'b')");
	});

	it('leaves alone what cannot be seen', () => {
		expect(codeFacts(filesOf('export async function load(url: string, init: object, signal: AbortSignal) {\n\treturn await fetch(url, init);\n}\n'), PATH).code.signalUses).toMatchObject([{ state: 'unknown' }]);
	});
});
