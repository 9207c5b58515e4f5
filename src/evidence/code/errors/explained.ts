import { writtenText } from '../../../parse/typescript/comments.ts';
import { ts } from '../../../parse/typescript/compiler.ts';
import { enclosingFunction } from '../subject.ts';
import type { CatchSite } from './sites.ts';
import { triedCall } from './trying.ts';

/** Words that say: on purpose. Needed of a comment that stands outside the handler. */
const ON_PURPOSE = /\b(?:ignor\w*|best[- ]effort|swallow\w*|suppress\w*|(?:don't|do not|shouldn't|must not|never) (?:care|error|fail|block|throw|crash|break)|fail(?:s|ing)? silently|silent(?:ly)?|non[- ]?(?:critical|fatal|blocking)|optional(?:ly)?|fire[- ]and[- ]forget|no[- ]?op|never throws?|should(?:n't| not)|expected|fall(?:s|ing)?[- ]?(?:back|through)|doesn't matter|safe to|intentional\w*|deliberate\w*|tolerat\w*|(?:already|also) (?:logged|reported|handled|recorded)|logged (?:by|in|at)|handled (?:by|in|at))\b/i;
const NOT_A_REASON = /^\W*(?:todo|fixme|xxx|hack\b|eslint|oxlint|biome|prettier|@ts-|istanbul|c8|v8|noinspection|groundwire-ignore)/i;
/** Speaks of a failure, and of what then happens: together they say that somebody thought of it. */
const FAILURE = /\b(?:err(?:or)?s?|fail(?:s|ed|ing|ures?)?|throw(?:s|n|ing)?|reject(?:s|ed|ions?)?|exceptions?|unavailable|unreachable|outages?|hiccups?|times? out|timeouts?)\b/i;
const CONSEQUENCE = /\b(?:skip(?:s|ped)?|ignor\w*|continues?|keeps?|kept|returns?|transient|propagat\w*|retr(?:y|ies|ied)|next (?:time|run|tick|poll)|best[- ]effort|degrad\w*|defaults? to|leaves?|drop(?:s|ped)?|regardless|any ?way|stale|never throws?)\b/i;
/** In a description of a function, one sentence says both: "Returns an empty map on any failure". */
const PROMISE = /\b(?:on|if|when|upon|in case of|after|despite|for)\b[^.;]*$/i;
const NEVER_FAILS = /\bnever (?:throws?|rejects?|fails?)\b|\bbest[- ]effort\b|\b(?:errors?|failures?) (?:is|are|get) (?:\w+ )?(?:ignored|swallowed|skipped|suppressed|dropped)\b/i;
/** All that a bare comment is made of: `ignore errors`, `no-op`. It says what the code shows, and not why. */
const BARE = /^(?:(?:ignor(?:e[ds]?|ing)|swallow(?:s|ed|ing)?|suppress(?:es|ed|ing)?|no[- ]?op|do|nothing|silent(?:ly)?|fail(?:s|ures?)?|errors?|err|exceptions?|catch|empty|block|just|the|this|it|any|all|here)\W*)+$/i;
/** How many lines may lie between a comment and the code that it stands above. */
const NEAR_LINES = 1;
/** Shortest text that can be a reason. */
const MIN_REASON = 10;

/** What is known of a handler beside its comments. */
interface Answer {
	readonly responds: boolean;
	/** A call that leaves the process was tried. */
	readonly outbound: boolean;
}

/**
 * Does a comment say why the failure is answered like this? Where the handler answers a request, a comment that describes
 * the answer is not enough: it has to speak of leaving the failure untold. Where a call that leaves the process was tried, a
 * comment that only says that errors are ignored is no reason.
 */
export function isExplained(site: CatchSite, { responds, outbound }: Answer, sourceFile: ts.SourceFile): boolean {
	const says = (comment: string): boolean => !outbound || !BARE.test(wordsOf(comment));
	if (commentsWithin(site.body, sourceFile).some((comment) => says(comment) && !NOT_A_REASON.test(comment) && (ON_PURPOSE.test(comment) || (!responds && isReason(comment))))) return true;
	if (outsideComments(site, sourceFile).some((comment) => says(comment) && isReason(comment) && ON_PURPOSE.test(comment))) return true;
	return !responds && (commentsAbove(site, sourceFile).some(tellsConsequence) || descriptions(site.node, sourceFile).some(promises));
}

/** Does a comment name a failure and what then happens? */
function tellsConsequence(comment: string): boolean {
	return isReason(comment) && FAILURE.test(comment) && CONSEQUENCE.test(comment);
}

/** Does a function's description say what its caller gets when it fails? `@throws` and the like speak of something else. */
function promises(description: string): boolean {
	const prose = description.replace(/^[\s*/]+/gm, ' ').replace(/(?<!@)@(?:throws|exception|param|see|example)\b[^@]*/g, '').replace(/\s+/g, ' ');
	return NEVER_FAILS.test(prose) || prose.split(/[.;]\s/).some((sentence) => CONSEQUENCE.test(sentence) && FAILURE.test(PROMISE.exec(sentence)?.[0] ?? ''));
}

function wordsOf(comment: string): string {
	return comment.replace(/^[/*\s]+|[*/\s]+$/g, '');
}

function isReason(comment: string): boolean {
	const words = wordsOf(comment);
	return words.length >= MIN_REASON && /[a-z]{2,}\W+[a-z]{2,}/i.test(words) ? !NOT_A_REASON.test(comment) : /^(?:ignored?|noop|no-op|expected|best[- ]effort|optional)\.?$/i.test(words);
}

/** The comments in a handler's body: found by scanning, so that text in strings is none. */
function commentsWithin(body: ts.Node, sourceFile: ts.SourceFile): string[] {
	const found = new Map<number, string>();
	const note = (ranges: readonly ts.CommentRange[] | undefined): void => {
		for (const { pos, end } of ranges ?? []) if (pos >= body.getStart(sourceFile) && end <= body.end) found.set(pos, writtenText(sourceFile).slice(pos, end));
	};
	const visit = (node: ts.Node): void => {
		note(ts.getLeadingCommentRanges(writtenText(sourceFile), node.pos));
		note(ts.getTrailingCommentRanges(writtenText(sourceFile), node.end));
		for (const child of node.getChildren(sourceFile)) visit(child);
	};
	visit(body);
	return [...found.values()];
}

/** Comments on the same line after the handler, and above the statement that holds it. */
function outsideComments(site: CatchSite, sourceFile: ts.SourceFile): string[] {
	const statement = ts.findAncestor(site.node, (node) => ts.isStatement(node) && !ts.isBlock(node)) ?? site.node;
	const ranges = [
		...(ts.getTrailingCommentRanges(writtenText(sourceFile), site.node.end) ?? []),
		...(ts.getTrailingCommentRanges(writtenText(sourceFile), statement.end) ?? []),
		...(ts.getLeadingCommentRanges(writtenText(sourceFile), statement.pos) ?? []),
	];
	const tried = ts.isBlock(site.tried) ? (ts.getLeadingCommentRanges(writtenText(sourceFile), site.tried.statements[0]?.pos ?? site.tried.pos) ?? []) : [];
	return [...ranges, ...tried].map(({ pos, end }) => writtenText(sourceFile).slice(pos, end));
}

/** Comments that end right above the attempt or the call that most likely failed; those on several lines as one. */
function commentsAbove(site: CatchSite, sourceFile: ts.SourceFile): string[] {
	const places = [ts.isBlock(site.tried) ? site.tried.parent : site.tried, triedCall(site.tried) ?? site.tried];
	return places.flatMap((place) => {
		const holder = ts.findAncestor(place, (node) => ts.isStatement(node) || ts.isPropertyAssignment(node)) ?? place;
		const ranges = ts.getLeadingCommentRanges(writtenText(sourceFile), holder.pos) ?? [];
		const [first] = ranges;
		const last = ranges.at(-1);
		if (first === undefined || last === undefined || lineOf(place.getStart(sourceFile), sourceFile) - lineOf(last.end, sourceFile) > NEAR_LINES) return [];
		return [writtenText(sourceFile).slice(first.pos, last.end)];
	});
}

function lineOf(position: number, sourceFile: ts.SourceFile): number {
	return sourceFile.getLineAndCharacterOfPosition(position).line;
}

/** What stands as a description above the function around a handler, where the whole function is about the attempt. */
function descriptions(node: ts.Node, sourceFile: ts.SourceFile): string[] {
	const owner = enclosingFunction(node);
	if (owner === undefined) return [];
	const holder = ts.findAncestor<ts.Node>(owner, (outer) => ts.isStatement(outer) || ts.isClassElement(outer) || ts.isPropertyAssignment(outer)) ?? owner;
	return (ts.getLeadingCommentRanges(writtenText(sourceFile), holder.pos) ?? []).map(({ pos, end }) => writtenText(sourceFile).slice(pos, end)).filter((text) => text.startsWith('/**'));
}
