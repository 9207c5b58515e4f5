import { ts } from '../../../parse/typescript/compiler.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import { type Frame, type Value, alternatives, qualifiedName } from '../value/value.ts';

/** Decorators that end what they stand on. `@Timeout` of a scheduler starts something later instead. */
const BOUNDING_DECORATOR = /^@(?:\w*(?:Timeout|Deadline|TimeLimit)\b|UseInterceptors\([^)]*Timeout)/;
const SCHEDULER = /['"]@nestjs\/schedule['"]/;

/**
 * `policy.execute(() => …)` of cockatiel, with a timeout among its policies: https://github.com/connor4312/cockatiel#policytimeout
 * What cannot be looked into counts as one.
 */
export function executesUnderTimeout(call: ts.CallExpression, frame: Frame): boolean {
	const callee = call.expression;
	if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'execute') return false;
	return alternatives(evaluate(callee.expression, deeper(frame))).some((policy) => isTimeoutPolicy(policy, 0));
}

function isTimeoutPolicy(value: Value, nesting: number): boolean {
	if (value.kind !== 'result' || nesting > 3) return false;
	const name = qualifiedName(value.of);
	if (name === 'cockatiel.timeout') return true;
	if (name !== 'cockatiel.wrap') return false;
	return value.call.arguments.some((argument) => {
		if (ts.isSpreadElement(argument)) return true;
		const inner = evaluate(argument, deeper(value.frame));
		return alternatives(inner).some((option) => option.kind === 'unknown' || option.kind === 'parameter' || isTimeoutPolicy(option, nesting + 1));
	});
}

/** `new CircuitBreaker(load, { timeout: 3000 })` of opossum, which ends a call after 10 s unless told otherwise: https://nodeshift.dev/opossum/ */
export function breaksCircuit(made: ts.NewExpression, frame: Frame): boolean {
	if (!ts.isIdentifier(made.expression) || !made.expression.text.endsWith('CircuitBreaker')) return false;
	if (!/^opossum\b/.test(qualifiedName(evaluate(made.expression, deeper(frame))) ?? '')) return false;
	const [, options] = made.arguments ?? [];
	const value = options === undefined ? undefined : evaluate(options, deeper(frame));
	const timeout = value?.kind === 'object' ? shapeOf(value).entries.get('timeout') : undefined;
	return !(timeout?.kind === 'literal' && timeout.value === false);
}

/** Is the function around a node bounded by a decorator of its own or of its class? */
export function decoratedWithTimeout(node: ts.Node): boolean {
	const method = ts.findAncestor(node, ts.isMethodDeclaration);
	if (method === undefined) return false;
	const holders = ts.isClassLike(method.parent) ? [method, method.parent] : [method];
	const decorators = holders.flatMap((holder) => (ts.canHaveDecorators(holder) ? (ts.getDecorators(holder) ?? []) : []));
	return decorators.some((decorator) => BOUNDING_DECORATOR.test(decorator.getText())) && !SCHEDULER.test(node.getSourceFile().text);
}
