import { ts } from '../../../parse/typescript/compiler.ts';

const indexes = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.CallExpression[]>>();

/** The calls of a file by the last name of what they call; made once a file. */
export function callsByName(sourceFile: ts.SourceFile): ReadonlyMap<string, readonly ts.CallExpression[]> {
	const known = indexes.get(sourceFile);
	if (known !== undefined) return known;
	const index = new Map<string, ts.CallExpression[]>();
	for (const call of callsWithin(sourceFile)) {
		const name = calleeName(call);
		if (name === undefined) continue;
		const calls = index.get(name) ?? [];
		calls.push(call);
		index.set(name, calls);
	}
	indexes.set(sourceFile, index);
	return index;
}

/** Every call inside a node, in source order; without recursion, since nesting may be deep. */
export function callsWithin(root: ts.Node): ts.CallExpression[] {
	const found: ts.CallExpression[] = [];
	const pending: ts.Node[] = [root];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		if (ts.isCallExpression(node)) found.push(node);
		const children: ts.Node[] = [];
		ts.forEachChild(node, (child) => {
			children.push(child);
		});
		pending.push(...children.toReversed());
	}
	return found;
}

/** `fetch` of `fetch(...)`, `get` of `a.b.get(...)`. */
export function calleeName(call: ts.CallExpression): string | undefined {
	const callee = call.expression;
	if (ts.isIdentifier(callee)) return callee.text;
	return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}
