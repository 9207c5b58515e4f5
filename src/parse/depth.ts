import { limit } from './limits.ts';
import type { NotAnalysed } from './parsed.ts';
import { positionAt, type SourceText } from './text.ts';

/** `code`: TypeScript and JavaScript; `json`: JSON with or without comments. */
export type BracketSyntax = 'code' | 'json';

/** What may stand before a `/` that begins a regular expression, beside a keyword. */
const BEFORE_REGEX = new Set('(,=:[!&|?{};+-*%~^<>');
const KEYWORD_BEFORE_REGEX = /\b(?:return|typeof|case|do|else|in|of|void|delete|throw|await|yield|new)$/;

/**
 * Refuses a text whose brackets nest too deep, before a recursive parser sees it. One pass, no recursion.
 * Only brackets that are open at the same time count, so a long chain of calls is no depth. YAML needs no such scan:
 * its parser counts collections and blocks itself and stops at the same limit.
 */
export function checkDepth(source: SourceText, syntax: BracketSyntax): NotAnalysed | undefined {
	const most = limit('nesting');
	const deepest = new BracketScan(source.text, syntax).firstBelow(most);
	if (deepest === undefined) return undefined;
	const { line, column } = positionAt(source, deepest);
	return { path: source.path, reason: 'too-deep', detail: `more than ${most} brackets are open at ${line}:${column}` };
}

/**
 * Walks a text and skips what holds no structure: strings, comments, regular expressions.
 * Where the guess is wrong (an apostrophe in JSX text), the line's end sets it right again.
 */
class BracketScan {
	readonly #text: string;
	readonly #code: boolean;
	/** Depths at which a `${` of a template was opened: its `}` leads back into the template. */
	readonly #templates: number[] = [];
	#at = 0;
	#depth = 0;

	constructor(text: string, syntax: BracketSyntax) {
		this.#text = text;
		this.#code = syntax === 'code';
	}

	/** The offset at which more than `most` brackets are open. */
	firstBelow(most: number): number | undefined {
		while (this.#at < this.#text.length) {
			const at = this.#at;
			this.#step(this.#text.charAt(at));
			if (this.#depth > most) return at;
		}
		return undefined;
	}

	#step(character: string): void {
		switch (character) {
			case '(':
			case '[':
			case '{':
				this.#depth++;
				this.#at++;
				return;
			case ')':
			case ']':
			case '}':
				return this.#close(character);
			case '"':
			case "'":
				return this.#skipString(character);
			case '`':
				this.#at++;
				return this.#code ? this.#skipTemplate() : undefined;
			case '/':
				return this.#slash();
			default:
				this.#at++;
		}
	}

	#close(character: string): void {
		this.#depth = Math.max(0, this.#depth - 1);
		this.#at++;
		if (character !== '}' || this.#templates.at(-1) !== this.#depth) return;
		this.#templates.pop();
		this.#skipTemplate();
	}

	#skipString(quote: string): void {
		for (this.#at++; this.#at < this.#text.length; this.#at++) {
			const character = this.#text.charAt(this.#at);
			if (character === '\n') return;
			if (character === '\\') this.#at++;
			else if (character === quote) break;
		}
		this.#at++;
	}

	/** Goes to the end of a template, or into its next `${`. */
	#skipTemplate(): void {
		for (; this.#at < this.#text.length; this.#at++) {
			const character = this.#text.charAt(this.#at);
			if (character === '\\') this.#at++;
			else if (character === '`') break;
			else if (character === '$' && this.#text.charAt(this.#at + 1) === '{') {
				this.#templates.push(this.#depth);
				this.#depth++;
				this.#at++;
				break;
			}
		}
		this.#at++;
	}

	#slash(): void {
		const next = this.#text.charAt(this.#at + 1);
		if (next === '/') this.#jumpBehind('\n');
		else if (next === '*') this.#jumpBehind('*/');
		else if (this.#code && this.#regexMayStart()) this.#skipRegex();
		else this.#at++;
	}

	#jumpBehind(mark: string): void {
		const found = this.#text.indexOf(mark, this.#at + 2);
		this.#at = found < 0 ? this.#text.length : found + mark.length;
	}

	/** Looks back over at most a few characters, so that the scan stays linear. */
	#regexMayStart(): boolean {
		const before = this.#text.slice(Math.max(0, this.#at - 24), this.#at).trimEnd();
		return before === '' || BEFORE_REGEX.has(before.charAt(before.length - 1)) || KEYWORD_BEFORE_REGEX.test(before);
	}

	#skipRegex(): void {
		let inClass = false;
		for (this.#at++; this.#at < this.#text.length; this.#at++) {
			const character = this.#text.charAt(this.#at);
			if (character === '\n') return;
			if (character === '\\') this.#at++;
			else if (character === '[') inClass = true;
			else if (character === ']') inClass = false;
			else if (character === '/' && !inClass) break;
		}
		this.#at++;
	}
}
