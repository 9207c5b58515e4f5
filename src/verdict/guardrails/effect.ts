/** One difference that a changed guardrail makes once it is merged. */
export interface Effect {
	/** A phrase without a full stop. Names of the change stand in it as they are: whoever shows it escapes them. */
	readonly text: string;
	/** Makes the guardrail weaker, or may do so. */
	readonly weaker: boolean;
}

export function weakens(text: string): Effect {
	return { text, weaker: true };
}

export function tells(text: string): Effect {
	return { text, weaker: false };
}

const MOST_NAMED = 3;
const NAME_LENGTH = 80;

/** "3 rules (`a`, `b`, `c`)", "12 rules (`a`, `b`, `c` and 9 more)". `names` in the order in which they are to be shown. */
export function counted(noun: string, names: readonly string[]): string {
	const more = names.length - MOST_NAMED;
	return `${names.length} ${noun}${names.length === 1 ? '' : 's'} (${names.slice(0, MOST_NAMED).map(named).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

/** A name between backticks, whatever it holds, and never longer than a line. */
export function named(name: string): string {
	const short = name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH)}…` : name;
	return `\`${short.replaceAll('`', "'")}\``;
}

/** The weaker ones first, else as they come. */
export function gravestFirst(effects: readonly Effect[]): Effect[] {
	return [...effects.filter(({ weaker }) => weaker), ...effects.filter(({ weaker }) => !weaker)];
}
