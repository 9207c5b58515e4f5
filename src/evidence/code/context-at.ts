import { ts } from '../../parse/typescript/compiler.ts';
import type { Module } from '../../parse/typescript/modules.ts';
import type { CodeContext } from './context.ts';
import { Places } from './places.ts';
import { profileOf } from './profile.ts';
import { roleOf } from './role.ts';
import { moduleFrame } from './value/evaluate.ts';

/** The context in which a module's facts are found: for extractors, and for an editor that has to look at its surroundings again. */
export function contextAt(module: Module, neighbours: () => readonly Module[] = () => []): CodeContext {
	const profile = profileOf(module);
	const nodes = allNodes(module.sourceFile);
	let beside: readonly CodeContext[] | undefined;
	return {
		module,
		frame: moduleFrame(module),
		role: roleOf(module, profile),
		profile,
		places: new Places(module.sourceFile),
		nodes,
		nodesOf: sortedOut(nodes),
		neighbours: () => (beside ??= neighbours().map(neighbourContext)),
	};
}

const neighbourContexts = new WeakMap<Module, CodeContext>();

/** A neighbour is looked at for its handlers; its own neighbours are not. */
function neighbourContext(module: Module): CodeContext {
	const context = neighbourContexts.get(module) ?? contextAt(module);
	neighbourContexts.set(module, context);
	return context;
}

/** Lists of nodes by guard, each made when first asked for: two dozen extractors look for calls. */
function sortedOut(nodes: readonly ts.Node[]): CodeContext['nodesOf'] {
	const lists = new Map<unknown, readonly ts.Node[]>();
	return <T extends ts.Node>(guard: (node: ts.Node) => node is T): readonly T[] => {
		const known = lists.get(guard);
		// One guard always makes one list.
		if (known !== undefined) return known as readonly T[];
		const made = nodes.filter(guard);
		lists.set(guard, made);
		return made;
	};
}

/** All nodes in source order, without recursion: hostile nesting must not overflow the stack here. */
function allNodes(sourceFile: ts.SourceFile): ts.Node[] {
	const nodes: ts.Node[] = [];
	const pending: ts.Node[] = [sourceFile];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		nodes.push(node);
		const children: ts.Node[] = [];
		ts.forEachChild(node, (child) => {
			children.push(child);
		});
		pending.push(...children.toReversed());
	}
	return nodes;
}
