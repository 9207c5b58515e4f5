/**
 * Untrusted text in GitHub-flavoured Markdown. Two ways to show it, and no third: as a code span (`code`), or as prose whose
 * every token is either a plain word or a code span (`prose`). Nothing here can make a link, an image, HTML, a mention or a
 * reference to an issue, because no character that starts one is ever left outside a code span.
 */

/** Controls, bidi marks and overrides, zero-width and other invisible characters, line separators, lone surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Shows what cannot be seen: `\n`, `\t`, `\u{202e}`. */
export function visible(text: string): string {
	return text.replace(INVISIBLE, (character) => {
		if (character === '\n') return '\\n';
		if (character === '\t') return '\\t';
		if (character === '\r') return '\\r';
		return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
	});
}

/** True when a reader could not see all of the text: such text is never offered as a suggestion to commit. */
export function hidesSomething(text: string): boolean {
	return visible(text.replaceAll('\t', ' ')) !== text.replaceAll('\t', ' ');
}

/** One more backtick than the longest run inside, and no fewer than `least`. */
export function fenceFor(text: string, least: number): string {
	const runs = text.match(/`+/gu) ?? [];
	const longest = runs.reduce((most, run) => Math.max(most, run.length), 0);
	return '`'.repeat(Math.max(least, longest + 1));
}

/** A code span that holds exactly this text, cut to `limit` UTF-16 units. Empty text gives nothing. */
export function code(text: string, limit = 400): string {
	const shown = shorten(visible(text), limit);
	if (shown === '') return '';
	const fence = fenceFor(shown, 1);
	// A space at either end keeps a backtick off the fence, and Markdown strips one space from each side.
	const pad = /^[` ]|[` ]$/u.test(shown) ? ' ' : '';
	return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Cuts at a whole character and says that it was cut. */
export function shorten(text: string, limit: number): string {
	if (text.length <= limit) return text;
	const end = /[\ud800-\udbff]/u.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
	return `${text.slice(0, end)}…`;
}

/** Of a digest, what a reader compares. */
const DIGEST = /(@sha256:[0-9a-f]{12})[0-9a-f]{52}\b/gu;

/**
 * Text of a policy or of the pull request as one paragraph: pairs of backticks are code spans, plain words stay as they
 * are, and any other token (a URL, `@someone`, `#1`, `<b>`, `snake_case`) becomes a code span.
 */
export function prose(text: string, limit = 4000): string {
	const pieces = spans(shorten(text.replace(DIGEST, '$1…'), limit)).map(({ content, quoted }) => (quoted ? code(content) : words(content)));
	return tidy(pieces.reduce(join, ''));
}

/** The same for a cell of a table, where a bar would end the cell even inside a code span. */
export function cell(markdown: string): string {
	return markdown.replaceAll('|', String.raw`\u{7c}`);
}

interface Span {
	readonly content: string;
	readonly quoted: boolean;
}

function spans(text: string): readonly Span[] {
	const parts = text.split('`');
	// An odd backtick opens nothing: the last part is joined back as text, where the backtick makes its word a code span.
	if (parts.length % 2 === 0) {
		const last = parts.pop() ?? '';
		parts.push(`${parts.pop() ?? ''}\`${last}`);
	}
	return parts.map((content, index) => ({ content, quoted: index % 2 === 1 }));
}

/** Two code spans that touch would be read as one with other borders. */
function join(left: string, right: string): string {
	return left.endsWith('`') && right.startsWith('`') ? `${left} ${right}` : left + right;
}

function words(text: string): string {
	return text.split(/(\s+)/u).map(word).reduce(join, '');
}

const LETTERS = String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}]*`;
const PLAIN = new RegExp(String.raw`^(?:${LETTERS}(?:['’–/-]${LETTERS})*%?|\p{N}+(?:[.,]\p{N}+)*%?|(?:\p{L}\.)+\p{L}?)$`, 'u');
/** Words that GitHub makes into links by itself: `GH-12` and other tickets, and whatever looks like a commit. */
const REFERENCE = /^(?=.*\p{N})(?=.*\p{L}).*[-–/’'].*$|(?:^|[^\p{L}\p{N}])[0-9a-f]{7,64}(?:$|[^\p{L}\p{N}])/iu;
const AROUND = /^([("'“‘]*)(.*?)([)"'”’.,;:!?…]*)$/su;

function word(token: string): string {
	if (/^\s*$/u.test(token)) return token === '' ? '' : ' ';
	const [, before = '', core = '', after = ''] = AROUND.exec(token) ?? [];
	if (core === '') return /^[("'“‘)”’.,;:!?…]*$/u.test(token) ? token : code(token);
	if (/^[–—-]$/u.test(core)) return `${before}–${after}`;
	const plain = PLAIN.test(core) && !REFERENCE.test(core) && visible(core) === core;
	return plain ? `${before}${core}${after}` : `${before}${code(core)}${after}`;
}

/** One line without outer spaces; a number with a dot or bracket at its start would open a list. */
function tidy(text: string): string {
	return text.trim().replace(/^(\p{N}+)([.)])(?=\s|$)/u, String.raw`$1\$2`);
}
