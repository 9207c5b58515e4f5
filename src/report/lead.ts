/** A headline is read at a glance. */
const MOST_CHARACTERS = 140;
const LEAST_CHARACTERS = 12;

/**
 * A message in two: what is so, by its first sentence or clause, and the rest, which begins as a sentence does. Without a `lead` that is as short
 * as a headline, all of it is rest. Text between backticks is never cut. Both are untrusted as the message is.
 */
export function leadOf(message: string): { readonly lead?: string; readonly rest: string } {
	const plain = message.replace(/`[^`]*`/gu, (span) => '`'.repeat(span.length));
	// What held before is half of what is so, where there is room for it.
	return cut(message, plain.search(WITH_BEFORE)) ?? cut(message, plain.search(CLAUSE)) ?? { rest: message };
}

const CLAUSE = /[.;:](?=\s|$)/u;
const WITH_BEFORE = /(?:(?<!; before)[.:]|;(?! before: ))(?=\s|$)/u;

function cut(message: string, end: number): { readonly lead: string; readonly rest: string } | undefined {
	const lead = (end < 0 ? message : message.slice(0, end)).trim();
	if (lead.length < LEAST_CHARACTERS || lead.length > MOST_CHARACTERS) return undefined;
	const rest = end < 0 ? '' : message.slice(end + 1).trim();
	return { lead, rest: rest.slice(0, 1).toUpperCase() + rest.slice(1) };
}
