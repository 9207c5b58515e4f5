import { ts } from '../../../parse/typescript/compiler.ts';
import { evaluate } from './evaluate.ts';
import type { Frame, Value } from './value.ts';

/** Literals, arithmetic on them (`5 * SECOND`) and text with holes; undefined for anything else. */
export function literalOf(node: ts.Expression, frame: Frame): Value | undefined {
	if (ts.isStringLiteralLike(node)) return { kind: 'literal', value: node.text };
	if (ts.isNumericLiteral(node)) return { kind: 'literal', value: Number(node.text.replaceAll('_', '')) };
	if (ts.isTemplateExpression(node)) return templateText(node, frame);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) return negated(evaluate(node.operand, frame));
	if (ts.isBinaryExpression(node)) return arithmetic(node, frame);
	switch (node.kind) {
		case ts.SyntaxKind.TrueKeyword:
			return { kind: 'literal', value: true };
		case ts.SyntaxKind.FalseKeyword:
			return { kind: 'literal', value: false };
		case ts.SyntaxKind.NullKeyword:
			return { kind: 'literal', value: null };
		default:
			return undefined;
	}
}

function negated(value: Value): Value | undefined {
	return value.kind === 'literal' && typeof value.value === 'number' ? { kind: 'literal', value: -value.value } : undefined;
}

function templateText(node: ts.TemplateExpression, frame: Frame): Value {
	let pattern = node.head.text;
	let prefix: string | undefined;
	for (const span of node.templateSpans) {
		const value = evaluate(span.expression, frame);
		if (value.kind === 'literal') pattern += String(value.value);
		else if (value.kind === 'text') {
			prefix ??= pattern + value.prefix;
			pattern += value.pattern;
		} else {
			prefix ??= pattern;
			pattern += '{}';
		}
		pattern += span.literal.text;
	}
	return prefix === undefined ? { kind: 'literal', value: pattern } : { kind: 'text', prefix, pattern };
}

function arithmetic(node: ts.BinaryExpression, frame: Frame): Value | undefined {
	const operator = node.operatorToken.kind;
	if (operator === ts.SyntaxKind.PlusToken) return sum(evaluate(node.left, frame), evaluate(node.right, frame));
	if (operator !== ts.SyntaxKind.AsteriskToken && operator !== ts.SyntaxKind.SlashToken && operator !== ts.SyntaxKind.MinusToken) return undefined;
	const left = evaluate(node.left, frame);
	const right = evaluate(node.right, frame);
	if (left.kind !== 'literal' || right.kind !== 'literal' || typeof left.value !== 'number' || typeof right.value !== 'number') return { kind: 'unknown' };
	if (operator === ts.SyntaxKind.AsteriskToken) return { kind: 'literal', value: left.value * right.value };
	return { kind: 'literal', value: operator === ts.SyntaxKind.SlashToken ? left.value / right.value : left.value - right.value };
}

function sum(left: Value, right: Value): Value {
	if (left.kind === 'literal' && right.kind === 'literal') {
		const known = typeof left.value === 'number' && typeof right.value === 'number';
		return { kind: 'literal', value: known ? left.value + right.value : `${left.value}${right.value}` };
	}
	const start = left.kind === 'literal' ? { prefix: String(left.value), pattern: String(left.value) } : left.kind === 'text' ? left : undefined;
	if (start === undefined) return { kind: 'unknown' };
	const end = right.kind === 'literal' ? String(right.value) : right.kind === 'text' ? right.pattern : '{}';
	return { kind: 'text', prefix: start.prefix, pattern: start.pattern + end };
}
