import type { Expression } from './expression.ts';

/** Functions that answer with a boolean, a hash or a state: nothing of what they are given gets through. */
const OPAQUE = new Set(['contains', 'startswith', 'endswith', 'hashfiles', 'success', 'failure', 'always', 'cancelled']);
/** What a context that is no plain chain of names is called. */
const COMPUTED = '?';

/** `github.event.issue.title`: lower case, indexes and filters as `*`; undefined where it is no plain chain of names. */
export function contextName(expression: Expression): string | undefined {
	if (expression.kind === 'name') return expression.name.toLowerCase();
	if (expression.kind !== 'access') return undefined;
	const object = contextName(expression.object);
	if (object === undefined) return undefined;
	const { key } = expression;
	return `${object}.${key !== '*' && key.kind === 'literal' && typeof key.value === 'string' ? key.value.toLowerCase() : '*'}`;
}

/** The contexts whose text may become part of what the expression gives. */
export function flowsOf(expression: Expression): readonly string[] {
	switch (expression.kind) {
		case 'literal':
		case 'not':
			return [];
		case 'name':
		case 'access':
			return accessFlows(expression);
		case 'call':
			if (OPAQUE.has(expression.name)) return [];
			return (expression.name === 'case' ? expression.args.filter((_, index, { length }) => index % 2 === 1 || index === length - 1) : expression.args).flatMap(flowsOf);
		default:
			if (expression.operator === '||') return [...flowsOf(expression.left), ...flowsOf(expression.right)];
			// What is false on the left is empty, 0 or false.
			return expression.operator === '&&' ? flowsOf(expression.right) : [];
	}
}

function accessFlows(expression: Expression): readonly string[] {
	const name = contextName(expression);
	if (name !== undefined) return [name];
	// `fromJSON(x).y` holds what x holds.
	const inner = rootOf(expression);
	return inner.kind === 'call' ? flowsOf(inner) : [COMPUTED];
}

function rootOf(expression: Expression): Expression {
	return expression.kind === 'access' ? rootOf(expression.object) : expression;
}

/** Every part of an expression, itself first. */
export function partsOf(expression: Expression): Expression[] {
	switch (expression.kind) {
		case 'literal':
		case 'name':
			return [expression];
		case 'access':
			return [expression, ...partsOf(expression.object), ...(expression.key === '*' ? [] : partsOf(expression.key))];
		case 'call':
			return [expression, ...expression.args.flatMap(partsOf)];
		case 'not':
			return [expression, ...partsOf(expression.operand)];
		default:
			return [expression, ...partsOf(expression.left), ...partsOf(expression.right)];
	}
}

/** All contexts of an expression, whatever becomes of them; of `a.b.c` the whole only. */
export function mentionsOf(expression: Expression): readonly string[] {
	const parts = partsOf(expression);
	const inner = new Set(parts.flatMap((part) => (part.kind === 'access' ? [part.object] : [])));
	return [...new Set(parts.flatMap((part) => ((part.kind === 'access' || part.kind === 'name') && !inner.has(part) ? [contextName(part) ?? COMPUTED] : [])))];
}
