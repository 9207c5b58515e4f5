import { limit } from '../limits.ts';
import type { NotAnalysedReason } from '../parsed.ts';
import { longForm, type ShortForm } from './functions.ts';
import { type Dialect, plainScalar, taggedScalar } from './scalars.ts';
import type { AliasNode, MappingNode, ScalarNode, SequenceNode, Tree, YamlNode } from './tree.ts';
import { pointerStep } from '../json-pointer.ts';

/** A plain JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Where a value stands: its JSON pointer and offsets. An entry of a mapping begins at its key. */
export interface Place {
	readonly pointer: string;
	readonly start: number;
	readonly end: number;
}

export interface Composed {
	readonly value: Json;
	readonly places: readonly Place[];
	/** What is wrong with the document although it could be read. */
	readonly flaws: readonly { readonly offset: number; readonly message: string }[];
}

/** Why a document was given up on. Thrown inside this room only. */
export class ComposeError extends Error {
	readonly reason: NotAnalysedReason;
	readonly offset: number;

	constructor(reason: NotAnalysedReason, offset: number, message: string) {
		super(message);
		this.reason = reason;
		this.offset = offset;
	}
}

/** Makes JSON of a tree, aliases and merge keys expanded. Throws a `ComposeError` past a limit, before the JSON grows. */
export function compose(tree: Tree, dialect: Dialect): Composed {
	const most = limit('yamlAliases');
	if (tree.aliases > most) throw new ComposeError('too-many-aliases', tree.root.start, `${tree.aliases} aliases; the limit is ${most}`);
	return new Composer(dialect).compose(tree.root);
}

/** A mapping's value under one key, and the place it is written down (an alias, when it came by one). */
interface Entry {
	readonly value: YamlNode;
	readonly start: number;
	readonly end: number;
	readonly aliased: boolean;
}

class Composer {
	readonly #dialect: Dialect;
	readonly #places: Place[] = [];
	/** By offset: a mapping that is read again through an alias has the same flaws. */
	readonly #flaws = new Map<number, string>();
	#nodes = 0;

	constructor(dialect: Dialect) {
		this.#dialect = dialect;
	}

	compose(root: YamlNode): Composed {
		this.#places.push({ pointer: '', start: root.start, end: root.end });
		const value = this.#value(root, '', 0);
		const flaws = [...this.#flaws].map(([offset, message]) => ({ offset, message }));
		return { value, places: this.#places, flaws };
	}

	/** `pointer` is undefined below an alias: what stands there is placed by the alias. */
	#value(node: YamlNode, pointer: string | undefined, depth: number): Json {
		this.#count(node, depth);
		if (node.kind === 'alias') return this.#value(this.#target(node), undefined, depth);
		const short = this.#dialect === 'cloudformation' ? longForm(node) : undefined;
		if (short !== undefined) return this.#call(short, pointer, depth);
		if (node.kind === 'scalar') return this.#scalar(node);
		return node.kind === 'sequence' ? this.#array(node, pointer, depth) : this.#object(node, pointer, depth);
	}

	/** `!Sub x` is `{"Fn::Sub": "x"}`. What is inside stands where it is written; the tag has no place of its own. */
	#call({ name, argument }: ShortForm, pointer: string | undefined, depth: number): Json {
		const at = pointer === undefined ? undefined : `${pointer}/${name}`;
		if (at !== undefined) this.#places.push({ pointer: at, start: argument.start, end: argument.end });
		return { [name]: this.#value(argument, at, depth + 1) };
	}

	#array(node: SequenceNode, pointer: string | undefined, depth: number): Json {
		return node.items.map((item, index) => {
			const at = pointer === undefined ? undefined : `${pointer}/${index}`;
			if (at !== undefined) this.#places.push({ pointer: at, start: item.start, end: item.end });
			return this.#value(item, at, depth + 1);
		});
	}

	#object(node: MappingNode, pointer: string | undefined, depth: number): Json {
		const object: Record<string, Json> = {};
		for (const [key, entry] of this.#entries(node, depth)) {
			const at = pointer === undefined ? undefined : pointer + pointerStep(key);
			if (at !== undefined) this.#places.push({ pointer: at, start: entry.start, end: entry.end });
			const value = this.#value(entry.value, entry.aliased ? undefined : at, depth + 1);
			// `object.__proto__ = …` would set the prototype.
			if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
			else object[key] = value;
		}
		return object;
	}

	/** The entries of a mapping: its own (the last of two equal keys counts), then what merge keys add (the first counts). */
	#entries(node: MappingNode, depth: number): Map<string, Entry> {
		const entries = new Map<string, Entry>();
		const merges: YamlNode[] = [];
		for (const { key, value } of node.entries) {
			this.#count(key, depth);
			if (isMergeKey(key)) {
				merges.push(value);
				continue;
			}
			const name = this.#key(key);
			if (name === undefined) continue;
			if (entries.has(name)) this.#flaws.set(key.start, 'duplicate key');
			entries.set(name, { value, start: key.start, end: Math.max(key.end, value.end), aliased: false });
		}
		for (const merge of merges) this.#merge(entries, merge, undefined, depth);
		return entries;
	}

	#merge(into: Map<string, Entry>, node: YamlNode, alias: AliasNode | undefined, depth: number): void {
		this.#count(node, depth);
		if (node.kind === 'alias') return this.#merge(into, this.#target(node), alias ?? node, depth);
		if (node.kind === 'sequence') return node.items.forEach((item) => this.#merge(into, item, alias, depth));
		if (node.kind === 'scalar') {
			this.#flaws.set(node.start, 'a merge key takes mappings only');
			return;
		}
		for (const [key, entry] of this.#entries(node, depth)) {
			this.#count(node, depth);
			if (into.has(key)) continue;
			into.set(key, alias === undefined ? entry : { value: entry.value, start: alias.start, end: alias.end, aliased: true });
		}
	}

	#key(node: YamlNode): string | undefined {
		const target = node.kind === 'alias' ? this.#target(node) : node;
		// A parameter or a condition of a template may be called `Yes` or `On`.
		if (target.kind === 'scalar') return this.#dialect === 'cloudformation' ? target.text : String(this.#scalar(target));
		this.#flaws.set(node.start, 'a key that is a collection');
		return undefined;
	}

	#scalar(node: ScalarNode): string | number | boolean | null {
		if (node.tag !== '' && node.tag !== '!') return taggedScalar(node.text, node.tag, this.#dialect);
		return node.style === 'plain' && node.tag === '' ? plainScalar(node.text, this.#dialect) : node.text;
	}

	#target(alias: AliasNode): YamlNode {
		if (alias.target === 'open') throw new ComposeError('syntax', alias.start, 'an alias inside its own anchor');
		if (alias.target === undefined) throw new ComposeError('syntax', alias.start, 'an alias without an anchor');
		return alias.target;
	}

	#count(node: YamlNode, depth: number): void {
		this.#nodes++;
		if (this.#nodes > limit('nodes')) throw new ComposeError('too-many-nodes', node.start, `more than ${limit('nodes')} nodes after aliases are expanded`);
		if (depth > limit('nesting')) throw new ComposeError('too-deep', node.start, `nested deeper than ${limit('nesting')} levels after aliases are expanded`);
	}
}

function isMergeKey(node: YamlNode): boolean {
	return node.kind === 'scalar' && node.text === '<<' && (node.tag === '' ? node.style === 'plain' : /merge>?$/.test(node.tag));
}
