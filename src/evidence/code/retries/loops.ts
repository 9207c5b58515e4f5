import { ts } from '../../../parse/typescript/compiler.ts';
import { callsIn } from '../errors/calls.ts';

export type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement;

/** A piece of code that is run again when it failed, and what decides about the next attempt. */
export interface Attempts {
	/** The loop, or the function that calls itself. */
	readonly node: ts.Node;
	/** What is tried. */
	readonly tried: ts.Node;
	/** What is done about a failure; undefined where the attempt's answer is looked at instead. */
	readonly failed: ts.Block | undefined;
	/** Name of the caught error. */
	readonly error: string | undefined;
}

/** Names of counters by which a loop says that it is about attempts. */
export const COUNTER = /attempt|retr(?:y|ies)|tries|backoff/i;

/** A question about the answer of an attempt. */
export const ANSWER = /(?:^|[\s!.(])(?:ok|status|statusCode|success|isErr|isOk|err|error|retryable)\b/;

export function isLoop(node: ts.Node): node is Loop {
	return ts.isWhileStatement(node) || ts.isDoStatement(node) || ts.isForStatement(node);
}

/** The attempts that a loop makes: it goes on after a failure and ends after a success. Undefined for any other loop. */
export function attemptsOf(loop: Loop): Attempts | undefined {
	const found = triesIn(loop.statement).find((attempt) => goesOn(attempt, loop) && endsOnSuccess(attempt, loop));
	if (found?.catchClause !== undefined) {
		const name = found.catchClause.variableDeclaration?.name;
		return { node: loop, tried: found.tryBlock, failed: found.catchClause.block, error: name !== undefined && ts.isIdentifier(name) ? name.text : undefined };
	}
	return found === undefined && triesIn(loop.statement).length === 0 && looksAtAnswer(loop) ? { node: loop, tried: loop.statement, failed: undefined, error: undefined } : undefined;
}

/** Statements that try, directly in a loop: not those of inner loops and functions. */
function triesIn(body: ts.Node): ts.TryStatement[] {
	const found: ts.TryStatement[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionLike(node) || ts.isClassLike(node) || isLoop(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) return;
		if (ts.isTryStatement(node) && node.catchClause !== undefined) found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(body);
	return found;
}

function goesOn(attempt: ts.TryStatement, loop: Loop): boolean {
	const failed = attempt.catchClause?.block;
	if (failed === undefined || !waits(attempt.tryBlock)) return false;
	return !alwaysLeaves(failed) || leaving(failed, loop).includes('continue');
}

/** Does the code wait for something? A loop over what is at hand does not retry. */
export function waits(node: ts.Node): boolean {
	return within(node, ts.isAwaitExpression);
}

/** After a success the loop is left: by `return` or `break`, or by a condition that the attempt makes untrue. */
function endsOnSuccess(attempt: ts.TryStatement, loop: Loop): boolean {
	if (leaving(attempt.tryBlock, loop).some((how) => how !== 'continue')) return true;
	if (ts.isBlock(attempt.parent)) {
		const after = attempt.parent.statements.slice(attempt.parent.statements.indexOf(attempt) + 1);
		if (after.some((statement) => ts.isBreakStatement(statement) || ts.isReturnStatement(statement))) return true;
		if (countsAttempts(loop) && after.some((statement) => ts.isIfStatement(statement) && assigns(attempt.tryBlock, namesIn(statement.expression)) && leaving(statement, loop).some((how) => how === 'return' || how === 'break'))) return true;
	}
	const condition = conditionOf(loop);
	return condition !== undefined && !ts.isForStatement(loop) && assigns(attempt.tryBlock, namesIn(condition));
}

/** `for (attempt …) { const response = await send(); if (response.ok) return response; }`. */
function looksAtAnswer(loop: Loop): boolean {
	return countsAttempts(loop) && waits(loop.statement) && within(loop.statement, (node) => ts.isIfStatement(node) && ANSWER.test(node.expression.getText())) && leaving(loop.statement, loop).some((how) => how === 'return' || how === 'break');
}

/** The head of the loop counts attempts. */
function countsAttempts(loop: Loop): boolean {
	return COUNTER.test(ts.isForStatement(loop) ? [loop.initializer, loop.condition].map((part) => part?.getText() ?? '').join(' ') : (conditionOf(loop)?.getText() ?? ''));
}

export function conditionOf(loop: Loop): ts.Expression | undefined {
	return ts.isForStatement(loop) ? loop.condition : loop.expression;
}

/** How statements in a piece of code leave it for good, those of inner functions and inner loops aside. */
export function leaving(node: ts.Node, loop: ts.Node): ('return' | 'break' | 'continue' | 'throw')[] {
	const found: ('return' | 'break' | 'continue' | 'throw')[] = [];
	const visit = (inner: ts.Node, inLoop: boolean, inSwitch: boolean): void => {
		if (ts.isFunctionLike(inner) || ts.isClassLike(inner)) return;
		if (ts.isReturnStatement(inner)) found.push('return');
		else if (ts.isThrowStatement(inner)) found.push('throw');
		else if (ts.isBreakStatement(inner) && (!(inLoop || inSwitch) || inner.label !== undefined)) found.push('break');
		else if (ts.isContinueStatement(inner) && (!inLoop || inner.label !== undefined)) found.push('continue');
		const isInner = inner !== loop && (isLoop(inner) || ts.isForOfStatement(inner) || ts.isForInStatement(inner));
		ts.forEachChild(inner, (child) => visit(child, inLoop || isInner, inSwitch || ts.isSwitchStatement(inner)));
	};
	visit(node, false, false);
	return found;
}

/** Does no path come out at the end of this? */
export function alwaysLeaves(statement: ts.Statement): boolean {
	if (ts.isThrowStatement(statement) || ts.isReturnStatement(statement) || ts.isBreakStatement(statement)) return true;
	if (ts.isBlock(statement)) return statement.statements.some(alwaysLeaves);
	return ts.isIfStatement(statement) && statement.elseStatement !== undefined && alwaysLeaves(statement.thenStatement) && alwaysLeaves(statement.elseStatement);
}

function assigns(node: ts.Node, names: ReadonlySet<string>): boolean {
	return within(node, (inner) => ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(inner.left) && names.has(inner.left.text));
}

/** The names that an expression is made of; those of members are told with their object: `this.attempts`. */
export function namesIn(node: ts.Node): Set<string> {
	const names = new Set<string>();
	const visit = (inner: ts.Node): void => {
		if (ts.isIdentifier(inner) && !(ts.isPropertyAccessExpression(inner.parent) && inner.parent.name === inner)) names.add(inner.text);
		if (ts.isPropertyAccessExpression(inner)) names.add(inner.getText());
		ts.forEachChild(inner, visit);
	};
	visit(node);
	return names;
}

/** Is there such a node inside, those of functions that run later aside? */
export function within(node: ts.Node, wanted: (inner: ts.Node) => boolean): boolean {
	let found = false;
	const visit = (inner: ts.Node): void => {
		if (found || (inner !== node && ts.isFunctionLike(inner))) return;
		found = wanted(inner);
		if (!found) ts.forEachChild(inner, visit);
	};
	visit(node);
	return found;
}

/** Calls that are waited for, in source order. */
export function awaitedCalls(node: ts.Node): ts.CallExpression[] {
	return callsIn(node).filter((call): call is ts.CallExpression => ts.isCallExpression(call) && isWaitedFor(call));
}

function isWaitedFor(call: ts.Node): boolean {
	let holder = call.parent;
	while (ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder) || ts.isNonNullExpression(holder)) holder = holder.parent;
	return ts.isAwaitExpression(holder) || ts.isReturnStatement(holder) || ts.isArrowFunction(holder) || (ts.isPropertyAccessExpression(holder) && /^(?:then|catch|finally)$/.test(holder.name.text));
}
