/**
 * Could bytes that no parser may be given hold a Kubernetes object? Each has the keys `apiVersion` and `kind`, so a file in which one
 * of the two words stands nowhere as a scalar has none. Only the words are looked for: what stands around them (tags, anchors, `?`,
 * flow style, templates) may be anything, and the answer is no only where no reading of the bytes gives an object.
 */
export function couldHoldObjects(bytes: Uint8Array): boolean {
	// UTF-16, UTF-32 and binary files: the words would be written otherwise.
	return bytes.includes(0) || spellsObjectKeys(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
}

/** Does a text hold both words as scalars, however they are spelt and wherever they stand? A manifest may be one long line. */
export function spellsObjectKeys(text: string): boolean {
	const spelt = unescaped(text);
	return KEYS.every((key) => key.test(spelt));
}

/** A whole scalar ends with its quote, or (spaces aside) with a colon, a comma, a bracket, a comment or its line. */
const KEYS = ['apiVersion', 'kind'].map((word) => new RegExp(`(?<![A-Za-z0-9_])${word}(?:["']|[ \\t]*(?:[:,\\]}#\\r\\n]|$))`));

const ESCAPED_LINE_BREAK = /\\[\r\n]\s*/g;
const ESCAPED_CHARACTER = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/g;

/** The ways in which a quoted scalar can spell a letter, or break a word in two, spelt out everywhere: too much rather than too little. */
function unescaped(text: string): string {
	if (!text.includes('\\')) return text;
	return text.replace(ESCAPED_LINE_BREAK, '').replace(ESCAPED_CHARACTER, (escape, x?: string, u?: string, long?: string) => {
		const code = Number.parseInt(x ?? u ?? long ?? '', 16);
		return code < 0x80 ? String.fromCharCode(code) : escape;
	});
}
