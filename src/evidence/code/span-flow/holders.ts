import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { nodesIn } from '../handling/calls.ts';
import { unwrapped } from '../handling/site.ts';
import { type SpanName, isSpan } from './references.ts';

/** What holds a span: a name, or a property such as `this._span`, by its text. */
export type SpanHolder = SpanName | string;

const NAME = /^_?(?:\w*S|s)pan$/;
const KEPT = /(?:^|\.)[#_]?(?:\w*S|s)pan$/;
/** `Span`, `Span | undefined`, `api.Span`, `opentracing.Span`. */
const TYPE = /^(?:\w+\.)?(?:Otel|OTel|Api|API|Sentry)?Span(?:\s*\|\s*(?:undefined|null))*$/;

interface Visible {
	readonly span: SpanHolder;
	readonly call: ts.CallExpression | undefined;
	/** The function that is given the span as a parameter. */
	readonly given?: ts.Node;
}

/** The text of what holds a span, as the code names it. */
export function spanText(span: SpanHolder): string {
	return typeof span === 'string' ? span : span.name.getText();
}

/** Does an expression mean this span? */
export function isHeld(node: ts.Expression, span: SpanHolder): boolean {
	return typeof span === 'string' ? ts.isPropertyAccessExpression(node) && plain(node) === span : isSpan(node, span);
}

/** The nearest name or field that holds a span where a handler stands. */
export function visibleSpan(handler: ts.Node): Visible | undefined {
	for (let around: ts.Node | undefined = handler.parent; around !== undefined; around = around.parent) {
		if (!ts.isFunctionLike(around)) continue;
		const given = around.parameters.find(isSpanParameter);
		if (given !== undefined) return { span: given, call: callAround(around), given: around };
		const kept = madeBefore(around, handler) ?? fieldIn(around);
		if (kept !== undefined) return kept;
	}
	return undefined;
}

function isSpanParameter({ name, type }: ts.ParameterDeclaration): boolean {
	if (!ts.isIdentifier(name)) return false;
	return type === undefined ? NAME.test(name.text) : TYPE.test(type.getText());
}

/** `withSpan('sync', async (span) => …)`. */
function callAround(fn: ts.Node): ts.CallExpression | undefined {
	return ts.isCallExpression(fn.parent) && fn.parent.arguments.some((argument) => argument === fn) ? fn.parent : undefined;
}

const variables = new WeakMap<ts.Node, readonly ts.VariableDeclaration[]>();

/** The variables of a function that hold a span, by name or type; found once for all handlers in it. */
function variablesOf(fn: ts.Node): readonly ts.VariableDeclaration[] {
	const known = variables.get(fn);
	if (known !== undefined) return known;
	const found = [...nodesIn(fn)].filter((node): node is ts.VariableDeclaration => ts.isVariableDeclaration(node) && holdsSpan(node));
	variables.set(fn, found);
	return found;
}

function holdsSpan({ name, type, initializer }: ts.VariableDeclaration): boolean {
	if (!ts.isIdentifier(name)) return false;
	return type === undefined ? NAME.test(name.text) && initializer !== undefined : TYPE.test(type.getText());
}

/** `const span = this._startSpan(…)`, declared where the handler can reach it. */
function madeBefore(fn: ts.Node, handler: ts.Node): Visible | undefined {
	for (const node of variablesOf(fn)) {
		if (node.pos > handler.pos || !ts.isIdentifier(node.name) || declarationOf(node.name.text, handler) !== node) continue;
		const made = node.initializer === undefined ? undefined : unwrapped(node.initializer);
		return { span: node, call: made !== undefined && ts.isCallExpression(made) ? made : undefined };
	}
	return undefined;
}

const fields = new WeakMap<ts.Node, Visible | false>();

/** `this._span`, `connection.span`: something that the function asks of it must stand in it. */
function fieldIn(fn: ts.Node): Visible | undefined {
	const known = fields.get(fn) ?? findField(fn) ?? false;
	fields.set(fn, known);
	return known === false ? undefined : known;
}

function findField(fn: ts.Node): Visible | undefined {
	for (const node of nodesIn(fn)) {
		if (!ts.isPropertyAccessExpression(node) || !ts.isPropertyAccessExpression(node.parent) || node.parent.expression !== node) continue;
		if (KEPT.test(node.name.text) && isRooted(node)) return { span: plain(node), call: undefined };
	}
	return undefined;
}

function isRooted(node: ts.PropertyAccessExpression): boolean {
	const root = node.expression;
	if (root.kind === ts.SyntaxKind.ThisKeyword || ts.isIdentifier(root)) return true;
	return ts.isPropertyAccessExpression(root) && isRooted(root);
}

function plain(node: ts.PropertyAccessExpression): string {
	return node.getText().replaceAll(/[?!\s]/g, '');
}
