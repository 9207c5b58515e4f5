import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName, receiver, unwrapped } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';

/** The name that holds a span. */
export type SpanName = ts.VariableDeclaration | ts.ParameterDeclaration;

const ENDS = /^(?:end|finish)$/;
/** Calls that are given a span and leave it open. */
const LEAVES_OPEN = /^(?:#?set(?:Span|Attr|Status|Error|Tag|Parent|Active|Current|Result|Response|Request)\w*|with\w*|inject|activate|bind|record\w*|add(?:Event|Attr|Error|Link|Tag|Span|Response|Request)\w*|mark\w*|annotate\w*|apply\w*|capture\w*|log\w*|is\w*|run\w*|fn|func|cb|callback|work|handler|operation|next|execute|task|attach\w*|enrich\w*|\w*[hH]ook|safeExecuteInTheMiddle|spanTo\w*|getSpan\w*|getTrace\w*)$/;
const CLOSES = /end|finish|close|complete|stop/i;

/** Does an expression mean this span? */
export function isSpan(node: ts.Node, span: SpanName): boolean {
	return ts.isIdentifier(node) && ts.isIdentifier(span.name) && node.text === span.name.text && declarationOf(node.text, node) === span;
}

/** `span.end()`, `span?.finish()`, `span.setStatus(…).end()`. */
export function endsSpan(node: ts.Node, span: SpanName, frame: Frame): boolean {
	if (!ts.isCallExpression(node)) return false;
	const name = calleeName(node) ?? '';
	if (ENDS.test(name)) {
		const on = receiver(node);
		if (on !== undefined && isSpan(rootOf(on), span)) return true;
	}
	return node.arguments.some((argument, index) => isSpan(unwrapped(argument), span) && closesArgument(node, name, index, frame));
}

/** `span.setStatus(…)` starts with `span`. */
function rootOf(node: ts.Expression): ts.Expression {
	const inner = unwrapped(node);
	if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression)) return rootOf(inner.expression.expression);
	return inner;
}

function closesArgument(call: ts.CallExpression, name: string, index: number, frame: Frame): boolean {
	const callees = alternatives(evaluate(call.expression, frame)).filter((value) => value.kind === 'function');
	if (callees.length === 0) return CLOSES.test(name) && !LEAVES_OPEN.test(name);
	return callees.some((callee) => {
		const parameter = callee.node.parameters[index];
		if (parameter === undefined || !ts.isIdentifier(parameter.name)) return false;
		for (const node of nodesIn(callee.node)) {
			if (ts.isCallExpression(node) && ENDS.test(calleeName(node) ?? '')) {
				const on = receiver(node);
				if (on !== undefined && isSpan(rootOf(on), parameter)) return true;
			}
		}
		return false;
	});
}

/**
 * Does the span leave what we can follow: returned, kept in an object, handed to a function that we do not know, or ended by one that
 * runs later? `inline` are the functions inside that run in place.
 */
export function escapes(span: SpanName, scope: ts.Node, inline: ReadonlySet<ts.Node>, frame: Frame): boolean {
	for (const node of nodesIn(scope)) {
		if (!isSpan(node, span) || node === span.name) continue;
		if (isHandedOn(node, span, frame) || (runsLater(node, scope, inline) && isEnding(node, span, frame))) return true;
	}
	return false;
}

/** Is the span an argument of a call that does not only look at it: `work(span)`? Such a function may end it where nothing else does. */
export function isGiven(span: SpanName, scope: ts.Node): boolean {
	for (const node of nodesIn(scope)) {
		if (isSpan(node, span) && ts.isCallExpression(node.parent) && node.parent.arguments.some((argument) => argument === node) && !/^(?:setSpan|inject|withSpan|with)$/.test(calleeName(node.parent) ?? '')) return true;
	}
	return false;
}

const LONGEST = 60;

/** Where the span goes besides: callees that are given it, and the other ways out of what we follow. */
export function givenTo(span: SpanName, scope: ts.Node): string[] {
	const found = new Set<string>();
	for (const node of nodesIn(scope)) {
		if (!isSpan(node, span) || node === span.name) continue;
		let holder: ts.Node = node.parent;
		while (ts.isParenthesizedExpression(holder) || ts.isNonNullExpression(holder) || ts.isAsExpression(holder)) holder = holder.parent;
		if (ts.isCallExpression(holder) && holder.expression !== node) found.add(holder.expression.getText().replaceAll(/[?!\s]/g, '').slice(0, LONGEST));
		else if (!ts.isPropertyAccessExpression(holder)) found.add(ts.SyntaxKind[holder.kind].toLowerCase());
	}
	return [...found].sort();
}

function isEnding(node: ts.Node, span: SpanName, frame: Frame): boolean {
	const call = ts.findAncestor(node, ts.isCallExpression);
	return call !== undefined && endsSpan(call, span, frame);
}

/** In a function of its own that nobody runs in place. */
function runsLater(node: ts.Node, scope: ts.Node, inline: ReadonlySet<ts.Node>): boolean {
	for (let around: ts.Node | undefined = node.parent; around !== undefined && around !== scope; around = around.parent) {
		if (ts.isFunctionLike(around) && !inline.has(around)) return true;
	}
	return false;
}

function isHandedOn(node: ts.Node, span: SpanName, frame: Frame): boolean {
	let holder: ts.Node = node.parent;
	let inner: ts.Node = node;
	while (ts.isParenthesizedExpression(holder) || ts.isNonNullExpression(holder) || ts.isAsExpression(holder) || ts.isAwaitExpression(holder)) {
		inner = holder;
		holder = holder.parent;
	}
	if (ts.isPropertyAccessExpression(holder) && holder.expression === inner) return !ts.isCallExpression(holder.parent) && ENDS.test(holder.name.text);
	if (ts.isCallExpression(holder)) return isGivenAway(holder, span, frame);
	if (ts.isBinaryExpression(holder)) return holder.operatorToken.kind === ts.SyntaxKind.EqualsToken && holder.right === inner;
	return (
		ts.isReturnStatement(holder) ||
		ts.isPropertyAssignment(holder) ||
		ts.isShorthandPropertyAssignment(holder) ||
		ts.isArrayLiteralExpression(holder) ||
		ts.isVariableDeclaration(holder) ||
		ts.isNewExpression(holder) ||
		ts.isYieldExpression(holder) ||
		(ts.isArrowFunction(holder) && holder.body === inner) ||
		ts.isConditionalExpression(holder)
	);
}

function isGivenAway(call: ts.CallExpression, span: SpanName, frame: Frame): boolean {
	if (endsSpan(call, span, frame)) return false;
	const name = calleeName(call) ?? '';
	if (LEAVES_OPEN.test(name)) return false;
	return !alternatives(evaluate(call.expression, frame)).every((value) => value.kind === 'function');
}
