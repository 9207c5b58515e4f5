import { ts } from '../../../parse/typescript/compiler.ts';
import { nodesIn } from '../handling/calls.ts';
import { isIdHeader, isIdName } from './names.ts';

/** The names of ids that a piece of code mentions, callbacks inside it left out. `wanted` decides what is an id. */
export function idsIn(roots: readonly ts.Node[], wanted: (name: string) => boolean = isIdName): string[] {
	const values = new Set<string>();
	// `withCorrelationHeader(options, id)`: the function says that an id passes, its argument says which.
	const functions = new Set<string>();
	for (const root of roots) {
		for (const node of codeIn(root)) {
			const name = nameIn(node);
			if (name === undefined || (!wanted(name) && !isIdHeader(name))) continue;
			(ts.isCallExpression(node.parent) && node.parent.expression === node ? functions : values).add(name);
		}
	}
	return [...values, ...functions];
}

/** Identifiers and whole strings; prose that happens to hold such words is no id. */
function nameIn(node: ts.Node): string | undefined {
	if (ts.isIdentifier(node)) return node.text;
	return ts.isStringLiteralLike(node) && node.text.length <= 60 && !/\s/.test(node.text) ? node.text : undefined;
}

function* codeIn(root: ts.Node): Generator<ts.Node> {
	if (ts.isFunctionLike(root)) return;
	const pending: ts.Node[] = [root];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		yield node;
		const children: ts.Node[] = [];
		ts.forEachChild(node, (child) => {
			if (!ts.isFunctionLike(child)) children.push(child);
		});
		pending.push(...children.toReversed());
	}
}

/** Does a whole function, callbacks included, mention an id? */
export function mentionsId(fn: ts.Node): string | undefined {
	for (const node of nodesIn(fn)) {
		const name = nameIn(node);
		if (name !== undefined && isIdName(name)) return name;
	}
	return undefined;
}
