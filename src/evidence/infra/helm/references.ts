import { actionKind, templateParts } from './template-text.ts';

/** Keys of values from the root of a chart's own values on; `chart` tells whose: its keys in the values of the charts around it. */
export interface ValueReference {
	readonly chart: readonly string[];
	readonly path: readonly string[];
}

/** A block that stands only where a value is set: `with`, `if`. Lines count from 1, both are those of the actions. */
export interface ConditionalBlock {
	readonly first: number;
	readonly last: number;
	readonly references: readonly ValueReference[];
}

/** What one template takes of the values. */
export interface TemplateReferences {
	/** By line: the values that its actions write. */
	readonly written: ReadonlyMap<number, readonly ValueReference[]>;
	readonly blocks: readonly ConditionalBlock[];
}

/** A template of a chart, or of one below it. */
export interface TemplateSource {
	readonly path: string;
	readonly text: string;
	readonly chart: readonly string[];
}

/** What an expression stands for, as far as can be told. */
type Meaning =
	| { readonly kind: 'root'; readonly chart: readonly string[] }
	| { readonly kind: 'values'; readonly reference: ValueReference }
	| { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Meaning> }
	| { readonly kind: 'unknown' };

const UNKNOWN: Meaning = { kind: 'unknown' };
/** Calls that pass different things are followed as far as this. */
const MOST_CALLS = 4;
const MOST_ROUNDS = 5;

/** Which values the templates of a chart take on which line, by path. Named templates are followed through the calls that name them. */
export function valueReferences(templates: readonly TemplateSource[]): ReadonlyMap<string, TemplateReferences> {
	const calls = new Map<string, Meaning[]>();
	let found = new Map<string, TemplateReferences>();
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const before = countOf(calls);
		found = new Map(templates.map((template) => [template.path, new Reading(template, calls).read()]));
		if (countOf(calls) === before) break;
	}
	return found;
}

function countOf(calls: ReadonlyMap<string, readonly Meaning[]>): number {
	return [...calls.values()].reduce((sum, { length }) => sum + length, 0);
}

interface Scope {
	readonly dot: Meaning;
	readonly dollar: Meaning;
	readonly variables: ReadonlyMap<string, Meaning>;
	/** Of a block that depends on values: its first line and these. */
	readonly block?: { readonly first: number; readonly references: readonly ValueReference[] };
}

/** One reading of a template, from its first action to its last. */
class Reading {
	readonly #template: TemplateSource;
	readonly #calls: Map<string, Meaning[]>;
	readonly #written = new Map<number, ValueReference[]>();
	readonly #blocks: ConditionalBlock[] = [];
	/** Of each open block one scope for each meaning that its dot may have. */
	#scopes: Scope[][];

	constructor(template: TemplateSource, calls: Map<string, Meaning[]>) {
		this.#template = template;
		this.#calls = calls;
		const root: Meaning = { kind: 'root', chart: template.chart };
		this.#scopes = [[{ dot: root, dollar: root, variables: new Map() }]];
	}

	read(): TemplateReferences {
		const { text } = this.#template;
		let line = 1;
		let counted = 0;
		for (const { kind, start, code } of templateParts(text)) {
			if (kind !== 'action') continue;
			for (let at = text.indexOf('\n', counted); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
			counted = start;
			this.#action(code, line);
		}
		return { written: this.#written, blocks: this.#blocks };
	}

	#action(code: string, line: number): void {
		const kind = actionKind(code);
		const inner = code.replace(/^\w+\s*/, '');
		if (kind === 'end') return this.#close(line);
		if (kind === 'else') return this.#otherwise(inner, line);
		if (kind === 'if' || kind === 'with' || kind === 'range') return this.#open(kind, inner, line);
		if (kind === 'define' || kind === 'block') return this.#define(code);
		if (kind === 'assign') return this.#assign(code);
		if (kind === 'output') this.#write(code, line);
		if (kind === 'output' || kind === 'template') this.#current().forEach((scope) => this.#noteCalls(code, scope));
	}

	#current(): Scope[] {
		return this.#scopes.at(-1) ?? [];
	}

	#open(kind: 'if' | 'with' | 'range', code: string, line: number): void {
		const [, names = '', expression = ''] = /^((?:\$\w+\s*,\s*)?\$\w+\s*:=)?([\s\S]*)$/.exec(code) ?? [];
		this.#scopes.push(this.#current().map((scope) => {
			const references = referencesIn(expression, scope);
			this.#noteCalls(expression, scope);
			const meaning = meaningOf(expression, scope);
			const inside = kind === 'if' ? scope.dot : kind === 'with' ? meaning : elementOf(meaning);
			const name = /\$\w+(?=\s*:=)/.exec(names)?.[0];
			const variables = name === undefined ? scope.variables : new Map([...scope.variables, [name, kind === 'range' ? elementOf(meaning) : meaning]]);
			const block = kind === 'range' || /^\s*not\b/.test(expression) ? {} : { block: { first: line, references } };
			return { dot: inside, dollar: scope.dollar, variables, ...block };
		}));
	}

	#otherwise(code: string, line: number): void {
		this.#close(line);
		const chained = /^(if|with)\b([\s\S]*)$/.exec(code);
		if (chained === null) this.#scopes.push(this.#current().map(({ dot, dollar, variables }) => ({ dot, dollar, variables })));
		else this.#open(chained[1] === 'with' ? 'with' : 'if', chained[2] ?? '', line);
	}

	#close(line: number): void {
		const closed = this.#scopes.length > 1 ? this.#scopes.pop() : undefined;
		for (const { block } of closed ?? []) {
			if (block !== undefined && block.references.length > 0) this.#blocks.push({ ...block, last: line });
		}
	}

	#define(code: string): void {
		const name = /"([^"]*)"/.exec(code)?.[1] ?? '';
		const meanings = this.#calls.get(name) ?? [];
		this.#scopes.push(meanings.map((dot) => ({ dot, dollar: dot, variables: new Map() })));
	}

	#assign(code: string): void {
		const [, name = '', expression = ''] = /^(\$\w*)\s*:?=([\s\S]*)$/.exec(code) ?? [];
		this.#scopes[this.#scopes.length - 1] = this.#current().map((scope) => {
			this.#noteCalls(expression, scope);
			return { ...scope, variables: new Map([...scope.variables, [name, meaningOf(expression, scope)]]) };
		});
	}

	#write(code: string, line: number): void {
		for (const scope of this.#current()) {
			const known = this.#written.get(line) ?? [];
			const added = referencesIn(code, scope).filter(({ path }) => !known.some((other) => samePath(other.path, path)));
			this.#written.set(line, [...known, ...added]);
		}
	}

	#noteCalls(code: string, scope: Scope): void {
		for (const [, name = '', argument = ''] of code.matchAll(/\b(?:include|template)\s+"([^"]*)"\s*(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^\s|)]*)/g)) {
			const meaning = meaningOf(argument.startsWith('(') ? argument.slice(1, -1) : argument, scope);
			const known = this.#calls.get(name) ?? [];
			if (known.length < MOST_CALLS && !known.some((other) => JSON.stringify(shown(other)) === JSON.stringify(shown(meaning)))) this.#calls.set(name, [...known, meaning]);
		}
	}
}

function shown(meaning: Meaning): unknown {
	return meaning.kind === 'dict' ? [...meaning.entries].map(([key, entry]) => [key, shown(entry)]) : meaning;
}

function samePath(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((key, index) => key === other[index]);
}

const STRING = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;
const OPERAND = /(?<![\w)"])(\$\w*)?((?:\.\w+)+)|(?<![\w.])(\$\w*)(?![\w.])|(?<![\w.)$])\.(?![\w])/g;
const INDEX = /\bindex\s+(\$?\w*(?:\.\w+)*\.?)((?:\s+"[^"]*")+)/g;

/** The values that an expression names. */
function referencesIn(code: string, scope: Scope): ValueReference[] {
	const indexed = [...code.matchAll(INDEX)].flatMap(([, operand = '', keys = '']) => {
		const base = operandMeaning(operand, scope);
		return valuesOf(fieldOf(base, [...keys.matchAll(/"([^"]*)"/g)].map(([, key = '']) => key)));
	});
	const plain = code.replace(INDEX, ' ').replace(STRING, '""');
	const named = [...plain.matchAll(OPERAND)].flatMap(([operand]) => valuesOf(operandMeaning(operand, scope)));
	return [...indexed, ...named].filter(({ path }) => path.length > 0);
}

function valuesOf(meaning: Meaning): ValueReference[] {
	return meaning.kind === 'values' ? [meaning.reference] : [];
}

function operandMeaning(operand: string, scope: Scope): Meaning {
	const [, variable, fields = ''] = /^(\$\w*)?((?:\.\w+)*)\.?$/.exec(operand) ?? [];
	const base = variable === undefined ? scope.dot : variable === '$' ? scope.dollar : (scope.variables.get(variable) ?? UNKNOWN);
	return fieldOf(base, fields.split('.').slice(1));
}

function fieldOf(base: Meaning, keys: readonly string[]): Meaning {
	const [first, ...rest] = keys;
	if (first === undefined) return base;
	if (base.kind === 'root') return first === 'Values' ? { kind: 'values', reference: { chart: base.chart, path: rest } } : UNKNOWN;
	if (base.kind === 'values') return { kind: 'values', reference: { ...base.reference, path: [...base.reference.path, ...keys] } };
	return base.kind === 'dict' ? fieldOf(base.entries.get(first) ?? UNKNOWN, rest) : UNKNOWN;
}

/** Which element is not known: the values are those of the whole collection. */
function elementOf(meaning: Meaning): Meaning {
	return meaning.kind === 'values' ? { kind: 'values', reference: { ...meaning.reference, path: [...meaning.reference.path, '*'] } } : UNKNOWN;
}

function meaningOf(expression: string, scope: Scope): Meaning {
	const code = expression.trim();
	if (/^\$?\w*(?:\.\w+)*\.?$/.test(code) && /[.$]/.test(code)) return operandMeaning(code, scope);
	if (/^dict\s/.test(code)) return dictMeaning(code, scope);
	// `set . "key" value` gives what it sets something in.
	const changed = /^(?:set|merge|mergeOverwrite|deepCopy)\s+(\$?\w*(?:\.\w+)*\.?)(?=\s|$)/.exec(code)?.[1];
	if (changed !== undefined && /[.$]/.test(changed)) return operandMeaning(changed, scope);
	const references = referencesIn(code, scope);
	const [only] = references;
	return only !== undefined && references.length === 1 && !/\b(?:include|tpl|eq|and|or|not)\b/.test(code) ? { kind: 'values', reference: only } : UNKNOWN;
}

/** `dict "name" .Values.a "context" $`. */
function dictMeaning(code: string, scope: Scope): Meaning {
	const tokens = [...code.slice('dict'.length).matchAll(/"([^"]*)"|\((?:[^()]|\([^()]*\))*\)|[^\s()"]+/g)];
	const entries = tokens.flatMap(([, key], index): [string, Meaning][] => {
		const value = tokens[index + 1]?.[0];
		return index % 2 === 1 || key === undefined || value === undefined ? [] : [[key, meaningOf(value.startsWith('(') ? value.slice(1, -1) : value, scope)]];
	});
	return { kind: 'dict', entries: new Map(entries) };
}
