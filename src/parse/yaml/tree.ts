import { EVENT_ID, getScalarValue, type MappingEvent, SCALAR_STYLE, type ScalarEvent, type SequenceEvent, COLLECTION_STYLE } from 'js-yaml';

import type { ReadEvents } from './events.ts';

interface Placed {
	/** Offsets into the stream; `end` is exclusive and comes from the last descendant. */
	readonly start: number;
	readonly end: number;
}

export interface ScalarNode extends Placed {
	readonly kind: 'scalar';
	readonly text: string;
	readonly style: 'plain' | 'quoted' | 'block';
	readonly tag: string;
}

export interface MappingNode extends Placed {
	readonly kind: 'mapping';
	readonly flow: boolean;
	readonly tag: string;
	readonly entries: readonly { readonly key: YamlNode; readonly value: YamlNode }[];
}

export interface SequenceNode extends Placed {
	readonly kind: 'sequence';
	readonly flow: boolean;
	readonly tag: string;
	readonly items: readonly YamlNode[];
}

export interface AliasNode extends Placed {
	readonly kind: 'alias';
	/** What the anchor names at this point; undefined when nothing does, `open` while the anchor's own node is being read. */
	readonly target: YamlNode | 'open' | undefined;
}

export type YamlNode = ScalarNode | MappingNode | SequenceNode | AliasNode;

export interface Tree {
	readonly root: YamlNode;
	readonly aliases: number;
}

/** Builds the tree of one document from its parser events. `base` is where the document begins in the stream. */
export function buildTree(read: ReadEvents, base: number): Tree {
	return new TreeBuilder(read, base).build();
}

class TreeBuilder {
	readonly #events: ReadEvents['events'];
	readonly #source: string;
	/** From an offset of the events to one of the stream. */
	readonly #locate: (offset: number) => number;
	readonly #anchors = new Map<string, YamlNode | 'open'>();
	/** The first event is the document's. */
	#next = 1;
	/** Where the last node ended, as the events count: an empty scalar has no offsets of its own. */
	#last = 0;
	#aliases = 0;

	constructor({ events, text, locate }: ReadEvents, base: number) {
		this.#events = events;
		this.#source = text;
		this.#locate = (offset) => base + locate(offset);
	}

	build(): Tree {
		const root = this.#node();
		return { root, aliases: this.#aliases };
	}

	#node(): YamlNode {
		const event = this.#events[this.#next++];
		switch (event?.type) {
			case EVENT_ID.SCALAR:
				return this.#anchored(event, () => this.#scalar(event));
			case EVENT_ID.MAPPING:
				return this.#anchored(event, () => this.#mapping(event));
			case EVENT_ID.SEQUENCE:
				return this.#anchored(event, () => this.#sequence(event));
			case EVENT_ID.ALIAS:
				return this.#alias(event.anchorStart, event.anchorEnd);
			default:
				return { kind: 'scalar', text: '', style: 'plain', tag: '', ...this.#place(this.#last) };
		}
	}

	/** While its node is being read, an anchor is known but has no value: an alias to it would be a cycle. */
	#anchored(event: ScalarEvent | MappingEvent | SequenceEvent, read: () => YamlNode): YamlNode {
		if (event.anchorStart < 0) return read();
		const name = this.#source.slice(event.anchorStart, event.anchorEnd);
		this.#anchors.set(name, 'open');
		const node = read();
		this.#anchors.set(name, node);
		return node;
	}

	#scalar(event: ScalarEvent): ScalarNode {
		const style = event.style === SCALAR_STYLE.PLAIN ? 'plain' : isBlock(event) ? 'block' : 'quoted';
		const text = getScalarValue(this.#source, event);
		const tag = this.#tag(event);
		if (event.valueStart < 0) return { kind: 'scalar', text, style, tag, ...this.#place(this.#last) };
		const quote = style === 'quoted' ? 1 : 0;
		const end = style === 'block' ? this.#withoutLineEnds(event.valueStart, event.valueEnd) : event.valueEnd + quote;
		this.#last = end;
		return { kind: 'scalar', text, style, tag, ...this.#place(event.valueStart - quote) };
	}

	#mapping(event: MappingEvent): MappingNode {
		const entries: { key: YamlNode; value: YamlNode }[] = [];
		const flow = this.#open(event);
		while (!this.#closed()) entries.push({ key: this.#node(), value: this.#node() });
		this.#close(flow, '}');
		return { kind: 'mapping', flow, tag: this.#tag(event), entries, ...this.#place(event.start) };
	}

	#sequence(event: SequenceEvent): SequenceNode {
		const items: YamlNode[] = [];
		const flow = this.#open(event);
		while (!this.#closed()) items.push(this.#node());
		this.#close(flow, ']');
		return { kind: 'sequence', flow, tag: this.#tag(event), items, ...this.#place(event.start) };
	}

	#alias(start: number, end: number): AliasNode {
		this.#aliases++;
		this.#last = end;
		const target = this.#anchors.get(this.#source.slice(start, end));
		return { kind: 'alias', target, ...this.#place(start - 1) };
	}

	#open(event: MappingEvent | SequenceEvent): boolean {
		const flow = event.style === COLLECTION_STYLE.FLOW;
		this.#last = event.start + (flow ? 1 : 0);
		return flow;
	}

	#closed(): boolean {
		const event = this.#events[this.#next];
		if (event !== undefined && event.type !== EVENT_ID.POP) return false;
		this.#next++;
		return true;
	}

	/** A flow collection ends at its bracket, which no event carries; a pair inside a flow sequence (`[a: b]`) has none. */
	#close(flow: boolean, bracket: string): void {
		if (!flow) return;
		const gap = /(?:\s|,|#[^\n\r]*)*/y;
		gap.lastIndex = this.#last;
		gap.exec(this.#source);
		if (this.#source.charAt(gap.lastIndex) === bracket) this.#last = gap.lastIndex + 1;
	}

	/** From `start` to where the last node ended. */
	#place(start: number): Placed {
		return { start: this.#locate(start), end: this.#locate(this.#last) };
	}

	#tag(event: ScalarEvent | MappingEvent | SequenceEvent): string {
		return event.tagStart < 0 ? '' : this.#source.slice(event.tagStart, event.tagEnd);
	}

	#withoutLineEnds(start: number, end: number): number {
		let last = end;
		while (last > start && /\s/.test(this.#source.charAt(last - 1))) last--;
		return last;
	}
}

function isBlock(event: ScalarEvent): boolean {
	return event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
}
