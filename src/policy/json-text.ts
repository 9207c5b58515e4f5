/**
 * A value as the JSON that OPA's reader in Wasm takes. It refuses the halves of characters that a text may hold by itself (`"\ud83d"`),
 * and no policy would see the rest of the document: they become the replacement character, as OPA's own reader in Go has it.
 */
export function jsonText(value: unknown): string {
	return wellFormed(JSON.stringify(value));
}

/** The same of JSON that is written already. `JSON.stringify` writes whole characters as they are, so each escape of this kind is a half. */
function wellFormed(text: string): string {
	if (!text.includes('\\ud')) return text;
	return text.replaceAll(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, (escape) => (escape.length > 2 ? '\\ufffd' : escape));
}
