import { ts } from '../../../parse/typescript/compiler.ts';
import type { CatchSite } from './sites.ts';

/** Words that say: on purpose. Needed of a comment that stands outside the handler. */
const ON_PURPOSE = /\b(?:ignor\w*|best[- ]effort|swallow\w*|suppress\w*|(?:don't|do not|shouldn't|must not|never) (?:care|error|fail|block|throw|crash|break)|fail(?:s|ing)? silently|silent(?:ly)?|non[- ]?(?:critical|fatal|blocking)|optional(?:ly)?|fire[- ]and[- ]forget|no[- ]?op|never throws?|should(?:n't| not)|expected|fall(?:s|ing)?[- ]?(?:back|through)|doesn't matter|safe to|intentional\w*|deliberate\w*|tolerat\w*|(?:already|also) (?:logged|reported|handled|recorded)|logged (?:by|in|at)|handled (?:by|in|at))\b/i;
const NOT_A_REASON = /^\W*(?:todo|fixme|xxx|hack\b|eslint|oxlint|biome|prettier|@ts-|istanbul|c8|v8|noinspection|groundwire-ignore)/i;
/** Shortest text that can be a reason. */
const MIN_REASON = 10;

/**
 * Does a comment say why the failure is answered like this? Where the handler answers a request, a comment that describes
 * the answer is not enough: it has to speak of leaving the failure untold.
 */
export function isExplained(site: CatchSite, responds: boolean, sourceFile: ts.SourceFile): boolean {
	if (commentsWithin(site.body, sourceFile).some((comment) => !NOT_A_REASON.test(comment) && (ON_PURPOSE.test(comment) || (!responds && isReason(comment))))) return true;
	return outsideComments(site, sourceFile).some((comment) => isReason(comment) && ON_PURPOSE.test(comment));
}

function isReason(comment: string): boolean {
	const words = comment.replace(/^[/*\s]+|[*/\s]+$/g, '');
	return words.length >= MIN_REASON && /[a-z]{2,}\W+[a-z]{2,}/i.test(words) ? !NOT_A_REASON.test(comment) : /^(?:ignored?|noop|no-op|expected|best[- ]effort|optional)\.?$/i.test(words);
}

/** The comments in a handler's body: found by scanning, so that text in strings is none. */
function commentsWithin(body: ts.Node, sourceFile: ts.SourceFile): string[] {
	const found = new Map<number, string>();
	const note = (ranges: readonly ts.CommentRange[] | undefined): void => {
		for (const { pos, end } of ranges ?? []) if (pos >= body.getStart(sourceFile) && end <= body.end) found.set(pos, sourceFile.text.slice(pos, end));
	};
	const visit = (node: ts.Node): void => {
		note(ts.getLeadingCommentRanges(sourceFile.text, node.pos));
		note(ts.getTrailingCommentRanges(sourceFile.text, node.end));
		for (const child of node.getChildren(sourceFile)) visit(child);
	};
	visit(body);
	return [...found.values()];
}

/** Comments on the same line after the handler, and above the statement that holds it. */
function outsideComments(site: CatchSite, sourceFile: ts.SourceFile): string[] {
	const statement = ts.findAncestor(site.node, (node) => ts.isStatement(node) && !ts.isBlock(node)) ?? site.node;
	const ranges = [
		...(ts.getTrailingCommentRanges(sourceFile.text, site.node.end) ?? []),
		...(ts.getTrailingCommentRanges(sourceFile.text, statement.end) ?? []),
		...(ts.getLeadingCommentRanges(sourceFile.text, statement.pos) ?? []),
	];
	const tried = ts.isBlock(site.tried) ? (ts.getLeadingCommentRanges(sourceFile.text, site.tried.statements[0]?.pos ?? site.tried.pos) ?? []) : [];
	return [...ranges, ...tried].map(({ pos, end }) => sourceFile.text.slice(pos, end));
}
