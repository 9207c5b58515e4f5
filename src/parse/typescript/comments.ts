import { ts } from './compiler.ts';

const written = new WeakMap<ts.SourceFile, string>();

/** The text of a file as its author wrote it. `sourceFile.text` and `getText()` are the same, with blanks in place of comments. */
export function writtenText(sourceFile: ts.SourceFile): string {
	return written.get(sourceFile) ?? sourceFile.text;
}

/**
 * Puts blanks in place of a file's comments, line ends and positions kept: who looks for a word in code cannot find it in a
 * comment, so that a comment cannot stand for what it speaks of. Who wants comments asks for the text as it was written.
 */
export function blankComments(sourceFile: ts.SourceFile): void {
	const { text } = sourceFile;
	const comments = commentsIn(sourceFile, text);
	if (comments.length === 0) return;
	const parts: string[] = [];
	let end = 0;
	for (const comment of comments) {
		parts.push(text.slice(end, comment.pos), text.slice(comment.pos, comment.end).replaceAll(/[^\r\n\u2028\u2029]/g, ' '));
		end = comment.end;
	}
	written.set(sourceFile, text);
	sourceFile.text = parts.join('') + text.slice(end);
}

/** Does something with the text as it was written. */
export function asWritten<T>(sourceFile: ts.SourceFile, work: () => T): T {
	const { text } = sourceFile;
	sourceFile.text = writtenText(sourceFile);
	try {
		return work();
	} finally {
		sourceFile.text = text;
	}
}

function commentsIn(sourceFile: ts.SourceFile, text: string): readonly ts.TextRange[] {
	const starts = [...text.matchAll(/\/[/*]/g)].map(({ index }) => index);
	if (starts.length === 0) return [];
	const strings = stringsAround(starts, sourceFile, text);
	const found: ts.TextRange[] = [];
	let next = 0;
	let end = 0;
	for (const pos of starts) {
		for (let string = strings[next]; string !== undefined && string.end <= pos; string = strings[next]) next += 1;
		const inString = (strings[next]?.pos ?? text.length) <= pos;
		if (pos < end || inString) continue;
		end = endOfComment(text, pos);
		found.push({ pos, end });
	}
	return found;
}

const LINE_END = /[\r\n\u2028\u2029]/g;

function endOfComment(text: string, pos: number): number {
	if (text[pos + 1] === '*') {
		const close = text.indexOf('*/', pos + 2);
		return close < 0 ? text.length : close + 2;
	}
	LINE_END.lastIndex = pos;
	return LINE_END.exec(text)?.index ?? text.length;
}

/** Where strings, templates, regular expressions and the text of JSX stand, in order: what looks like a comment in them is none. */
function stringsAround(starts: readonly number[], sourceFile: ts.SourceFile, text: string): readonly ts.TextRange[] {
	const found: ts.TextRange[] = [];
	const pending: ts.Node[] = [sourceFile];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		if (isText(node)) found.push({ pos: node.getStart(sourceFile), end: node.end });
		else ts.forEachChild(node, (child) => {
			if (holdsOne(starts, child)) pending.push(child);
		});
	}
	if (text.startsWith('#!')) found.push({ pos: 0, end: endOfComment(text, 0) });
	return found.sort((one, other) => one.pos - other.pos);
}

function isText(node: ts.Node): boolean {
	return ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node);
}

/** By halves: the starts are in order. */
function holdsOne(starts: readonly number[], { pos, end }: ts.TextRange): boolean {
	let low = 0;
	let high = starts.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((starts[middle] ?? end) < pos) low = middle + 1;
		else high = middle;
	}
	return (starts[low] ?? end) < end;
}
