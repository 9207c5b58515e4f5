import { goQuote } from './go-format.ts';

/** A Rego value, sets kept apart from arrays and numbers as they were written. */
export type RegoTerm =
	| { readonly kind: 'null' | 'boolean' | 'number' | 'string'; readonly text: string }
	| { readonly kind: 'array' | 'set'; readonly items: readonly RegoTerm[] }
	| { readonly kind: 'object'; readonly items: readonly (readonly [RegoTerm, RegoTerm])[] };

/** OPA's order of kinds. */
const ORDER = ['null', 'boolean', 'number', 'string', 'array', 'object', 'set'];
const TOKEN = /\s*(?:("(?:[^"\\]|\\[^])*")|(set\(\))|([[\]{},:])|([^\s[\]{},:"]+))/y;

/** Reads the text that a Wasm module dumps of a value. Throws on anything else: the module is broken. */
export function readRegoTerm(text: string): RegoTerm {
	const tokens: string[] = [];
	TOKEN.lastIndex = 0;
	for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(match[0].trim());
	const cursor = { tokens, index: 0 };
	return readValue(cursor);
}

interface Cursor {
	readonly tokens: readonly string[];
	index: number;
}

function readValue(cursor: Cursor): RegoTerm {
	const token = take(cursor);
	if (token === '[') return { kind: 'array', items: readItems(cursor, ']', readValue) };
	if (token === '{') return readBraces(cursor);
	if (token === 'set()') return { kind: 'set', items: [] };
	if (token.startsWith('"')) return { kind: 'string', text: JSON.parse(token) as string };
	if (token === 'null') return { kind: 'null', text: token };
	if (token === 'true' || token === 'false') return { kind: 'boolean', text: token };
	return { kind: 'number', text: token };
}

/** `{}` is the empty object; the empty set has a name of its own. */
function readBraces(cursor: Cursor): RegoTerm {
	let set = false;
	const pairs = readItems(cursor, '}', (inner): readonly [RegoTerm, RegoTerm] => {
		const key = readValue(inner);
		if (inner.tokens[inner.index] !== ':') {
			set = true;
			return [key, key];
		}
		take(inner);
		return [key, readValue(inner)];
	});
	return set ? { kind: 'set', items: pairs.map(([key]) => key) } : { kind: 'object', items: pairs };
}

function readItems<T>(cursor: Cursor, end: string, read: (cursor: Cursor) => T): readonly T[] {
	const items: T[] = [];
	while (cursor.tokens[cursor.index] !== end) {
		items.push(read(cursor));
		if (cursor.tokens[cursor.index] === ',') take(cursor);
	}
	take(cursor);
	return items;
}

function take(cursor: Cursor): string {
	const token = cursor.tokens[cursor.index++];
	if (token === undefined) throw new Error('a value of a policy module ends too early');
	return token;
}

/** A term as a plain value: sets are arrays and keys stand in OPA's order, and a key of an object that is no text is its JSON. */
export function termValue(term: RegoTerm): unknown {
	return valueOf(ordered(term));
}

function valueOf(term: RegoTerm): unknown {
	if (term.kind === 'string') return term.text;
	if ('text' in term) return JSON.parse(term.text);
	if (term.kind === 'object') return Object.fromEntries(term.items.map(([key, value]) => [key.kind === 'string' ? key.text : JSON.stringify(valueOf(key)), valueOf(value)]));
	return term.items.map(valueOf);
}

/** As OPA prints a value: sets and objects in order, strings in quotes. */
export function printRegoTerm(term: RegoTerm): string {
	return print(ordered(term));
}

function print(term: RegoTerm): string {
	if (term.kind === 'string') return goQuote(term.text);
	if ('text' in term) return term.text;
	if (term.kind === 'object') return `{${term.items.map(([key, value]) => `${print(key)}: ${print(value)}`).join(', ')}}`;
	if (term.kind === 'array') return `[${term.items.map(print).join(', ')}]`;
	return term.items.length === 0 ? 'set()' : `{${term.items.map(print).join(', ')}}`;
}

/** OPA's total order: by kind, then by value; texts by their UTF-8 bytes. */
export function compareTerms(a: RegoTerm, b: RegoTerm): number {
	return compareOrdered(ordered(a), ordered(b));
}

/** The same term with its sets and objects in order, at every depth: what is compared often is put in order once. */
function ordered(term: RegoTerm): RegoTerm {
	if ('text' in term) return term;
	if (term.kind === 'object') {
		const pairs = term.items.map(([key, value]) => [ordered(key), ordered(value)] as const);
		return { kind: 'object', items: pairs.sort(([x], [y]) => compareOrdered(x, y)) };
	}
	const items = term.items.map(ordered);
	return { kind: term.kind, items: term.kind === 'set' ? items.sort(compareOrdered) : items };
}

function compareOrdered(a: RegoTerm, b: RegoTerm): number {
	if (a.kind !== b.kind) return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
	if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.text, b.text);
	if ('text' in a && 'text' in b) return a.text === b.text ? 0 : compareTexts(a.text, b.text);
	return compareLists(parts(a), parts(b));
}

const ASCII = /^[\0-\x7f]*$/;

/** UTF-16 and UTF-8 agree on the order of what is ASCII. */
function compareTexts(a: string, b: string): number {
	if (ASCII.test(a) && ASCII.test(b)) return a < b ? -1 : 1;
	return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

function compareNumbers(a: string, b: string): number {
	const order = Math.sign(Number(a) - Number(b));
	if (a === b || order < 0 || order > 0) return a === b ? 0 : order;
	// As floats they are one, or both are beyond them.
	const left = decimal(a);
	const right = decimal(b);
	const scale = Math.max(left.scale, right.scale);
	if (scale - Math.min(left.scale, right.scale) > MOST_DIGITS) return Math.sign(right.scale - left.scale);
	const difference = left.digits * 10n ** BigInt(scale - left.scale) - right.digits * 10n ** BigInt(scale - right.scale);
	return difference < 0n ? -1 : Number(difference > 0n);
}

/** Numbers further apart than this are not written out to be compared. */
const MOST_DIGITS = 5_000;

/** A number as whole digits and how many of them are decimals. */
function decimal(text: string): { readonly digits: bigint; readonly scale: number } {
	const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
	const [whole = '', decimals = ''] = mantissa.split('.');
	return { digits: BigInt(`${whole}${decimals}`), scale: decimals.length - Number(power) };
}

function parts(term: RegoTerm): readonly RegoTerm[] {
	if (term.kind === 'object') return term.items.flat();
	return term.kind === 'array' || term.kind === 'set' ? term.items : [];
}

function compareLists(a: readonly RegoTerm[], b: readonly RegoTerm[]): number {
	for (const [index, item] of a.entries()) {
		const other = b[index];
		if (other === undefined) return 1;
		const order = compareOrdered(item, other);
		if (order !== 0) return order;
	}
	return a.length - b.length;
}
