/** Items that a section of the summary shows when there is room for all sections. */
export const MOST_LISTED = 20;

/** A list in one line, cut with the exact count of what was left out. Only what is shown is written. */
export function listed<T>(items: readonly T[], show: (item: T) => string, most = MOST_LISTED): string {
	if (most === 0) return `${items.length} in the report`;
	const more = items.length - most;
	return items.slice(0, most).map(show).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** One item stands in the line of its title; several stand below it. */
export function titled<T>(title: string, items: readonly T[], show: (item: T) => string, most = MOST_LISTED): string {
	if (items.length === 0) return '';
	if (items.length === 1 || most === 0) return `**${title}:** ${listed(items, show, most)}.`;
	const more = items.length - most;
	return [`**${title}:**`, ...items.slice(0, most).map((item) => bullet(show(item))), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** A bullet with nothing behind it would make a heading of the line above. */
function bullet(text: string): string {
	return `- ${text.trim() === '' ? '(empty)' : text}`;
}
