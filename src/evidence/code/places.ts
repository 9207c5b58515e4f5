import { ts } from '../../parse/typescript/compiler.ts';
import type { Range } from '../../parse/parsed.ts';
import type { Handle } from '../facts.ts';

/** Gives facts their handles and remembers where they stand. */
export class Places {
	readonly #sourceFile: ts.SourceFile;
	readonly #ranges: Record<Handle, Range> = {};

	constructor(sourceFile: ts.SourceFile) {
		this.#sourceFile = sourceFile;
	}

	/** The handle of a node's place; `until` ends it at the end of another node, so that a comment stands on a call's first line. */
	at(node: ts.Node, until: ts.Node = node): Handle {
		const start = node.getStart(this.#sourceFile);
		const end = until.getEnd();
		const handle = `${start}-${end}`;
		this.#ranges[handle] ??= this.#range(start, end);
		return handle;
	}

	get ranges(): Readonly<Record<Handle, Range>> {
		return this.#ranges;
	}

	#range(start: number, end: number): Range {
		const first = this.#sourceFile.getLineAndCharacterOfPosition(start);
		const last = this.#sourceFile.getLineAndCharacterOfPosition(end);
		return { startLine: first.line + 1, startColumn: first.character + 1, endLine: last.line + 1, endColumn: last.character + 1 };
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
