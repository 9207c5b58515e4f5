const LISTED = 20;

/** A list in one line, cut with the exact count of what was left out. */
export function listed(items: readonly string[], separator = ', '): string {
	const more = items.length - LISTED;
	return items.slice(0, LISTED).join(separator) + (more > 0 ? ` and ${more} more` : '');
}

/** One item stands in the line of its title; several stand below it. */
export function titled(title: string, items: readonly string[]): string {
	if (items.length === 0) return '';
	// An empty item would underline the title: Markdown takes its dash for that of a heading.
	const shown = items.map((item) => (item === '' ? '–' : item));
	const [only = ''] = shown;
	if (shown.length === 1) return `**${title}:** ${only}.`;
	const more = items.length - LISTED;
	return [`**${title}:**`, ...shown.slice(0, LISTED).map((item) => `- ${item}`), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
