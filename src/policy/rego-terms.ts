/** An element of a Rego array as OPA writes it: strings without quotes, numbers as digits, everything else as its text. */
export interface RegoTerm {
	readonly kind: 'string' | 'number' | 'other';
	readonly text: string;
}

const STRING = /"(?:[^"\\]|\\[^])*"/y;

/** Reads the text of an array (`["a", 1, {"x", "y"}]`), whose elements may be sets and objects; `undefined` when it is none. */
export function readRegoArray(text: string): readonly RegoTerm[] | undefined {
	if (!text.startsWith('[')) return undefined;
	const terms: RegoTerm[] = [];
	let depth = 0;
	let start = 1;
	for (let index = 1; index < text.length; index++) {
		const character = text[index];
		if (character === '"') index = endOfString(text, index) - 1;
		else if (character === '[' || character === '{' || character === '(') depth++;
		else if (depth > 0 && (character === ']' || character === '}' || character === ')')) depth--;
		else if (depth === 0 && (character === ',' || character === ']')) {
			const element = text.slice(start, index).trim();
			if (element !== '') terms.push(termOf(element));
			start = index + 1;
		}
	}
	return terms;
}

function endOfString(text: string, start: number): number {
	STRING.lastIndex = start;
	return STRING.test(text) ? STRING.lastIndex : text.length;
}

function termOf(text: string): RegoTerm {
	if (text.startsWith('"')) return { kind: 'string', text: JSON.parse(text) as string };
	return { kind: /^-?[\d.]/.test(text) ? 'number' : 'other', text };
}
