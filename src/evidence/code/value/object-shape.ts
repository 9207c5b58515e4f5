import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { declarationValue, evaluate } from './evaluate.ts';
import { once } from './once.ts';
import { type Frame, UNKNOWN, type Value, alternatives } from './value.ts';

/** The properties that an object is known to have. */
export interface Shape {
	readonly entries: ReadonlyMap<string, Value>;
	/** False when a spread, a computed key or a later write could add more: an absent key is then not known to be absent. */
	readonly complete: boolean;
	/** What was spread in and could not be looked into: it decides who may add a property, a caller or nobody knows. */
	readonly open: readonly Value[];
}

type ObjectValue = Extract<Value, { readonly kind: 'object' }>;

/** All properties of an object literal, through spreads, `Object.assign`-free code and later `x.name = …` writes. */
export function shapeOf(value: ObjectValue): Shape {
	return once(value.node, { entries: new Map(), complete: false, open: [UNKNOWN] }, () => readShape(value));
}

function readShape(value: ObjectValue): Shape {
	const entries = new Map<string, Value>();
	const open: Value[] = [];
	for (const node of value.node.properties) {
		if (ts.isSpreadAssignment(node)) open.push(...spread(evaluate(node.expression, value.frame), entries));
		else if (!assign(node, value.frame, entries)) open.push(UNKNOWN);
	}
	for (const { name, right } of laterWrites(value)) entries.set(name, evaluate(right, value.frame));
	return { entries, complete: open.length === 0, open };
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

/** Adds a spread value's properties; gives the values that may hold others. */
function spread(value: Value, entries: Map<string, Value>, without: readonly string[] = []): readonly Value[] {
	switch (value.kind) {
		case 'object': {
			const inner = shapeOf(value);
			for (const [name, entry] of inner.entries) if (!without.includes(name)) entries.set(name, entry);
			return inner.open;
		}
		case 'rest':
			return spread(value.of, entries, [...without, ...value.without]);
		case 'either':
			return alternatives(value).flatMap((option) => spreadMaybe(option, entries, without));
		case 'literal':
			return [];
		default:
			return [value];
	}
}

/** `...(signal && { signal })`, `...(x ? { a } : {})`: each alternative may be there, over what stood there before. */
function spreadMaybe(option: Value, entries: Map<string, Value>, without: readonly string[]): readonly Value[] {
	const inner = new Map<string, Value>();
	const open = spread(option, inner, without);
	for (const [name, entry] of inner) {
		const before = entries.get(name);
		entries.set(name, before === undefined ? { kind: 'either', options: [entry, { kind: 'literal', value: undefined }] } : { kind: 'either', options: [entry, before] });
	}
	return open;
}

/** A property name that is written down. */
export function staticName(name: ts.PropertyName): string | undefined {
	if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
	return ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
}

interface Write {
	readonly name: string;
	readonly right: ts.Expression;
}

const writes = new WeakMap<ts.ObjectLiteralExpression, readonly Write[]>();

/** `options.timeout = 5` after `const options = { … }`. */
function laterWrites(value: ObjectValue): readonly Write[] {
	const known = writes.get(value.node) ?? findWrites(value);
	writes.set(value.node, known);
	return known;
}

function findWrites(value: ObjectValue): readonly Write[] {
	let holder: ts.Node = value.node.parent;
	while (ts.isAsExpression(holder) || ts.isParenthesizedExpression(holder) || ts.isSatisfiesExpression(holder)) holder = holder.parent;
	if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name)) return [];
	const variable = holder.name.text;
	const declaration = holder;
	const found: Write[] = [];
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
