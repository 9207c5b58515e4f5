import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { isIdName } from './names.ts';

const REQUEST = /^(?:req|request|ctx|c|context)$/;

/** An id of the request that stands ready at a node, as code: a parameter or variable around it, or how this file reads it from the request. */
export function idAtHand(node: ts.Node, context: CodeContext): string {
	const reading = readingOf(context);
	for (let around: ts.Node | undefined = node.parent; around !== undefined; around = around.parent) {
		if (!ts.isFunctionLike(around)) continue;
		const names = around.parameters.flatMap((parameter) => boundNames(parameter.name));
		const own = names.find(isIdName) ?? ('body' in around ? declaredIn(around.body, node) : undefined);
		if (own !== undefined) return own;
		const root = reading === undefined ? undefined : rootName(reading);
		if (reading !== undefined && root !== undefined && names.includes(root)) return reading.getText(context.module.sourceFile);
	}
	return '';
}

function boundNames(name: ts.BindingName): string[] {
	if (ts.isIdentifier(name)) return [name.text];
	return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/** A variable for the id that is declared before the node in the function's own block. */
function declaredIn(body: ts.Node | undefined, before: ts.Node): string | undefined {
	if (body === undefined || !ts.isBlock(body)) return undefined;
	for (const statement of body.statements) {
		if (statement.pos >= before.pos) return undefined;
		if (!ts.isVariableStatement(statement)) continue;
		const name = statement.declarationList.declarations.flatMap((declaration) => boundNames(declaration.name)).find(isIdName);
		if (name !== undefined) return name;
	}
	return undefined;
}

const readings = new WeakMap<ts.SourceFile, ts.Expression | undefined>();

/** How the file reads the id from a request: `req.headers[REQUEST_ID]`, `req.correlationId`, `c.get('requestId')`. */
function readingOf(context: CodeContext): ts.Expression | undefined {
	const { sourceFile } = context.module;
	if (readings.has(sourceFile)) return readings.get(sourceFile);
	const found = context.nodes.find((node): node is ts.Expression => readsId(node));
	readings.set(sourceFile, found);
	return found;
}

function readsId(node: ts.Node): boolean {
	const name = ts.isPropertyAccessExpression(node)
		? node.name.text
		: ts.isElementAccessExpression(node)
			? node.argumentExpression.getText().replaceAll(/^['"`]|['"`]$/g, '')
			: ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(?:get|header)$/.test(node.expression.name.text) && node.arguments[0] !== undefined
				? node.arguments[0].getText().replaceAll(/^['"`]|['"`]$/g, '')
				: undefined;
	return name !== undefined && isIdName(name) && rootName(node) !== undefined && !isWritten(node);
}

function isWritten(node: ts.Node): boolean {
	return ts.isBinaryExpression(node.parent) && node.parent.left === node && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** `req` of `req.headers['x']`; undefined when it does not start at a request. */
function rootName(node: ts.Node): string | undefined {
	let inner = node;
	while (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner) || ts.isCallExpression(inner)) inner = inner.expression;
	return ts.isIdentifier(inner) && REQUEST.test(inner.text) ? inner.text : undefined;
}
