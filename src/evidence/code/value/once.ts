import type { ts } from '../../../parse/typescript/compiler.ts';

const running = new Set<ts.Node>();

/** Runs `read` for a node unless it is already being read further up: `options = { ...options }` must end. */
export function once<T>(node: ts.Node, fallback: T, read: () => T): T {
	if (running.has(node)) return fallback;
	running.add(node);
	try {
		return read();
	} finally {
		running.delete(node);
	}
}
