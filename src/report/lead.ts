/** A headline is read at a glance. */
const MOST_CHARACTERS = 140;
const LEAST_CHARACTERS = 12;

/**
 * A message in two: what is so, by its first sentence or clause, and the rest, which begins as a sentence does. Without a `lead` that is as short
 * as a headline, all of it is rest. Text between backticks is never cut. Both are untrusted as the message is.
 */
export function leadOf(message: string): { readonly lead?: string; readonly rest: string } {
	const end = message.replace(/`[^`]*`/gu, (span) => '`'.repeat(span.length)).search(/[.;:](?=\s|$)/u);
	const lead = (end < 0 ? message : message.slice(0, end)).trim();
	if (lead.length < LEAST_CHARACTERS || lead.length > MOST_CHARACTERS) return { rest: message };
	const rest = end < 0 ? '' : message.slice(end + 1).trim();
	return { lead, rest: rest.slice(0, 1).toUpperCase() + rest.slice(1) };
}
