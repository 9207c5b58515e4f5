import { pointerStep } from '../json-pointer.ts';

/** Where values of a JSON text stand, by JSON pointer: offsets of the first character, of an entry that of its key, and behind the last. */
export type JsonPlaces = ReadonlyMap<string, readonly [start: number, end: number]>;

/** Nested deeper than this nothing is placed. */
const DEEPEST = 100;

/**
 * The places of a text that `JSON.parse` has read. Only values for which `wanted` holds, and those below them as long as it holds, have one.
 */
export function jsonPlaces(text: string, wanted: (pointer: string) => boolean): JsonPlaces {
	const scanner = new Scanner(text, wanted);
	scanner.value('', 0);
	return scanner.places;
}

class Scanner {
	readonly places = new Map<string, readonly [number, number]>();
	readonly #text: string;
	readonly #wanted: (pointer: string) => boolean;
	#at = 0;

	constructor(text: string, wanted: (pointer: string) => boolean) {
		this.#text = text;
		this.#wanted = wanted;
	}

	/** Reads the value at the cursor. `start` is where its entry begins, if it is one; an undefined pointer is not wanted. */
	value(pointer: string | undefined, depth: number, start = this.#skipSpace()): void {
		this.#skipSpace();
		const opens = this.#text[this.#at];
		if (opens === '{' || opens === '[') this.#collection(opens, depth > DEEPEST ? undefined : pointer, depth);
		else if (opens === '"') this.#string();
		else while (this.#at < this.#text.length && !/[\s,\]}]/.test(this.#text.charAt(this.#at))) this.#at++;
		if (pointer !== undefined) this.places.set(pointer, [start, this.#at]);
	}

	#collection(opens: '{' | '[', pointer: string | undefined, depth: number): void {
		const closes = opens === '{' ? '}' : ']';
		if (pointer === undefined) {
			this.#skip();
			return;
		}
		this.#at++;
		for (let index = 0; ; index++) {
			const start = this.#skipSpace();
			const next = this.#text[this.#at];
			if (next === closes || next === undefined) break;
			let key = String(index);
			if (opens === '{') {
				key = JSON.parse(this.#string()) as string;
				this.#skipSpace();
				this.#at++;
			}
			const below = pointer + pointerStep(key);
			this.value(this.#wanted(below) ? below : undefined, depth + 1, start);
			this.#skipSpace();
			if (this.#text[this.#at] === ',') this.#at++;
		}
		this.#at++;
	}

	/** Passes a collection in which nothing is wanted. */
	#skip(): void {
		let open = 0;
		for (; this.#at < this.#text.length; ) {
			const character = this.#text[this.#at];
			if (character === '"') {
				this.#string();
				continue;
			}
			this.#at++;
			if (character === '{' || character === '[') open++;
			if (character === '}' || character === ']') open--;
			if (open === 0) return;
		}
	}

	#string(): string {
		const start = this.#at++;
		for (; this.#at < this.#text.length; this.#at++) {
			const character = this.#text[this.#at];
			if (character === '\\') this.#at++;
			else if (character === '"') break;
		}
		this.#at++;
		return this.#text.slice(start, this.#at);
	}

	#skipSpace(): number {
		while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
		return this.#at;
	}
}
