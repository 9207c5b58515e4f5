import { nodeAt } from '../../src/evidence/code/places.ts';
import { codeEditors } from '../../src/fix/code-editors.ts';
import { asRepoPath } from '../../src/parse/source-tree.ts';
import { offsetAt, sourceText } from '../../src/parse/text.ts';
import { Codebase } from '../../src/parse/typescript/modules.ts';
import { SourceParser } from '../../src/parse/typescript/parser.ts';
import { memoryTree } from './memory-tree.ts';

/** The text of a file after the edits of one named fix at a fact's place. */
export function fixedText(files: Readonly<Record<string, string>>, path: string, at: string, name: string): string {
	const text = files[path] ?? '';
	const module = new Codebase('head', memoryTree(files), new SourceParser()).module(path);
	const node = module === undefined ? undefined : nodeAt(module.sourceFile, at);
	const editor = codeEditors[name];
	if (module === undefined || node === undefined || editor === undefined) throw new Error(`no ${name} at ${at} of ${path}`);
	const source = sourceText(asRepoPath(path), text);
	return editor({ module, node, params: {} }).toSorted((a, b) => b.startLine - a.startLine || b.startColumn - a.startColumn).reduce(
		(edited, edit) => edited.slice(0, offsetAt(source, edit.startLine, edit.startColumn)) + edit.text + edited.slice(offsetAt(source, edit.endLine, edit.endColumn)),
		text,
	);
}
