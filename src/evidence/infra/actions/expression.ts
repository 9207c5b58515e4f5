/** An expression of a workflow, as GitHub reads it (docs.github.com, "Evaluate expressions in workflows and actions"). */
export type Expression =
	| { readonly kind: 'literal'; readonly value: string | number | boolean | null }
	| { readonly kind: 'name'; readonly name: string }
	| { readonly kind: 'access'; readonly object: Expression; readonly key: Expression | '*' }
	| { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
	| { readonly kind: 'not'; readonly operand: Expression }
	| { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression };

const TOKEN = /\s*(?:('(?:[^']|'')*')|([-+]?(?:0x[0-9a-fA-F]+|0o[0-7]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))|([A-Za-z_][\w-]*)|(&&|\|\||==|!=|<=|>=|[<>!()[\].,*]))/y;
/** From loose to tight. */
const OPERATORS = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
/** Deeper than this nobody writes one. */
const MOST_NESTED = 50;

/** Reads an expression, without its `${{ }}`; undefined where it is none. */
export function parseExpression(text: string): Expression | undefined {
	const tokens = tokensOf(text);
	return tokens === undefined || tokens.length === 0 ? undefined : new ExpressionReader(tokens).whole();
}

interface Token {
	readonly kind: 'string' | 'number' | 'word' | 'sign';
	readonly text: string;
}

function tokensOf(text: string): Token[] | undefined {
	const tokens: Token[] = [];
	let at = 0;
	const end = text.trimEnd().length;
	while (at < end) {
		TOKEN.lastIndex = at;
		const match = TOKEN.exec(text);
		if (match === null) return undefined;
		const [whole, string, number, word, sign] = match;
		if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1).replaceAll("''", "'") });
		else if (number !== undefined) tokens.push({ kind: 'number', text: number });
		else tokens.push(word === undefined ? { kind: 'sign', text: sign ?? '' } : { kind: 'word', text: word });
		at += whole.length;
	}
	return tokens;
}

class ExpressionReader {
	readonly #tokens: readonly Token[];
	#at = 0;
	#depth = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	whole(): Expression | undefined {
		const read = this.#binary(0);
		return this.#at === this.#tokens.length ? read : undefined;
	}

	#binary(level: number): Expression | undefined {
		const operators = OPERATORS[level];
		if (operators === undefined) return this.#unary();
		let left = this.#binary(level + 1);
		for (let operator = this.#sign(operators); left !== undefined && operator !== undefined; operator = this.#sign(operators)) {
			const right = this.#binary(level + 1);
			left = right === undefined ? undefined : { kind: 'binary', operator, left, right };
		}
		return left;
	}

	#unary(): Expression | undefined {
		if (this.#sign(['!']) === undefined) return this.#postfix(this.#primary());
		if (++this.#depth > MOST_NESTED) return undefined;
		const operand = this.#unary();
		this.#depth--;
		return operand === undefined ? undefined : { kind: 'not', operand };
	}

	#primary(): Expression | undefined {
		if (this.#sign(['(']) !== undefined) return this.#inside(')');
		const token = this.#tokens[this.#at];
		if (token === undefined || token.kind === 'sign') return undefined;
		this.#at++;
		if (token.kind === 'string') return { kind: 'literal', value: token.text };
		if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
		if (this.#sign(['(']) !== undefined) return this.#call(token.text);
		const word = WORDS[token.text.toLowerCase()];
		return word === undefined ? { kind: 'name', name: token.text } : { kind: 'literal', value: word };
	}

	#inside(close: string): Expression | undefined {
		if (++this.#depth > MOST_NESTED) return undefined;
		const inner = this.#binary(0);
		this.#depth--;
		return this.#sign([close]) === undefined ? undefined : inner;
	}

	#call(name: string): Expression | undefined {
		const args: Expression[] = [];
		while (this.#sign([')']) === undefined) {
			if (args.length > 0 && this.#sign([',']) === undefined) return undefined;
			if (++this.#depth > MOST_NESTED) return undefined;
			const argument = this.#binary(0);
			this.#depth--;
			if (argument === undefined) return undefined;
			args.push(argument);
		}
		return { kind: 'call', name: name.toLowerCase(), args };
	}

	#postfix(start: Expression | undefined): Expression | undefined {
		let object = start;
		while (object !== undefined) {
			if (this.#sign(['.']) !== undefined) {
				const key = this.#key();
				object = key === undefined ? undefined : { kind: 'access', object, key };
			} else if (this.#sign(['[']) !== undefined) {
				const key = this.#index();
				object = key === undefined ? undefined : { kind: 'access', object, key };
			} else return object;
		}
		return undefined;
	}

	#index(): Expression | '*' | undefined {
		if (this.#sign(['*']) === undefined) return this.#inside(']');
		return this.#sign([']']) === undefined ? undefined : '*';
	}

	#key(): Expression | '*' | undefined {
		if (this.#sign(['*']) !== undefined) return '*';
		const token = this.#tokens[this.#at];
		if (token?.kind !== 'word') return undefined;
		this.#at++;
		return { kind: 'literal', value: token.text };
	}

	#sign(wanted: readonly string[]): string | undefined {
		const token = this.#tokens[this.#at];
		if (token?.kind !== 'sign' || !wanted.includes(token.text)) return undefined;
		this.#at++;
		return token.text;
	}
}
