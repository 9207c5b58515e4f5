import { ts } from '../../../parse/typescript/compiler.ts';
import { calleeName, receiver, unwrapped } from '../handling/site.ts';
import { nodesIn } from '../handling/calls.ts';

/** Statements that a `try` can go around, so that `finally` ends the span: `wrapped` keep their order, `end` is taken out of them. */
export interface Enclosable {
	readonly name: string;
	readonly wrapped: readonly ts.Statement[];
	/** The only `span.end()`, which moves into `finally`; undefined where there is none. */
	readonly end: ts.Statement | undefined;
	/** Nothing that the span did not cover comes under it. */
	readonly exact: boolean;
}

/**
 * Can the rest of the block in which a span is made go into `try … finally`, with nothing but white space and braces added? Only where
 * the span is ended at most once, by a statement of that block with nothing behind it but a `return`.
 */
export function enclosable(call: ts.CallExpression): Enclosable | undefined {
	const place = placeOf(call);
	if (place === undefined || place.statements.length === 0) return undefined;
	const { name, statements } = place;
	const ends = statements.flatMap((statement) => [...nodesIn(statement)].filter((node) => isEnd(node, name)));
	const end = statements.find((statement) => ts.isExpressionStatement(statement) && isEnd(statement.expression, name));
	if (ends.length > 1 || (ends.length === 1 && end === undefined)) return undefined;
	const behind = end === undefined ? [] : statements.slice(statements.indexOf(end) + 1);
	if (behind.length > 1 || behind.some((statement) => !ts.isReturnStatement(statement))) return undefined;
	const wrapped = statements.filter((statement) => statement !== end);
	// Lines of a template belong to its text and must not be indented.
	if (wrapped.length === 0 || wrapped.some((statement) => [...nodesIn(statement)].some(spansLines))) return undefined;
	const exact = behind.every((statement) => ![...nodesIn(statement)].some((node) => ts.isCallExpression(node) || ts.isAwaitExpression(node)));
	return { name, wrapped, end, exact };
}

function placeOf(call: ts.CallExpression): { readonly name: string; readonly statements: readonly ts.Statement[] } | undefined {
	const last = call.arguments.at(-1);
	const callback = last === undefined ? undefined : unwrapped(last);
	if (callback !== undefined && (ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) {
		const [span] = callback.parameters;
		return span !== undefined && ts.isIdentifier(span.name) && ts.isBlock(callback.body) ? { name: span.name.text, statements: callback.body.statements } : undefined;
	}
	const { parent: declaration } = call;
	if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
	const statement = declaration.parent.parent;
	if (!ts.isVariableStatement(statement) || !ts.isBlock(statement.parent)) return undefined;
	const { statements } = statement.parent;
	return { name: declaration.name.text, statements: statements.slice(statements.indexOf(statement) + 1) };
}

function isEnd(node: ts.Node, name: string): boolean {
	if (!ts.isCallExpression(node) || !/^(?:end|finish)$/.test(calleeName(node) ?? '') || node.arguments.length > 0) return false;
	const on = receiver(node);
	return on !== undefined && ts.isIdentifier(on) && on.text === name;
}

function spansLines(node: ts.Node): boolean {
	return (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) && node.getText().includes('\n');
}
