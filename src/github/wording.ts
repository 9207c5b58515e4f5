import type { Finding } from '../finding/finding.ts';
import { findingComment, type CommentContext } from '../report/review.ts';
import type { Report } from '../report/report.ts';
import { keyOf } from './binding.ts';
import { findingMarker } from './markers.ts';
import { anchor, type Anchor, type LineAnchor } from './place.ts';
import type { OwnReviewComment, PullState } from './read.ts';

/** What every comment of one run shares. */
export interface Words {
	readonly report: Report;
	readonly pull: PullState;
	readonly instance: string;
}

/** A comment to write. */
export interface PlannedComment {
	readonly fingerprint: string;
	readonly body: string;
	readonly path: string;
	/** Absent for a comment on the whole file. */
	readonly at?: LineAnchor;
	/** With `at`: how it reads where GitHub refuses the line and it stands on the file. */
	readonly onFile?: string;
}

/** A comment of its own for a finding; undefined where the diff has no place for it. */
export function newComment(finding: Finding, beside: readonly Finding[], words: Words): PlannedComment | undefined {
	const { fingerprint } = finding;
	const at = anchor(finding, words.pull.files);
	if (at.kind === 'summary') return undefined;
	const body = (context: Partial<CommentContext>): string => worded(finding, { ...context, beside }, words);
	if (at.kind === 'file') return { fingerprint, path: at.path, body: body({ elsewhere: 'file' }) };
	return { fingerprint, path: at.path, at, body: body(onItsLines(at)), onFile: body({ elsewhere: 'file' }) };
}

/** How a comment that stands already should read now. */
export function currentBody(finding: Finding, comment: OwnReviewComment, beside: readonly Finding[], words: Words): string {
	return worded(finding, { ...whereItStands(anchor(finding, words.pull.files), comment), beside }, words);
}

function worded(finding: Finding, context: Omit<CommentContext, 'base'>, words: Words): string {
	const { path } = finding.location;
	const inNewFile = words.pull.files.some((file) => file.path === path && file.status === 'added');
	const marker = findingMarker({ fingerprint: finding.fingerprint, key: keyOf(finding), inNewFile }, words.instance);
	return `${marker}\n${findingComment(finding, { ...context, base: words.report.change.base })}`;
}

function onItsLines(at: LineAnchor): Pick<CommentContext, 'elsewhere' | 'suggestion'> {
	return { ...(at.elsewhere ? { elsewhere: 'undiffed' } : {}), ...(at.suggestion === undefined ? {} : { suggestion: at.suggestion }) };
}

/**
 * GitHub moves a comment along with its lines, and may lose it. The suggestion is offered only where it stands on exactly the lines
 * that the edit was made for: on any other it would overwrite what it has never seen.
 */
function whereItStands(at: Anchor, { path, side, stands, line, startLine }: OwnReviewComment): Pick<CommentContext, 'elsewhere' | 'suggestion'> {
	if (at.kind !== 'summary' && stands === 'file' && path === at.path) return { elsewhere: 'file' };
	if (at.kind !== 'line' || stands !== 'line' || path !== at.path || side !== at.side) return { elsewhere: 'moved' };
	if (line === at.line && startLine === at.startLine) return onItsLines(at);
	const within = line !== undefined && line <= at.line && line >= (at.startLine ?? at.line);
	return within && !at.elsewhere ? {} : { elsewhere: 'moved' };
}
