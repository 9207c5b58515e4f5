import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { type FunctionNode, alternatives } from '../value/value.ts';
import type { Found } from './handovers.ts';
import { isIdName } from './names.ts';

/** Calls of the repository's own functions that take the id of a request as a parameter: do they pass it? */
export function argumentsTaken(context: CodeContext): Found[] {
	// Every callee has to be followed, often into another file: only where the file knows an id at all can one be passed or left out.
	if (!context.nodes.some((node) => (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text.length <= 60 && isIdName(node.text))) return [];
	return context.nodes.flatMap((node) => {
		if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
		const callee = calledFunction(node, context);
		const index = callee?.parameters.findIndex((parameter) => ts.isIdentifier(parameter.name) && isIdName(parameter.name.text)) ?? -1;
		const parameter = callee?.parameters[index];
		const given = node.arguments ?? [];
		if (parameter === undefined || !ts.isIdentifier(parameter.name) || given.some((argument) => ts.isSpreadElement(argument))) return [];
		const name = node.expression.getText(context.module.sourceFile);
		const passed = given[index] !== undefined && !isNothing(given[index]);
		return [{ kind: 'argument', name, node, until: node.expression, state: passed ? 'passed' : 'absent', ids: passed ? [parameter.name.text] : [] } satisfies Found];
	});
}

function isNothing(node: ts.Expression): boolean {
	return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined') || (ts.isStringLiteralLike(node) && node.text === '');
}

/** The function that a call runs, when it is the repository's own and the only candidate. */
function calledFunction(node: ts.CallExpression | ts.NewExpression, context: CodeContext): FunctionNode | undefined {
	const [only, other] = alternatives(evaluate(node.expression, context.frame));
	if (only === undefined || other !== undefined) return undefined;
	if (only.kind === 'function') return only.node;
	if (only.kind === 'class') return only.node.members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined);
	return only.kind === 'namespace' ? wholeExport(only.module.sourceFile) : undefined;
}

/** `const Card = require('./card')` with `module.exports = function (…)` there. */
function wholeExport(sourceFile: ts.SourceFile): FunctionNode | undefined {
	for (const statement of sourceFile.statements) {
		if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression) || statement.expression.left.getText(sourceFile) !== 'module.exports') continue;
		const { right } = statement.expression;
		if (ts.isFunctionExpression(right) || ts.isArrowFunction(right)) return right;
	}
	return undefined;
}
