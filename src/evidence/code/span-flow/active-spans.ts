import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { ActiveSpan } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { entryOf } from '../handling/entry.ts';
import { calleeName, receiver, unwrapped } from '../handling/site.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { apiText } from './manual-spans.ts';

const ABOUT = /getActiveSpan|getCurrentSpan|getSpan\s*\(|scope\(\)\s*\.active/;
const MAX = 60;

/** The `activeSpans` of a file: where it asks for the span that is active, and uses what may be undefined. */
export function activeSpans(context: CodeContext): ActiveSpan[] {
	if (!ABOUT.test(context.module.sourceFile.text)) return [];
	const found: ActiveSpan[] = [];
	for (const call of context.nodesOf(ts.isCallExpression)) {
		if (!asksForActive(call) || found.length >= MAX) continue;
		const entry = entryOf(call, context);
		const uses = usesOf(call);
		found.push({
			at: context.places.at(call),
			subject: subjectOf(call),
			...(entry === undefined ? {} : { entry }),
			span: uses.name,
			api: apiText(call),
			unguarded: uses.nodes
				.map((node) => ({ at: context.places.at(node), method: node.name.text, onFailure: inHandler(node) }))
				.toSorted((a, b) => Number(b.onFailure) - Number(a.onFailure)),
		});
	}
	return found;
}

/** `trace.getActiveSpan()`, `trace.getSpan(context.active())`, `tracer.scope().active()`. */
function asksForActive(call: ts.CallExpression): boolean {
	const name = calleeName(call);
	const on = receiver(call)?.getText() ?? '';
	if (name === 'getActiveSpan' || name === 'getCurrentSpan') return call.arguments.length === 0;
	if (name === 'getSpan') return on.endsWith('trace') && call.arguments[0]?.getText().endsWith('.active()') === true;
	return name === 'active' && on.endsWith('scope()');
}

interface Uses {
	readonly name: string;
	readonly nodes: readonly ts.PropertyAccessExpression[];
}

function usesOf(call: ts.CallExpression): Uses {
	let holder: ts.Node = call.parent;
	let inner: ts.Node = call;
	while (ts.isNonNullExpression(holder) || ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder)) {
		inner = holder;
		holder = holder.parent;
	}
	if (ts.isPropertyAccessExpression(holder) && holder.expression === inner) return { name: '', nodes: holder.questionDotToken === undefined && ts.isCallExpression(holder.parent) ? [holder] : [] };
	if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name)) return { name: '', nodes: [] };
	const scope = enclosingFunction(call);
	return { name: holder.name.text, nodes: scope === undefined ? [] : unguardedUses(holder, holder.name.text, scope) };
}

function unguardedUses(span: ts.VariableDeclaration, name: string, scope: ts.Node): ts.PropertyAccessExpression[] {
	const found: ts.PropertyAccessExpression[] = [];
	for (const node of nodesIn(scope)) {
		if (!ts.isPropertyAccessExpression(node) || node.questionDotToken !== undefined || (node.flags & ts.NodeFlags.OptionalChain) !== 0) continue;
		const on = unwrapped(node.expression);
		if (!ts.isIdentifier(on) || on.text !== name || declarationOf(name, on) !== span || isGuarded(node, name, scope)) continue;
		found.push(node);
	}
	return found;
}

/** Inside `if (span)`, behind `span &&`, or after `if (!span) return`. */
function isGuarded(node: ts.Node, name: string, scope: ts.Node): boolean {
	for (let inner: ts.Node = node; inner !== scope && inner.parent !== undefined; inner = inner.parent) {
		const around = inner.parent;
		if (ts.isIfStatement(around) && inner === around.thenStatement && asks(around.expression, name)) return true;
		if (ts.isIfStatement(around) && inner === around.elseStatement && denies(around.expression, name)) return true;
		if (ts.isConditionalExpression(around) && inner === around.whenTrue && asks(around.condition, name)) return true;
		if (ts.isBinaryExpression(around) && inner === around.right && around.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && asks(around.left, name)) return true;
		if (ts.isBlock(around) && around.statements.some((statement) => statement.end <= inner.pos && leavesWithout(statement, name))) return true;
	}
	return false;
}

function asks(condition: ts.Expression, name: string): boolean {
	const inner = unwrapped(condition);
	if (ts.isIdentifier(inner)) return inner.text === name;
	if (ts.isBinaryExpression(inner)) return !/===?\s*(?:null|undefined)$/.test(inner.getText()) || /!==?/.test(inner.getText()) ? mentions(inner, name) : false;
	if (ts.isPrefixUnaryExpression(inner)) return inner.getText().startsWith('!!') && mentions(inner, name);
	return ts.isCallExpression(inner) && mentions(inner, name);
}

function denies(condition: ts.Expression, name: string): boolean {
	const text = condition.getText();
	return text === `!${name}` || new RegExp(`^${name}\\s*===?\\s*(?:null|undefined)`).test(text) || (text.startsWith(`!${name} `) && text.includes('||'));
}

function leavesWithout(statement: ts.Statement, name: string): boolean {
	if (!ts.isIfStatement(statement) || !denies(statement.expression, name)) return false;
	const { thenStatement: then } = statement;
	const last = ts.isBlock(then) ? then.statements.at(-1) : then;
	return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last));
}

function inHandler(node: ts.Node): boolean {
	return ts.findAncestor(node, (around) => ts.isCatchClause(around)) !== undefined;
}

function mentions(node: ts.Node, name: string): boolean {
	if (ts.isIdentifier(node)) return node.text === name;
	return ts.forEachChild(node, (child) => (mentions(child, name) ? true : undefined)) ?? false;
}
