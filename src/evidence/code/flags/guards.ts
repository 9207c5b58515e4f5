import { ts } from '../../../parse/typescript/compiler.ts';
import { callsIn, calledName, isPlain, reactionKind } from '../errors/calls.ts';
import { type Condition, conditionsIn } from './questions.ts';

/** A flag that decides whether a node runs. */
export interface Guard extends Condition {
	/** The node runs while the flag is on. */
	readonly on: boolean;
	/** Otherwise nothing is done but to refuse, log or return. */
	readonly refuses: boolean;
}

/** Answers a request, or makes the error that does. */
const ANSWER = /^(?:status|json|send|sendStatus|sendError|end|code|reply|redirect|text|body|html|next|respond|Response|NextResponse|\w*(?:Error|Exception|Response)|notFound|forbidden|unauthorized|badRequest|resolve|reject|\w*[hH]eaders?|type|void|noop|done|callback)$/;

/** The flags that decide whether a node runs: of the branches around it, and of those before it that leave its function or loop. */
export function guardsOf(node: ts.Node): Guard[] {
	const found: Guard[] = [];
	let inner: ts.Node = node;
	for (let outer = node.parent; outer !== undefined; inner = outer, outer = outer.parent) {
		found.push(...branchGuards(outer, inner));
		if (ts.isBlock(outer) || ts.isSourceFile(outer) || ts.isCaseClause(outer)) found.push(...exitsBefore(outer, inner));
		// What a function asks before it makes another one decides for that one, too; a class asks nothing.
		if (ts.isClassLike(outer)) break;
	}
	return found;
}

function branchGuards(outer: ts.Node, inner: ts.Node): Guard[] {
	if (ts.isIfStatement(outer)) {
		if (inner === outer.thenStatement) return guards(outer.expression, true, outer.elseStatement);
		return inner === outer.elseStatement ? guards(outer.expression, false, outer.thenStatement) : [];
	}
	if (ts.isConditionalExpression(outer)) {
		if (inner === outer.whenTrue) return guards(outer.condition, true, outer.whenFalse);
		return inner === outer.whenFalse ? guards(outer.condition, false, outer.whenTrue) : [];
	}
	if (ts.isBinaryExpression(outer) && inner === outer.right) {
		if (outer.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return guards(outer.left, true, undefined);
		return outer.operatorToken.kind === ts.SyntaxKind.BarBarToken ? guards(outer.left, false, undefined) : [];
	}
	return [];
}

function guards(condition: ts.Expression, holds: boolean, otherwise: ts.Node | undefined): Guard[] {
	const found = conditionsIn(condition);
	if (found.length === 0) return [];
	const refuses = isRefusal(otherwise);
	return found.map(({ question, positive }) => ({ question, positive, on: positive === holds, refuses }));
}

interface Exit {
	readonly statement: ts.Statement;
	readonly guards: readonly Guard[];
}

const exits = new WeakMap<ts.Node, readonly Exit[]>();

/** `if (killed) return;` above a node, in the block that holds it. */
function exitsBefore(block: ts.Block | ts.SourceFile | ts.CaseClause, inner: ts.Node): Guard[] {
	const known = exits.get(block) ?? exitsOf(block);
	exits.set(block, known);
	return known.filter(({ statement }) => statement.end <= inner.pos).flatMap((exit) => [...exit.guards]);
}

function exitsOf(block: ts.Block | ts.SourceFile | ts.CaseClause): Exit[] {
	return block.statements.flatMap((statement) => {
		if (!ts.isIfStatement(statement) || !leaves(statement.thenStatement)) return [];
		const found = guards(statement.expression, false, statement.thenStatement);
		return found.length === 0 ? [] : [{ statement, guards: found }];
	});
}

function leaves(statement: ts.Statement): boolean {
	const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
	return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last) || ts.isBreakStatement(last));
}

/** Nothing, or nothing but an answer, a log line or an error. */
function isRefusal(node: ts.Node | undefined): boolean {
	if (node === undefined) return true;
	return callsIn(node).every((call) => ANSWER.test(calledName(call)) || isPlain(call) || ['log', 'metric', 'record'].includes(reactionKind(call)));
}
