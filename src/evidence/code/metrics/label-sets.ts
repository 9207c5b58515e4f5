import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { nodesIn } from '../handling/calls.ts';
import { unwrapped } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { enter, returnedExpressions } from '../value/returns.ts';
import { type Frame, alternatives } from '../value/value.ts';

/** A label that a metric gets. */
export interface Label {
	readonly name: string;
	readonly value: ts.Expression;
	readonly frame: Frame;
	/** Where it is written. */
	readonly node: ts.Node;
}

const MAX_STEPS = 5;
const MAX_LABELS = 40;

/** The labels in an object, a variable, a spread, a list of tags, or what a function of the repository makes of its arguments. */
export function labelsOf(node: ts.Expression, frame: Frame, steps = MAX_STEPS): readonly Label[] {
	if (steps === 0) return [];
	const inner = unwrapped(node);
	if (ts.isObjectLiteralExpression(inner)) return inner.properties.flatMap((member) => ofProperty(member, frame, steps)).slice(0, MAX_LABELS);
	if (ts.isConditionalExpression(inner)) return [inner.whenTrue, inner.whenFalse].flatMap((each) => labelsOf(each, frame, steps - 1));
	if (ts.isBinaryExpression(inner)) return [inner.left, inner.right].flatMap((each) => labelsOf(each, frame, steps - 1));
	if (ts.isArrayLiteralExpression(inner)) return inner.elements.flatMap((element) => tagOf(element, frame));
	if (ts.isIdentifier(inner)) return ofName(inner, frame, steps);
	if (ts.isCallExpression(inner)) return ofCall(inner, frame, steps);
	if (ts.isPropertyAccessExpression(inner)) return ofMember(inner, frame, steps);
	return [];
}

function ofProperty(member: ts.ObjectLiteralElementLike, frame: Frame, steps: number): readonly Label[] {
	if (ts.isSpreadAssignment(member)) return labelsOf(member.expression, frame, steps - 1);
	if (ts.isShorthandPropertyAssignment(member)) return [{ name: member.name.text, value: member.name, frame, node: member }];
	if (!ts.isPropertyAssignment(member)) return [];
	return [{ name: keyName(member.name, frame), value: member.initializer, frame, node: member }];
}

/** A property's key as it is sent. */
export function keyName(name: ts.PropertyName, frame: Frame): string {
	return ts.isComputedPropertyName(name) ? keyText(name.expression, frame) : name.text;
}

/** `[ATTR_USER]`, `['user']`; one that cannot be read keeps its source text. */
export function keyText(node: ts.Expression, frame: Frame): string {
	if (ts.isStringLiteralLike(node)) return node.text;
	const value = evaluate(node, frame);
	return value.kind === 'literal' && typeof value.value === 'string' ? value.value : node.getText();
}

/** `user:${id}` of StatsD. */
function tagOf(element: ts.Expression, frame: Frame): readonly Label[] {
	const inner = unwrapped(element);
	if (ts.isBinaryExpression(inner) && ts.isStringLiteralLike(inner.left)) return [{ name: inner.left.text.replace(/:.*$/s, ''), value: inner.right, frame, node: inner }];
	if (!ts.isTemplateExpression(inner)) return [];
	const [name] = inner.head.text.split(':');
	return inner.templateSpans.map((span) => ({ name: name ?? '', value: span.expression, frame, node: inner }));
}

function ofName(node: ts.Identifier, frame: Frame, steps: number): readonly Label[] {
	const declaration = declarationOf(node.text, node);
	if (declaration === undefined) return [];
	if (ts.isParameter(declaration)) {
		const bound = frame.bindings?.get(declaration);
		return bound === undefined ? [] : labelsOf(bound.expression, bound.frame, steps - 1);
	}
	if (!ts.isVariableDeclaration(declaration)) return objectLabels(node, frame, steps);
	const start = declaration.initializer === undefined ? [] : labelsOf(declaration.initializer, frame, steps - 1);
	return [...start, ...writtenLater(declaration, node.text, frame)].slice(0, MAX_LABELS);
}

/** `labels.user = id`, `labels[USER_ID] = id` after the declaration. */
function writtenLater(declaration: ts.VariableDeclaration, name: string, frame: Frame): Label[] {
	const scope = ts.findAncestor(declaration.parent, (around) => ts.isFunctionLike(around) || ts.isSourceFile(around));
	if (scope === undefined || ts.isSourceFile(scope)) return [];
	const found: Label[] = [];
	for (const node of nodesIn(scope)) {
		if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue;
		const { left } = node;
		if (!(ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left)) || !ts.isIdentifier(left.expression) || left.expression.text !== name) continue;
		const key = ts.isPropertyAccessExpression(left) ? left.name.text : keyText(left.argumentExpression, frame);
		found.push({ name: key, value: node.right, frame, node });
	}
	return found;
}

function ofCall(node: ts.CallExpression, frame: Frame, steps: number): readonly Label[] {
	if (/^Object\.(?:assign|freeze)$/.test(node.expression.getText())) return node.arguments.flatMap((each) => labelsOf(each, frame, steps - 1));
	const [callee] = alternatives(evaluate(node.expression, frame)).filter((value) => value.kind === 'function');
	if (callee === undefined) return [];
	const inside = enter(callee, node.arguments, frame);
	return returnedExpressions(callee.node).slice(0, 3).flatMap((each) => labelsOf(each, inside, steps - 1));
}

function ofMember(node: ts.PropertyAccessExpression, frame: Frame, steps: number): readonly Label[] {
	const { expression } = node;
	const declaration = ts.isIdentifier(expression) ? declarationOf(expression.text, expression) : undefined;
	const bound = declaration !== undefined && ts.isParameter(declaration) ? frame.bindings?.get(declaration) : undefined;
	const given = bound === undefined ? undefined : unwrapped(bound.expression);
	if (bound !== undefined && given !== undefined && ts.isObjectLiteralExpression(given)) {
		const member = given.properties.find((each) => each.name?.getText() === node.name.text);
		if (member !== undefined && ts.isPropertyAssignment(member)) return labelsOf(member.initializer, bound.frame, steps - 1);
		if (member !== undefined && ts.isShorthandPropertyAssignment(member)) return labelsOf(member.name, bound.frame, steps - 1);
	}
	return objectLabels(node, frame, steps);
}

function objectLabels(node: ts.Expression, frame: Frame, steps: number): readonly Label[] {
	return alternatives(evaluate(node, frame)).flatMap((value) => (value.kind === 'object' ? labelsOf(value.node, value.frame, steps - 1) : []));
}
