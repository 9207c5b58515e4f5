/** One line of a comment that its writer says, and does not quote. */
export interface SpokenLine {
	/** From 1. */
	readonly line: number;
	readonly text: string;
	/** False where Markdown before it in the same paragraph could hide the line or put it into a link. */
	readonly plain: boolean;
}

/** Blocks of raw HTML that end only at their own end, whatever stands between. */
const RAW: readonly (readonly [RegExp, RegExp])[] = [
	[/<!--/u, /-->/u],
	[/<\?/u, /\?>/u],
	[/<!\[CDATA\[/u, /\]\]>/u],
	[/<![a-z]/iu, />/u],
	[/<(pre|script|style|textarea|blockquote|code|samp|template)\b/iu, /<\/(pre|script|style|textarea|blockquote|code|samp|template)\s*>/iu],
];

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/u;
/** What may begin something that goes on in the next line: a tag, a link, an image, a definition. */
const OPENS = /<[a-z!/?]|\]:|\]\(|!\[|\$\$|^ {0,3}\[/imu;

/** A line of HTML that may go on until an empty one. */
const BLOCK = /^ {0,3}</mu;

/**
 * The lines of a comment outside of quotes, code and hidden text. In doubt a line counts as quoted: a command that is not seen is
 * written once more, one that is seen in a quotation does what nobody said.
 */
export function spokenLines(comment: string): readonly SpokenLine[] {
	const spoken: SpokenLine[] = [];
	let fence = '';
	let raw: readonly RegExp[] = [];
	let quoted = false;
	let unsure = false;
	let paragraph: string[] = [];
	for (const [index, text] of comment.split(/\r\n|\n|\r/u).entries()) {
		if (fence !== '') {
			if (closes(text, fence)) fence = '';
			continue;
		}
		if (raw.length > 0) {
			// What one kind hides may open another: all have to end.
			unsure ||= opening(text) !== undefined;
			raw = [...new Set([...raw.filter((end) => !end.test(text)), ...rawAfter(text)])];
			paragraph.push(text);
			continue;
		}
		const opened = opening(text);
		if (opened !== undefined) {
			fence = opened;
			// Inside of HTML this is no fence: from here on nobody knows what is code.
			unsure ||= BLOCK.test(paragraph.join('\n'));
			paragraph = [];
			continue;
		}
		if (text.trim() === '') {
			quoted = false;
			paragraph = [];
			continue;
		}
		if (/^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*>/u.test(text)) quoted = true;
		// A line right after a quotation goes on with it.
		if (!quoted && !insideCode(paragraph, text)) spoken.push({ line: index + 1, text, plain: !unsure && !BLOCK.test(paragraph.join('\n')) && !OPENS.test(withoutCode(paragraph)) });
		paragraph.push(text);
		raw = rawAfter(text);
	}
	return spoken;
}

function opening(text: string): string | undefined {
	const [, fence = '', info = ''] = FENCE.exec(text) ?? [];
	return fence === '' || (fence.startsWith('`') && info.includes('`')) ? undefined : fence;
}

function closes(text: string, fence: string): boolean {
	const [, found = '', rest = ''] = FENCE.exec(text) ?? [];
	return found.startsWith(fence) && rest.trim() === '';
}

/** The ends to wait for, when the line opens raw HTML and does not end it. */
function rawAfter(text: string): readonly RegExp[] {
	return RAW.filter(([opens, ends]) => {
		let rest = text;
		for (let match = opens.exec(rest); match !== null; match = opens.exec(rest)) {
			rest = rest.slice(match.index + match[0].length);
			const end = ends.exec(rest);
			if (end === null) return true;
			rest = rest.slice(end.index + end[0].length);
		}
		return false;
	}).map(([, ends]) => ends);
}

/** Spans of code run on over the lines of a paragraph. */
const SPAN = /(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/gu;

function withoutCode(paragraph: readonly string[]): string {
	return paragraph.join('\n').replace(SPAN, '');
}

/** True when a backtick before the line is still open: whether it closes after it does not matter. */
function insideCode(paragraph: readonly string[], text: string): boolean {
	const before = withoutCode(paragraph);
	return text.startsWith('/') && (before.includes('`') || paragraph.some((line) => line.includes('\\`')));
}
