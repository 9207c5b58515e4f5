import { writtenText } from '../../parse/typescript/comments.ts';
import { ts } from '../../parse/typescript/compiler.ts';
import type { Suppression } from '../file-evidence.ts';

const MARK = /groundwire-ignore\s+([\w/.,\s-]+?)\s+--\s+(\S.*?)\s*(?:\*\/)?$/;

/** `// groundwire-ignore <rule> -- <reason>`: comments only, never text inside a string. A reason is required. */
export function codeSuppressions(sourceFile: ts.SourceFile): Suppression[] {
	if (!writtenText(sourceFile).includes('groundwire-ignore')) return [];
	const found: Suppression[] = [];
	for (const comment of commentsOf(sourceFile)) {
		const mark = MARK.exec(writtenText(sourceFile).slice(comment.pos, comment.end));
		if (mark === null) continue;
		const line = sourceFile.getLineAndCharacterOfPosition(comment.pos).line + 1;
		const alone = writtenText(sourceFile).slice(sourceFile.getPositionOfLineAndCharacter(line - 1, 0), comment.pos).trim() === '';
		for (const rule of (mark[1] ?? '').split(',')) {
			found.push({ line, target: alone ? nextCodeLine(sourceFile, comment.end) : line, rule: rule.trim(), reason: mark[2] ?? '' });
		}
	}
	return found;
}

function* commentsOf(sourceFile: ts.SourceFile): Generator<ts.CommentRange> {
	const seen = new Set<number>();
	const pending: ts.Node[] = [sourceFile];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		const children = node.getChildren(sourceFile);
		pending.push(...children);
		if (children.length > 0) continue;
		const ranges = [...(ts.getLeadingCommentRanges(writtenText(sourceFile), node.pos) ?? []), ...(ts.getTrailingCommentRanges(writtenText(sourceFile), node.end) ?? [])];
		for (const range of ranges) {
			if (seen.has(range.pos)) continue;
			seen.add(range.pos);
			yield range;
		}
	}
}

/** The first line after the comment that holds code. */
function nextCodeLine(sourceFile: ts.SourceFile, from: number): number {
	const rest = writtenText(sourceFile).slice(from);
	const blank = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(rest)?.[0].length ?? 0;
	return sourceFile.getLineAndCharacterOfPosition(from + blank).line + 1;
}
