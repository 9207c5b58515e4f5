import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { bare } from '../promises/chains.ts';
import { lastName } from '../last-name.ts';

/** A collection, and what is started for each of its elements. */
export interface Mapping {
	readonly over: ts.Expression;
	/** The function that is called for each element, or the expression that is collected. */
	readonly each: ts.Expression;
	readonly via: 'mapped' | 'pushed';
}

/** The mappings whose promises an argument of `Promise.all` holds: `rows.map(f)`, a variable of it, an array that promises were pushed into. */
export function mappingsIn(argument: ts.Expression, depth = 0): Mapping[] {
	const node = bare(argument);
	if (depth > 3) return [];
	if (ts.isCallExpression(node)) return mapped(node);
	if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((element) => (ts.isSpreadElement(element) ? mappingsIn(element.expression, depth + 1) : []));
	if (!ts.isIdentifier(node)) return [];
	const declaration = declarationOf(node.text, node);
	if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return [];
	const initial = bare(declaration.initializer);
	return ts.isArrayLiteralExpression(initial) && initial.elements.length === 0 ? pushedInto(node, declaration) : mappingsIn(initial, depth + 1);
}

/** `rows.map(f)`, `Array.from(rows, f)`, `map(rows, f)` and `times(pages, f)` of lodash. */
function mapped(node: ts.CallExpression): Mapping[] {
	const callee = node.expression;
	const [first, second] = node.arguments;
	if (first === undefined) return [];
	const name = lastName(callee);
	if (second !== undefined && ((name === 'from' && ts.isPropertyAccessExpression(callee)) || (name === 'map' && isLodash(callee)))) return [{ over: first, each: second, via: 'mapped' }];
	if (second !== undefined && name === 'times' && isLodash(callee)) return [{ over: first, each: second, via: 'mapped' }];
	if (!ts.isPropertyAccessExpression(callee)) return [];
	// What follows the mapping does not change how many there are: `rows.map(f).filter(Boolean)`.
	if (/^(?:filter|flat|concat)$/.test(name) && ts.isCallExpression(bare(callee.expression))) return mappingsIn(callee.expression, 1);
	return name === 'map' || name === 'flatMap' ? [{ over: callee.expression, each: first, via: 'mapped' }] : [];
}

function isLodash(callee: ts.Expression): boolean {
	return ts.isIdentifier(callee) || (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === '_');
}

/** `tasks.push(send(row))` in a loop. */
function pushedInto(array: ts.Identifier, declaration: ts.VariableDeclaration): Mapping[] {
	// A loop around the array starts with an empty one each time.
	const scope = ts.findAncestor(declaration, (node) => ts.isBlock(node) || ts.isSourceFile(node)) ?? declaration.getSourceFile();
	const found: Mapping[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && isPushTo(array.text, node) && declarationOf(array.text, node) === declaration) {
			const over = loopOver(node, scope);
			const [each] = node.arguments;
			if (over !== undefined && each !== undefined) found.push({ over, each, via: 'pushed' });
		}
		ts.forEachChild(node, visit);
	};
	visit(scope);
	return found;
}

function isPushTo(name: string, { expression }: ts.CallExpression): boolean {
	return ts.isPropertyAccessExpression(expression) && expression.name.text === 'push' && ts.isIdentifier(expression.expression) && expression.expression.text === name;
}

/** What the outermost loop between a node and `scope` goes over: all that its rounds start is waited for together. */
function loopOver(node: ts.Node, scope: ts.Node): ts.Expression | undefined {
	let over: ts.Expression | undefined;
	for (let around = node.parent; around !== scope && around !== undefined; around = around.parent) {
		if (ts.isForOfStatement(around) || ts.isWhileStatement(around)) over = around.expression;
		else if (ts.isForStatement(around)) over = around.condition ?? over;
		else if (ts.isFunctionLike(around)) {
			const each = eachOf(around);
			if (each === undefined) return over;
			over = each;
		}
	}
	return over;
}

/** The collection whose elements a callback is called for. */
function eachOf(fn: ts.SignatureDeclaration): ts.Expression | undefined {
	const given = fn.parent;
	if (!ts.isCallExpression(given) || !ts.isPropertyAccessExpression(given.expression)) return undefined;
	return /^(?:forEach|map)$/.test(given.expression.name.text) ? given.expression.expression : undefined;
}
