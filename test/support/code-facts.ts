import { Codebase } from '../../src/parse/typescript/modules.ts';
import { SourceParser } from '../../src/parse/typescript/parser.ts';
import { extractCode } from '../../src/evidence/code/extract.ts';
import type { CodeFileEvidence } from '../../src/evidence/file-evidence.ts';
import { memoryTree } from './memory-tree.ts';

/** The evidence of one file of a small code base, made the way the isolated child makes it; `before` is the code base at base. */
export function codeFacts(files: Readonly<Record<string, string>>, path: string, before?: Readonly<Record<string, string>>): CodeFileEvidence {
	const tree = memoryTree(files);
	const parser = new SourceParser();
	const earlier = before === undefined ? undefined : { codebase: new Codebase('base', memoryTree(before), parser), pathOf: (at: string) => at };
	const codebase = new Codebase('head', tree, parser, earlier);
	const entry = tree.entry(path);
	if (entry === undefined) throw new Error(`${path} is not among the files`);
	const { module, errors } = codebase.parse(path, entry.id, files[path] ?? '');
	return extractCode(module, errors);
}
