import { ts } from '../../src/parse/typescript/compiler.ts';

/** A replacement of a file's text, in UTF-16 offsets. */
export interface TextEdit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/** A guardrail that is there, and the edits that take it away. */
export interface Mutation {
	/** Offset at base of what the guardrail guards: the finding is expected near it, or near what was taken away. */
	readonly at: number;
	readonly edits: readonly TextEdit[];
	/** The finding may stand anywhere in the file: it is about the process, not about the call. */
	readonly anywhere?: boolean;
}

/** Takes the guardrail of one category away where code has it. */
export interface Mutator {
	/** The category without `code/`. */
	readonly rule: string;
	/** Files whose text does not match hold no site. */
	readonly hint: RegExp;
	/** Every site of a file. Only what is right without doubt: a file where it could be right for another reason as well is left out. */
	readonly sites: (source: ts.SourceFile) => readonly Mutation[];
}

/** The nodes of a kind, in order. */
export function all<T extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is T): T[] {
	const found: T[] = [];
	const visit = (node: ts.Node): void => {
		if (is(node)) found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(root);
	return found;
}

/** Takes a node out of a list of which it is an element, with its comma. */
export function dropped(source: ts.SourceFile, list: ts.NodeArray<ts.Node>, node: ts.Node): TextEdit {
	const index = list.indexOf(node);
	const next = list[index + 1];
	if (next !== undefined) return { start: node.getStart(source), end: next.getStart(source), text: '' };
	const before = list[index - 1];
	return { start: before === undefined ? node.getStart(source) : before.end, end: list.hasTrailingComma && before === undefined ? list.end : node.end, text: '' };
}

/** Takes a statement out, with its line where it stands alone on it. */
export function withoutStatement(source: ts.SourceFile, statement: ts.Node): TextEdit {
	const { text } = source;
	const start = statement.getStart(source);
	const lineStart = text.lastIndexOf('\n', start - 1) + 1;
	const lineEnd = text.indexOf('\n', statement.end);
	const isAlone = text.slice(lineStart, start).trim() === '' && lineEnd >= 0 && text.slice(statement.end, lineEnd).trim() === '';
	return isAlone ? { start: lineStart, end: lineEnd + 1, text: '' } : { start, end: statement.end, text: '' };
}

export function replaced(source: ts.SourceFile, node: ts.Node, text: string): TextEdit {
	return { start: node.getStart(source), end: node.end, text };
}

/** What is called, as it is written, without white space. */
export function calleeText(source: ts.SourceFile, call: ts.CallExpression | ts.NewExpression): string {
	return call.expression.getText(source).replace(/\s+/g, '');
}

/** The last name of what is called: `end` of `span.end()`. */
export function calleeName(call: ts.CallExpression | ts.NewExpression): string {
	const { expression } = call;
	if (ts.isIdentifier(expression)) return expression.text;
	return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
}

/** The property of an object literal with this name, written out or in short. */
export function property(object: ts.ObjectLiteralExpression, name: RegExp): ts.PropertyAssignment | ts.ShorthandPropertyAssignment | undefined {
	return object.properties.find((part): part is ts.PropertyAssignment | ts.ShorthandPropertyAssignment => (ts.isPropertyAssignment(part) || ts.isShorthandPropertyAssignment(part)) && name.test(nameOf(part.name)));
}

export function nameOf(name: ts.PropertyName): string {
	return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}

/** The statement that is this expression and nothing else. */
export function statementOf(expression: ts.Node): ts.ExpressionStatement | undefined {
	const { parent } = expression;
	if (parent === undefined) return undefined;
	if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isVoidExpression(parent)) return statementOf(parent);
	return ts.isExpressionStatement(parent) ? parent : undefined;
}

/** The nearest function around a node. */
export function functionAround(node: ts.Node): ts.SignatureDeclaration | undefined {
	for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
		if (ts.isFunctionLike(parent)) return parent;
	}
	return undefined;
}

/** The nearest node of a kind around a node, inside the same function. */
export function around<T extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is T): T | undefined {
	for (let parent = node.parent; parent !== undefined && !ts.isFunctionLike(parent); parent = parent.parent) {
		if (is(parent)) return parent;
	}
	return undefined;
}

/** The text with the edits made. */
export function edited(text: string, edits: readonly TextEdit[]): string {
	return edits.toSorted((a, b) => b.start - a.start).reduce((now, { start, end, text: next }) => now.slice(0, start) + next + now.slice(end), text);
}
