import { type Event, parseEvents, YAMLException } from 'js-yaml';

import { limit } from '../limits.ts';

/** The parser's events, with the text that their offsets refer to. */
export interface ReadEvents {
	readonly events: readonly Event[];
	readonly text: string;
	/** The offset in the text as it was given. */
	readonly locate: (offset: number) => number;
}

/** The parser's refusal, with the offset in the text as it was given. */
export class EventError extends Error {
	readonly offset: number;

	constructor(message: string, offset: number) {
		super(message);
		this.offset = offset;
	}
}

interface Insertion {
	readonly at: number;
	readonly length: number;
}

/** How many characters may be parsed again for the sake of leniency: enough for a few hundred brackets in a large manifest. */
const REPAIR_CHARACTERS = 10_000_000;

/**
 * Reads the events of one document. YAML 1.2 wants the lines of a flow collection or a quoted string indented deeper than
 * their key, and the parser insists; kubectl and nearly every other reader do not, and a closing `]` below its key is common.
 * So a line refused for that alone is indented, which means nothing inside brackets and quotes, and read again.
 */
export function readEvents(given: string): ReadEvents {
	const insertions: Insertion[] = [];
	const locate = (offset: number) => originalOffset(insertions, offset);
	let text = given;
	let length = 0;
	for (let budget = REPAIR_CHARACTERS; ; budget -= text.length) {
		try {
			return { events: parseEvents(text, { maxDepth: limit('nesting') }), text, locate };
		} catch (error) {
			if (!(error instanceof YAMLException)) throw error;
			const position = error.mark?.position ?? 0;
			if (error.reason !== 'deficient indentation' || budget < text.length) throw new EventError(error.reason, locate(position));
			const at = lineStart(text, position);
			// A line that was indented already is refused for another reason.
			if (insertions.some((insertion) => insertion.at === at)) throw new EventError(error.reason, locate(position));
			length ||= deepestIndentation(given) + 1;
			insertions.push({ at, length });
			text = text.slice(0, at) + ' '.repeat(length) + text.slice(at);
		}
	}
}

/** Insertions are made from the top down, so each `at` is an offset of the final text. */
function originalOffset(insertions: readonly Insertion[], offset: number): number {
	let original = offset;
	for (const { at, length } of insertions) {
		if (at < offset) original -= Math.min(length, offset - at);
	}
	return original;
}

function lineStart(text: string, offset: number): number {
	let at = offset;
	while (at > 0 && text.charAt(at - 1) !== '\n' && text.charAt(at - 1) !== '\r') at--;
	return at;
}

function deepestIndentation(text: string): number {
	let deepest = 0;
	for (const [spaces] of text.matchAll(/^ +/gm)) deepest = Math.max(deepest, spaces.length);
	return deepest;
}
