import { type Position, positionAt, type SourceText } from '../parse/text.ts';
import type { YamlNode } from '../parse/yaml/tree.ts';

export type KeyPath = readonly (string | number)[];

/** Where the key (in a list, the element) that a path ends in stands, or with `value` what it holds. The nearest parent if there is none. */
export function placeOf(source: SourceText, root: YamlNode, path: KeyPath, at: 'key' | 'value'): Position {
	let place = root.start;
	let node = root;
	for (const part of path) {
		const step = stepInto(node, part);
		if (step === undefined) break;
		place = at === 'key' ? step.key : step.value.start;
		node = step.value;
	}
	return positionAt(source, place);
}

function stepInto(node: YamlNode, part: string | number): { readonly key: number; readonly value: YamlNode } | undefined {
	if (node.kind === 'alias') return typeof node.target === 'object' ? stepInto(node.target, part) : undefined;
	if (node.kind === 'sequence') {
		const item = node.items[Number(part)];
		return item && { key: item.start, value: item };
	}
	if (node.kind === 'scalar') return undefined;
	const entry = node.entries.find(({ key }) => key.kind === 'scalar' && key.text === String(part));
	return entry && { key: entry.key.start, value: entry.value };
}
