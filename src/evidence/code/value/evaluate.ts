import { ts } from '../../../parse/typescript/compiler.ts';
import { type Declaration, declarationOf } from '../../../parse/typescript/scope.ts';
import { instanceMember, thisMember } from './class-members.ts';
import { exportOf, importValue, requireValue } from './imports.ts';
import { literalOf } from './literals.ts';
import { property } from './object-shape.ts';
import { returnedValue } from './returns.ts';
import { type Frame, UNKNOWN, type Value, alternatives, either, qualifiedName } from './value.ts';

/** Functions that give back their first argument, or a copy of it. */
const COPIES = /^(?:global\.(?:Object\.(?:freeze|seal)|structuredClone)|(?:lodash(?:-es)?|es-toolkit)(?:\.default)?\.(?:clone|cloneDeep))$/;

/** How many calls, imports and members are followed from one expression. */
const MAX_DEPTH = 20;

const memo = new WeakMap<ts.Node, Map<Frame['module'], Value>>();
const running = new Set<ts.Node>();
/** How often a limit or a cycle cut an evaluation short: a value found through such a cut depends on where we began, so it is not kept. */
let cuts = 0;

/** What an expression is. Pure, bounded, never throws on odd code. */
export function evaluate(expression: ts.Expression, frame: Frame): Value {
	if (frame.depth > MAX_DEPTH || running.has(expression)) {
		cuts += 1;
		return UNKNOWN;
	}
	if (frame.bindings !== undefined) return guarded(expression, frame);
	const known = memo.get(expression)?.get(frame.module);
	if (known !== undefined) return known;
	const before = cuts;
	const value = guarded(expression, frame);
	if (cuts !== before) return value;
	const byModule = memo.get(expression) ?? new Map<Frame['module'], Value>();
	memo.set(expression, byModule.set(frame.module, value));
	return value;
}

/** The frame of a module's own code, before any call is followed. */
export function moduleFrame(module: Frame['module']): Frame {
	return { module, depth: 0 };
}

/** The same frame, one step further from where we began. */
export function deeper(frame: Frame): Frame {
	return { ...frame, depth: frame.depth + 1 };
}

function guarded(expression: ts.Expression, frame: Frame): Value {
	running.add(expression);
	try {
		return evaluateNode(expression, deeper(frame));
	} finally {
		running.delete(expression);
	}
}

function evaluateNode(node: ts.Expression, frame: Frame): Value {
	const literal = literalOf(node, frame);
	if (literal !== undefined) return literal;
	if (ts.isIdentifier(node)) return evaluateName(node.text, node, frame);
	if (ts.isPropertyAccessExpression(node)) return evaluateMember(node, node.name.text, frame);
	if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
		return evaluateMember(node, node.argumentExpression.text, frame);
	}
	if (ts.isCallExpression(node)) return evaluateCall(node, frame);
	if (ts.isNewExpression(node)) return { kind: 'instance', of: evaluate(node.expression, frame), call: node, frame };
	if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return { kind: 'function', node, frame };
	if (ts.isClassExpression(node)) return { kind: 'class', node, frame };
	if (ts.isObjectLiteralExpression(node)) return { kind: 'object', node, frame };
	if (ts.isArrayLiteralExpression(node)) return { kind: 'array', node, frame };
	return evaluateWrapped(node, frame);
}

/** Parentheses, casts, `await`, choices and assignments: the value is inside. */
function evaluateWrapped(node: ts.Expression, frame: Frame): Value {
	if (
		ts.isParenthesizedExpression(node) ||
		ts.isAsExpression(node) ||
		ts.isSatisfiesExpression(node) ||
		ts.isNonNullExpression(node) ||
		ts.isTypeAssertionExpression(node) ||
		ts.isAwaitExpression(node)
	) {
		return evaluate(node.expression, frame);
	}
	if (ts.isConditionalExpression(node)) return { kind: 'either', options: [evaluate(node.whenTrue, frame), evaluate(node.whenFalse, frame)] };
	if (!ts.isBinaryExpression(node)) return UNKNOWN;
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.QuestionQuestionToken:
		case ts.SyntaxKind.BarBarToken:
			return { kind: 'either', options: [evaluate(node.left, frame), evaluate(node.right, frame)] };
		case ts.SyntaxKind.AmpersandAmpersandToken:
		case ts.SyntaxKind.CommaToken:
		case ts.SyntaxKind.EqualsToken:
		case ts.SyntaxKind.QuestionQuestionEqualsToken:
		case ts.SyntaxKind.BarBarEqualsToken:
			return evaluate(node.right, frame);
		default:
			return UNKNOWN;
	}
}

function evaluateName(name: string, from: ts.Node, frame: Frame): Value {
	const declaration = declarationOf(name, from);
	if (declaration === undefined) return name === 'undefined' ? { kind: 'literal', value: undefined } : { kind: 'global', path: [name] };
	return declarationValue(declaration, frame);
}

/** What a declared name stands for. */
export function declarationValue(declaration: Declaration, frame: Frame): Value {
	if (ts.isImportClause(declaration) || ts.isImportSpecifier(declaration) || ts.isNamespaceImport(declaration) || ts.isImportEqualsDeclaration(declaration)) {
		return importValue(declaration, frame);
	}
	if (ts.isFunctionDeclaration(declaration) || ts.isFunctionExpression(declaration)) return { kind: 'function', node: declaration, frame };
	if (ts.isClassLike(declaration)) return { kind: 'class', node: declaration, frame };
	if (ts.isParameter(declaration)) return parameterValue(declaration, frame);
	if (ts.isVariableDeclaration(declaration)) return variableValue(declaration, frame);
	if (ts.isBindingElement(declaration)) return bindingValue(declaration, frame);
	return UNKNOWN;
}

function variableValue(declaration: ts.VariableDeclaration, frame: Frame): Value {
	if (declaration.initializer !== undefined) {
		const value = evaluate(declaration.initializer, frame);
		if (!isEmpty(value)) return isConstant(declaration) ? value : withAssigned(value, declaration, frame);
	}
	const assigned = assignedLater(declaration, frame);
	if (assigned !== undefined) return assigned;
	return declaration.type === undefined ? UNKNOWN : typeValue(declaration.type, frame);
}

function isConstant(declaration: ts.VariableDeclaration): boolean {
	return ts.isVariableDeclarationList(declaration.parent) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
}

/** `let signal = caller; signal = AbortSignal.any(...)`: either may hold. */
function withAssigned(value: Value, declaration: ts.VariableDeclaration, frame: Frame): Value {
	const assigned = assignedLater(declaration, frame);
	return assigned === undefined ? value : either([value, assigned]);
}

/** `let client = null` says nothing: what is assigned to it elsewhere does. */
function isEmpty(value: Value): boolean {
	return value.kind === 'literal' && (value.value === null || value.value === undefined);
}

function assignedLater(declaration: ts.VariableDeclaration, frame: Frame): Value | undefined {
	if (!ts.isIdentifier(declaration.name)) return undefined;
	// `query = query.where(…)`, over and over: each step asks for all others, in every order, unless it stops at the variable itself.
	if (running.has(declaration)) {
		cuts += 1;
		return undefined;
	}
	running.add(declaration);
	try {
		const values = assignmentsTo(declaration.name.text, declaration).map((right) => evaluate(right, frame));
		return values.length === 0 ? undefined : either(values);
	} finally {
		running.delete(declaration);
	}
}

const assignments = new WeakMap<ts.Node, ts.Expression[]>();

/** Right-hand sides of `name = …` in the file, for the declaration that the name means there. */
export function assignmentsTo(name: string, declaration: Declaration): ts.Expression[] {
	const known = assignments.get(declaration);
	if (known !== undefined) return known;
	const found: ts.Expression[] = [];
	assignments.set(declaration, found);
	const visit = (node: ts.Node): void => {
		if (ts.isBinaryExpression(node) && isAssignment(node) && ts.isIdentifier(node.left) && node.left.text === name && declarationOf(name, node.left) === declaration) {
			found.push(node.right);
		}
		ts.forEachChild(node, visit);
	};
	visit(declaration.getSourceFile());
	return found;
}

function isAssignment(node: ts.BinaryExpression): boolean {
	const kind = node.operatorToken.kind;
	return kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.QuestionQuestionEqualsToken || kind === ts.SyntaxKind.BarBarEqualsToken;
}

function parameterValue(parameter: ts.ParameterDeclaration, frame: Frame): Value {
	const bound = frame.bindings?.get(parameter);
	if (bound !== undefined) return evaluate(bound.expression, { ...bound.frame, depth: frame.depth });
	if (frame.omitted?.has(parameter) === true) return { kind: 'literal', value: undefined };
	const typed = parameter.type === undefined ? UNKNOWN : typeValue(parameter.type, frame);
	if (typed.kind === 'typed') return { ...typed, parameter };
	return { kind: 'parameter', node: parameter, frame };
}

function bindingValue(element: ts.BindingElement, frame: Frame): Value {
	if (element.dotDotDotToken !== undefined) return restValue(element, frame);
	const key = element.propertyName ?? element.name;
	if (!ts.isIdentifier(key) && !ts.isStringLiteral(key)) return UNKNOWN;
	const source = bindingSource(element, frame);
	return orDefault(source === undefined ? UNKNOWN : memberOf(source, key.text, frame), element.initializer, frame);
}

/** `{ timeout = 5000 }`: the default holds where the value is undefined. */
function orDefault(value: Value, initializer: ts.Expression | undefined, frame: Frame): Value {
	if (initializer === undefined) return value;
	const missing = alternatives(value).some((option) => option.kind === 'literal' && option.value === undefined);
	const fallback = evaluate(initializer, frame);
	if (value.kind === 'literal') return missing ? fallback : value;
	return { kind: 'either', options: [...alternatives(value).filter((option) => option.kind !== 'literal' || option.value !== undefined), fallback] };
}

/** `...rest` beside the names that a pattern takes out. */
function restValue(element: ts.BindingElement, frame: Frame): Value {
	const source = bindingSource(element, frame);
	if (source === undefined || !ts.isObjectBindingPattern(element.parent)) return UNKNOWN;
	const taken = element.parent.elements.map((sibling) => sibling.propertyName ?? sibling.name);
	return { kind: 'rest', of: source, without: taken.filter((key) => ts.isIdentifier(key) || ts.isStringLiteral(key)).map((key) => key.text) };
}

function bindingSource(element: ts.BindingElement, frame: Frame): Value | undefined {
	const pattern = element.parent;
	if (ts.isArrayBindingPattern(pattern)) return undefined;
	const owner = pattern.parent;
	if (ts.isBindingElement(owner)) return bindingValue(owner, frame);
	if (ts.isParameter(owner)) return parameterValue(owner, frame);
	return owner.initializer === undefined ? undefined : evaluate(owner.initializer, frame);
}

function evaluateMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string, frame: Frame): Value {
	if (node.expression.kind === ts.SyntaxKind.ThisKeyword || node.expression.kind === ts.SyntaxKind.SuperKeyword) return thisMember(node, name, frame);
	return memberOf(evaluate(node.expression, frame), name, frame);
}

/** `value.name`. */
export function memberOf(value: Value, name: string, frame: Frame): Value {
	switch (value.kind) {
		case 'package':
			return { ...value, path: [...value.path, name] };
		case 'global':
			// `globalThis.fetch` is `fetch`.
			return { kind: 'global', path: ['globalThis', 'global', 'window', 'self'].includes(value.path.join('.')) ? [name] : [...value.path, name] };
		case 'namespace':
			return exportOf(value.module, name, frame);
		case 'object':
			return property(value, name) ?? { kind: 'member', of: value, name };
		case 'instance':
		case 'typed':
		case 'class':
			return instanceMember(value, name, frame) ?? { kind: 'member', of: value, name };
		case 'either':
			return either(value.options.map((option) => memberOf(option, name, frame)));
		case 'rest':
			return value.without.includes(name) ? { kind: 'literal', value: undefined } : memberOf(value.of, name, frame);
		case 'literal':
			// `undefined?.name`; a member of a string or number is a method that no table asks for.
			return value.value === undefined || value.value === null ? { kind: 'literal', value: undefined } : { kind: 'member', of: value, name };
		default:
			return { kind: 'member', of: value, name };
	}
}

function evaluateCall(node: ts.CallExpression, frame: Frame): Value {
	const required = requireValue(node, frame);
	if (required !== undefined) return required;
	const callee = evaluate(node.expression, frame);
	return callResult(callee, node, frame);
}

/** What calling `callee` gives: for a function of the repository, what it returns. */
export function callResult(callee: Value, node: ts.CallExpression, frame: Frame): Value {
	if (callee.kind === 'function') return returnedValue(callee, node.arguments, frame) ?? UNKNOWN;
	if (callee.kind === 'either') return either(callee.options.map((option) => callResult(option, node, frame)));
	if ((callee.kind === 'global' || callee.kind === 'package') && callee.path.length > 1 && callee.path.at(-1) === 'bind') return { ...callee, path: callee.path.slice(0, -1) };
	const [copied] = node.arguments;
	if (copied !== undefined && COPIES.test(qualifiedName(callee) ?? '')) return evaluate(copied, frame);
	return { kind: 'result', of: callee, call: node, frame };
}

/** What a type annotation tells: `pool: Pool` is an instance of that class, with settings we do not see. */
export function typeValue(type: ts.TypeNode, frame: Frame): Value {
	if (!ts.isTypeReferenceNode(type)) return UNKNOWN;
	const [argument] = type.typeArguments ?? [];
	if (argument !== undefined && ts.isIdentifier(type.typeName) && /^(?:Promise|Readonly|Partial|Awaited|NonNullable)$/.test(type.typeName.text)) return typeValue(argument, frame);
	const named = entityValue(type.typeName, frame);
	return named.kind === 'package' || named.kind === 'class' || named.kind === 'global' ? { kind: 'typed', type: named } : UNKNOWN;
}

function entityValue(name: ts.EntityName, frame: Frame): Value {
	if (ts.isIdentifier(name)) return evaluateName(name.text, name, frame);
	return memberOf(entityValue(name.left, frame), name.right.text, frame);
}

