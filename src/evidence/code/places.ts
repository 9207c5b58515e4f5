import type { Range } from '../../parse/parsed.ts';
import { asRepoPath } from '../../parse/source-tree.ts';
import { type SourceText, rangeBetween, sourceText } from '../../parse/text.ts';
import { ts } from '../../parse/typescript/compiler.ts';
import type { Handle } from '../facts.ts';

/** Gives facts their handles and remembers where they stand. */
export class Places {
	readonly #sourceFile: ts.SourceFile;
	/** Lines are git's: the compiler's own line map also ends lines at CR and U+2028. */
	readonly #source: SourceText;
	readonly #ranges: Record<Handle, Range> = {};

	constructor(sourceFile: ts.SourceFile) {
		this.#sourceFile = sourceFile;
		this.#source = sourceText(asRepoPath(sourceFile.fileName), sourceFile.text);
	}

	/** The handle of a node's place; `until` ends it at the end of another node, so that a comment stands on a call's first line. */
	at(node: ts.Node, until: ts.Node = node): Handle {
		const start = node.getStart(this.#sourceFile);
		const end = until.getEnd();
		const handle = `${start}-${end}`;
		this.#ranges[handle] ??= rangeBetween(this.#source, start, end);
		return handle;
	}

	get ranges(): Readonly<Record<Handle, Range>> {
		return this.#ranges;
	}
}

/** The node of a handle that an earlier extraction of the same text gave. */
export function nodeAt(sourceFile: ts.SourceFile, handle: Handle): ts.Node | undefined {
	const [start, end] = handle.split('-').map(Number);
	let found: ts.Node | undefined;
	const visit = (node: ts.Node): void => {
		if (start === undefined || end === undefined || node.getStart(sourceFile) > start || node.getEnd() < end) return;
		if (node.getStart(sourceFile) === start && node.getEnd() === end) found ??= node;
		ts.forEachChild(node, visit);
	};
	visit(sourceFile);
	return found;
}
