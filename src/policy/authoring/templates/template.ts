/** How a new rule is called. */
export interface Names {
	readonly id: string;
	/** Without `data.`. */
	readonly package: string;
}

/** A rule to begin with: small, useful as it is, and easy to make another one of. */
export interface Template {
	readonly title: string;
	readonly why: string;
	/** Examples for the README, as Markdown. */
	readonly bad: string;
	readonly good: string;
	readonly policy: (names: Names) => string;
	readonly test: (names: Names) => string;
	/** By path in the rule's folder. */
	readonly fixtures: Readonly<Record<string, string>>;
}

/** An example for the README. */
export function fenced(language: string, text: string): string {
	return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
