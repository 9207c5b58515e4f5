import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { declarationValue, evaluate } from './evaluate.ts';
import { type Frame, UNKNOWN, type Value, alternatives } from './value.ts';

/** The properties that an object is known to have. */
export interface Shape {
	readonly entries: ReadonlyMap<string, Value>;
	/** False when a spread, a computed key or a later write could add more: an absent key is then not known to be absent. */
	readonly complete: boolean;
}

type ObjectValue = Extract<Value, { readonly kind: 'object' }>;

/** All properties of an object literal, through spreads, `Object.assign`-free code and later `x.name = …` writes. */
export function shapeOf(value: ObjectValue): Shape {
	const entries = new Map<string, Value>();
	let complete = true;
	for (const node of value.node.properties) {
		if (ts.isSpreadAssignment(node)) complete = spread(evaluate(node.expression, value.frame), entries) && complete;
		else complete = assign(node, value.frame, entries) && complete;
	}
	for (const { name, right } of laterWrites(value)) entries.set(name, evaluate(right, value.frame));
	return { entries, complete };
}

/** One property; undefined when it is not known to be there. */
export function property(value: ObjectValue, name: string): Value | undefined {
	const shape = shapeOf(value);
	return shape.entries.get(name) ?? (shape.complete ? { kind: 'literal', value: undefined } : undefined);
}

function assign(node: ts.ObjectLiteralElementLike, frame: Frame, entries: Map<string, Value>): boolean {
	const name = node.name === undefined ? undefined : staticName(node.name);
	if (name === undefined) return false;
	if (ts.isPropertyAssignment(node)) entries.set(name, evaluate(node.initializer, frame));
	else if (ts.isShorthandPropertyAssignment(node)) {
		const declaration = declarationOf(name, node.parent);
		entries.set(name, declaration === undefined ? { kind: 'global', path: [name] } : declarationValue(declaration, frame));
	} else if (ts.isMethodDeclaration(node) || ts.isGetAccessor(node)) entries.set(name, { kind: 'function', node, frame });
	return true;
}

/** Adds a spread value's properties; false when it may hold others. */
function spread(value: Value, entries: Map<string, Value>): boolean {
	if (value.kind === 'object') {
		const inner = shapeOf(value);
		for (const [name, entry] of inner.entries) entries.set(name, entry);
		return inner.complete;
	}
	// `...(signal && { signal })`, `...(x ? { a } : {})`: each alternative may be there.
	if (value.kind === 'either') {
		for (const option of alternatives(value)) if (option.kind === 'object') for (const [name, entry] of shapeOf(option).entries) entries.set(name, { kind: 'either', options: [entry, UNKNOWN] });
		return alternatives(value).every((option) => option.kind === 'object' || option.kind === 'literal');
	}
	return value.kind === 'literal';
}

/** A property name that is written down. */
export function staticName(name: ts.PropertyName): string | undefined {
	if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
	return ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
}

/** `options.timeout = 5` after `const options = { … }`. */
function laterWrites(value: ObjectValue): { readonly name: string; readonly right: ts.Expression }[] {
	let holder: ts.Node = value.node.parent;
	while (ts.isAsExpression(holder) || ts.isParenthesizedExpression(holder) || ts.isSatisfiesExpression(holder)) holder = holder.parent;
	if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name)) return [];
	const variable = holder.name.text;
	const declaration = holder;
	const found: { readonly name: string; readonly right: ts.Expression }[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)) {
			const { expression, name } = node.left;
			if (ts.isIdentifier(expression) && expression.text === variable && declarationOf(variable, expression) === declaration) found.push({ name: name.text, right: node.right });
		}
		ts.forEachChild(node, visit);
	};
	const scope = declaration.parent.parent.parent;
	visit(scope);
	return found;
}
