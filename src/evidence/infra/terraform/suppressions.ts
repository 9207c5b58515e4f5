import type { HclComment, HclFile } from '../../../parse/hcl/hcl-tool.ts';
import { lineText, type SourceText } from '../../../parse/text.ts';
import type { Suppression } from '../../file-evidence.ts';
import { MARK, parseMark } from '../suppressions.ts';

/** Blocks are list elements: what stands in none is no more than a way to them. */
const IN_BLOCK = /\/[0-9]+(?:\/|$)/;

/**
 * `# groundwire-ignore <rule>[, <rule>] -- <reason>`, and the same in `//` and block comments. Above or beside the first line of
 * a block or of a longer value it speaks for the whole of it.
 */
export function hclSuppressions(source: SourceText, { comments, positions }: Pick<HclFile, 'comments' | 'positions'>): Suppression[] {
	if (!source.text.includes(MARK)) return [];
	const said = comments.flatMap((comment) => marksOf(comment).map((mark) => ({ ...mark, target: comment.ownLine ? nextCode(source, comment, comments) : comment.line })));
	return said.flatMap(({ line, target, rules, reason }) => {
		const until = Math.max(target, ...positions.filter(([pointer, start, , , , file]) => start === target && file === undefined && IN_BLOCK.test(pointer)).map(([, , , end]) => end));
		return rules.map((rule): Suppression => ({ line, target, ...(until > target && { until }), rule, reason }));
	});
}

interface Mark {
	readonly line: number;
	readonly rules: readonly string[];
	readonly reason: string;
}

function marksOf({ line, text }: HclComment): Mark[] {
	return text.split('\n').flatMap((row, index) => {
		const at = row.indexOf(MARK);
		const said = at < 0 ? undefined : parseMark(row.slice(at + MARK.length).replace(/\s*\*\/\s*$/, ''));
		return said === undefined ? [] : [{ line: line + index, ...said }];
	});
}

/** The next line that is neither empty nor the beginning or inside of a comment. */
function nextCode(source: SourceText, after: HclComment, comments: readonly HclComment[]): number {
	const commented = new Set(comments.filter(({ ownLine }) => ownLine).flatMap(({ line, endLine }) => Array.from({ length: endLine - line + 1 }, (_, index) => line + index)));
	for (let line = after.endLine + 1; line <= source.lineStarts.length; line++) {
		if (!commented.has(line) && lineText(source, line).trim() !== '') return line;
	}
	return after.line;
}
