import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { Setting } from '../../facts/configuration.ts';
import { unwrapped } from '../handling/site.ts';
import { lastName } from '../last-name.ts';

/** Functions that fail where a value is missing. */
const DEMANDS = /^(?:assert|invariant|ok|nullthrows|ensure\w*|require\w*|must\w*|demand\w*|expect\w*|getEnvOrThrow|orThrow|assert\w*|check(?:Env|Required)\w*|validate\w*|parse|safeParse|parseAsync)$/;
/** Functions that are given a value and another one to fall back on. */
const FALLS_BACK = /^(?:parse\w*|to\w*|get\w*|read\w*|env\w*|\w*OrDefault|\w*Default\w*|safe\w*|defaultTo)$/;

/** What happens where a value is missing. */
export function absenceOf(node: ts.Expression): Setting['absence'] {
	let inner: ts.Node = node;
	for (let outer: ts.Node = node.parent; outer !== undefined; inner = outer, outer = outer.parent) {
		if (isWrapping(outer)) continue;
		if (ts.isBinaryExpression(outer)) return binaryAbsence(outer, inner);
		if (asks(outer, inner)) return 'optional';
		if (ts.isPropertyAccessExpression(outer) && outer.expression === inner) {
			if (outer.questionDotToken === undefined) return 'unchecked';
			continue;
		}
		if (ts.isCallExpression(outer)) {
			if (outer.expression === inner) continue;
			return callAbsence(outer, inner);
		}
		if (ts.isVariableDeclaration(outer) && ts.isIdentifier(outer.name)) return variableAbsence(outer, outer.name);
		if (ts.isExpressionStatement(outer)) return 'optional';
		// Handed on as it is: whoever takes it may well do without.
		return ts.isTemplateSpan(outer) ? 'unchecked' : 'unknown';
	}
	return 'unknown';
}

function binaryAbsence(outer: ts.BinaryExpression, inner: ts.Node): Setting['absence'] {
	const kind = outer.operatorToken.kind;
	if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) {
		if (outer.left !== inner) return absenceOf(outer);
		const right = unwrapped(outer.right);
		if (ts.isCallExpression(right) && /throw|fail|missing|required|panic/i.test(right.expression.getText())) return 'required';
		return 'default';
	}
	if (kind === ts.SyntaxKind.EqualsToken) return 'unknown';
	return kind === ts.SyntaxKind.PlusToken ? 'unchecked' : 'optional';
}

function isWrapping(node: ts.Node): boolean {
	return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node);
}

/** `if (x)`, `x ? a : b`, `!x`, `while (x)`. */
function asks(outer: ts.Node, inner: ts.Node): boolean {
	if (ts.isIfStatement(outer) || ts.isWhileStatement(outer)) return outer.expression === inner;
	if (ts.isConditionalExpression(outer)) return outer.condition === inner;
	return (ts.isPrefixUnaryExpression(outer) && outer.operator === ts.SyntaxKind.ExclamationToken) || ts.isTypeOfExpression(outer) || ts.isSwitchStatement(outer);
}

function callAbsence(call: ts.CallExpression, inner: ts.Node): Setting['absence'] {
	const callee = unwrapped(call.expression);
	const name = lastName(callee);
	if (name === 'Boolean') return 'optional';
	if (DEMANDS.test(name)) return 'required';
	if (/^(?:Number|parseInt|parseFloat|String|BigInt)$/.test(name)) {
		const around = absenceOf(call);
		return around === 'unknown' ? 'unchecked' : around;
	}
	return FALLS_BACK.test(name) && call.arguments.length > 1 && call.arguments[0] === inner ? 'default' : 'unknown';
}

/** `const url = process.env.URL; if (!url) throw …`: what its variable is asked. */
function variableAbsence(declaration: ts.VariableDeclaration, name: ts.Identifier): Setting['absence'] {
	let scope: ts.Node = declaration;
	while (!ts.isBlock(scope) && !ts.isSourceFile(scope)) scope = scope.parent;
	let found: Setting['absence'] = 'unknown';
	const visit = (node: ts.Node): void => {
		if (found !== 'unknown') return;
		if (ts.isIdentifier(node) && node !== name && node.text === name.text && isUse(node) && declarationOf(name.text, node) === declaration) {
			const absence = absenceOf(node);
			if (absence === 'optional' || absence === 'required' || absence === 'default') found = absence;
		}
		ts.forEachChild(node, visit);
	};
	visit(scope);
	return found;
}

function isUse(node: ts.Identifier): boolean {
	const { parent } = node;
	return !(ts.isPropertyAccessExpression(parent) && parent.name === node) && !(ts.isPropertyAssignment(parent) && parent.name === node);
}
