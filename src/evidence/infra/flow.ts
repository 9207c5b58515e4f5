/**
 * Is the whole text one mapping in flow style, as JSON is? Then its keys stand in no line of their own: whoever looks for a word
 * at the margin looks for it anywhere.
 */
export function isFlow(text: string): boolean {
	return /^(?:\s|\uFEFF|#[^\n]*\n|---)*\{/u.test(text);
}
