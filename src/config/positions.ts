import { EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, EVENT_ALIAS, getScalarValue, parseEvents, type Event } from 'js-yaml';

/** Lines and columns count from 1. */
export interface Position {
	readonly line: number;
	readonly column: number;
}

export type KeyPath = readonly (string | number)[];

/** Where the parts of a YAML document stand. */
export interface Positions {
	/** Of the key that leads to this path (of the element, in a list). */
	key(path: KeyPath): Position | undefined;
	/** Of the value at this path. */
	value(path: KeyPath): Position | undefined;
}

interface Frame {
	readonly path: KeyPath;
	readonly kind: 'mapping' | 'sequence';
	index: number;
	/** The key that waits for its value. */
	pending: string | undefined;
}

/** Finds the place of every key and value. `source` must be one valid document. */
export function positionsOf(source: string): Positions {
	const keys = new Map<string, number>();
	const values = new Map<string, number>();
	const stack: Frame[] = [];
	for (const event of parseEvents(source, {})) {
		if (event.type === EVENT_POP) {
			stack.pop();
			continue;
		}
		const offset = offsetOf(event);
		if (offset === undefined) continue;
		const path = place(stack.at(-1), event, source, offset, keys);
		if (path !== undefined) values.set(JSON.stringify(path), offset);
		const kind = event.type === EVENT_MAPPING ? 'mapping' : event.type === EVENT_SEQUENCE ? 'sequence' : undefined;
		// A collection as a key has no path; its inside must be walked past all the same.
		if (kind !== undefined) stack.push({ path: path ?? [''], kind, index: 0, pending: undefined });
	}
	const at = (found: ReadonlyMap<string, number>) => (path: KeyPath) => {
		const offset = found.get(JSON.stringify(path));
		return offset === undefined ? undefined : positionAt(source, offset);
	};
	return { key: at(keys), value: at(values) };
}

/** The path of a value; `undefined` when the event is a key, which then waits in its frame. */
function place(frame: Frame | undefined, event: Event, source: string, offset: number, keys: Map<string, number>): KeyPath | undefined {
	if (frame === undefined) return [];
	if (frame.kind === 'sequence') {
		const path = [...frame.path, frame.index++];
		keys.set(JSON.stringify(path), offset);
		return path;
	}
	if (frame.pending !== undefined) {
		const path = [...frame.path, frame.pending];
		frame.pending = undefined;
		return path;
	}
	frame.pending = event.type === EVENT_SCALAR ? getScalarValue(source, event) : '';
	keys.set(JSON.stringify([...frame.path, frame.pending]), offset);
	return undefined;
}

function offsetOf(event: Event): number | undefined {
	if (event.type === EVENT_SCALAR) return event.style === 1 ? event.valueStart : event.valueStart - 1;
	if (event.type === EVENT_MAPPING || event.type === EVENT_SEQUENCE) return event.start;
	return event.type === EVENT_ALIAS ? event.anchorStart : undefined;
}

/** The line and column of an offset. */
export function positionAt(source: string, offset: number): Position {
	const before = source.slice(0, offset);
	const lineStart = before.lastIndexOf('\n') + 1;
	return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
