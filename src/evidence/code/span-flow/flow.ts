import { ts } from '../../../parse/typescript/compiler.ts';
import { calleeName } from '../handling/site.ts';
import type { ManualSpan } from '../../facts/telemetry.ts';
import type { Frame } from '../value/value.ts';
import { type SpanName, endsSpan, isSpan } from './references.ts';

/** A way out of the code of a span on which it is still open. */
export interface Leak {
	readonly kind: Exclude<ManualSpan['leak'], 'none'>;
	readonly node: ts.Node;
	/** A handler for the failure is there, and it goes on without ending the span. */
	readonly handled?: true;
}

/** Not made yet, open, ended. */
type State = 'idle' | 'open' | 'ended';

/** What a piece of code does to the span: the state behind it (undefined: nobody comes there), and the ways out of it. */
interface Effect {
	readonly after: State | undefined;
	/** Leaves the function or the loop while the span is open. */
	readonly leaks: readonly Leak[];
	/** May fail while the span is open: a handler around it comes next. */
	readonly throws: readonly Leak[];
}

export interface SpanScope {
	readonly span: SpanName;
	/** The call that makes the span; undefined where it is open from the beginning, as a parameter. */
	readonly start: ts.Node | undefined;
	/** Functions inside that run in place: those given to `context.with`. */
	readonly inline: ReadonlySet<ts.Node>;
	readonly frame: Frame;
}

/** The ways out of a function's body (or of one pass of a loop) on which a span that was made in it stays open. */
export function leaksOf(body: ts.Node, scope: SpanScope): readonly Leak[] {
	const start: State = scope.start === undefined ? 'open' : 'idle';
	const effect = flow(body, start, scope);
	const rest: readonly Leak[] = effect.after === 'open' ? [{ kind: 'branch', node: body }] : [];
	return [...effect.leaks, ...effect.throws, ...rest];
}

const NONE: Pick<Effect, 'leaks' | 'throws'> = { leaks: [], throws: [] };

function flow(node: ts.Node, state: State, scope: SpanScope): Effect {
	if (ts.isBlock(node)) return inTurn(node.statements, state, scope);
	if (ts.isIfStatement(node)) return ofIf(node, state, scope);
	if (ts.isTryStatement(node)) return ofTry(node, state, scope);
	if (ts.isIterationStatement(node, false)) return ofLoop(node, state, scope);
	if (ts.isSwitchStatement(node)) return ofSwitch(node, state, scope);
	if (ts.isLabeledStatement(node)) return flow(node.statement, state, scope);
	if (ts.isReturnStatement(node)) return leaving('return', node, state, scope);
	if (ts.isThrowStatement(node)) return ofThrow(node, state, scope);
	if (ts.isContinueStatement(node) || ts.isBreakStatement(node)) return { ...NONE, after: undefined, leaks: state === 'open' && leavesPass(node, scope) ? [{ kind: 'continue', node }] : [] };
	return ofExpression(node, state, scope);
}

function inTurn(statements: readonly ts.Statement[], state: State, scope: SpanScope): Effect {
	let after: State | undefined = state;
	const leaks: Leak[] = [];
	const throws: Leak[] = [];
	for (const statement of statements) {
		if (after === undefined) break;
		const effect: Effect = flow(statement, after, scope);
		leaks.push(...effect.leaks);
		throws.push(...effect.throws);
		after = effect.after;
	}
	return { after, leaks, throws };
}

/** A simple statement or an expression: what happens in it, in source order. */
function ofExpression(node: ts.Node, state: State, scope: SpanScope): Effect {
	let after = state;
	const leaks: Leak[] = [];
	const throws: Leak[] = [];
	const visit = (inner: ts.Node): void => {
		if (ts.isFunctionLike(inner)) {
			if (after !== 'open' || !scope.inline.has(inner) || !('body' in inner) || inner.body === undefined) return;
			const inside: Effect = flow(inner.body, after, scope);
			// Its `return` goes back to here; where the function ends the span on another way, that one is missed.
			const ends = contains(inner.body, (each) => endsSpan(each, scope.span, scope.frame));
			leaks.push(...(ends ? inside.leaks : inside.leaks.filter(({ kind }) => kind !== 'return')));
			throws.push(...inside.throws);
			if (ends && inside.after !== 'open') after = 'ended';
			return;
		}
		ts.forEachChild(inner, visit);
		if (inner === scope.start) after = 'open';
		else if (after === 'open' && (endsSpan(inner, scope.span, scope.frame) || endsFinally(inner, scope))) after = 'ended';
		else if (after === 'open' && mayFail(inner, scope)) throws.push({ kind: 'call', node: inner });
	};
	visit(node);
	// `await work().finally(() => span.end())`: what fails in there comes by the end.
	return { after, leaks, throws: after === 'ended' && containsFinally(node, scope) ? [] : throws };
}

/** Something that is waited for; a call that returns at once seldom fails, and counts only for the handler around it. */
function mayFail(node: ts.Node, { span }: SpanScope): boolean {
	// `await close().catch(…)` has its handler with it.
	if (ts.isAwaitExpression(node)) return !(ts.isCallExpression(node.expression) && calleeName(node.expression) === 'catch');
	return ts.isCallExpression(node) && !ofSpan(node, span);
}

function ofSpan(node: ts.CallExpression, span: SpanName): boolean {
	let root: ts.Expression = node.expression;
	while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root) || ts.isNonNullExpression(root)) root = root.expression;
	return isSpan(root, span);
}

/** `.finally(() => span.end())`. */
function endsFinally(node: ts.Node, scope: SpanScope): boolean {
	if (!ts.isCallExpression(node) || calleeName(node) !== 'finally') return false;
	const [callback] = node.arguments;
	return callback !== undefined && contains(callback, (inner) => endsSpan(inner, scope.span, scope.frame));
}

function containsFinally(node: ts.Node, scope: SpanScope): boolean {
	return contains(node, (inner) => endsFinally(inner, scope));
}

function contains(node: ts.Node, wanted: (inner: ts.Node) => boolean): boolean {
	return wanted(node) || (ts.forEachChild(node, (child) => (contains(child, wanted) ? true : undefined)) ?? false);
}

function leaving(kind: 'return', node: ts.ReturnStatement, state: State, scope: SpanScope): Effect {
	const value = node.expression === undefined ? { ...NONE, after: state } : ofExpression(node.expression, state, scope);
	return { after: undefined, leaks: [...value.leaks, ...(value.after === 'open' ? [{ kind, node }] : [])], throws: value.throws };
}

function ofThrow(node: ts.ThrowStatement, state: State, scope: SpanScope): Effect {
	const value = ofExpression(node.expression, state, scope);
	return { after: undefined, leaks: value.leaks, throws: value.after === 'open' ? [{ kind: 'throw', node }] : [] };
}

function ofIf(node: ts.IfStatement, state: State, scope: SpanScope): Effect {
	const condition = ofExpression(node.expression, state, scope);
	const begun = condition.after ?? state;
	const asked = asksForSpan(node.expression, scope.span);
	// `if (span)` is as good as always: where there is no span, none is left open.
	const yes = asked === 'none' ? { ...NONE, after: leavesAlways(node.thenStatement) ? undefined : begun } : flow(node.thenStatement, begun, scope);
	const no = asked === 'some' ? { ...NONE, after: undefined } : node.elseStatement === undefined ? { ...NONE, after: begun } : flow(node.elseStatement, begun, scope);
	const after = joined(yes.after, no.after);
	return { after: asked === 'none' && node.elseStatement === undefined ? begun : after, leaks: [...condition.leaks, ...yes.leaks, ...no.leaks], throws: [...condition.throws, ...yes.throws, ...no.throws] };
}

function asksForSpan(condition: ts.Expression, span: SpanName): 'some' | 'none' | undefined {
	if (isSpan(condition, span)) return 'some';
	if (ts.isPrefixUnaryExpression(condition) && isSpan(condition.operand, span)) return 'none';
	if (ts.isBinaryExpression(condition) && condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return asksForSpan(condition.left, span);
	return undefined;
}

function leavesAlways(node: ts.Node): boolean {
	if (ts.isBlock(node)) return node.statements.some(leavesAlways);
	return ts.isReturnStatement(node) || ts.isThrowStatement(node);
}

function joined(a: State | undefined, b: State | undefined): State | undefined {
	if (a === undefined) return b;
	if (b === undefined || a === b) return a;
	return a === 'open' || b === 'open' ? 'open' : 'ended';
}

function ofTry(node: ts.TryStatement, state: State, scope: SpanScope): Effect {
	const tried = flow(node.tryBlock, state, scope);
	const handled = node.catchClause === undefined ? undefined : flow(node.catchClause.block, caughtState(tried, state), scope);
	const [failing] = tried.throws;
	const goesOn = handled?.after === 'open' && tried.after === 'ended' && failing !== undefined;
	const passed: Effect = {
		after: goesOn ? tried.after : handled === undefined ? tried.after : joined(tried.after, handled.after),
		leaks: [...tried.leaks, ...(handled?.leaks ?? []), ...(goesOn ? [{ ...failing, handled: true as const }] : [])],
		throws: handled === undefined ? tried.throws : handled.throws,
	};
	if (node.finallyBlock === undefined) return passed;
	const last = flow(node.finallyBlock, 'open', scope);
	if (last.after === 'ended') return { after: passed.after === undefined ? undefined : 'ended', leaks: [], throws: [] };
	return { after: passed.after, leaks: [...passed.leaks, ...last.leaks], throws: [...passed.throws, ...last.throws] };
}

/** A handler comes in with the span open when something could fail while it was. */
function caughtState(tried: Effect, before: State): State {
	if (tried.throws.length > 0) return 'open';
	return before === 'open' ? 'ended' : before;
}

function ofLoop(node: ts.IterationStatement, state: State, scope: SpanScope): Effect {
	const made = scope.start !== undefined && contains(node.statement, (inner) => inner === scope.start);
	const pass = flow(node.statement, state, scope);
	const declaredInside = contains(node.statement, (inner) => inner === scope.span);
	const left: readonly Leak[] = made && declaredInside && pass.after === 'open' ? [{ kind: 'branch', node: node.statement }] : [];
	// What a loop ends it may end in no pass at all; that it has one is the better guess.
	return { after: made && declaredInside ? 'ended' : (pass.after ?? state), leaks: [...pass.leaks, ...left], throws: pass.throws };
}

/** Does a `continue` leave the pass of a loop in which the span was made? */
function leavesPass(node: ts.Node, { span }: SpanScope): boolean {
	const out = ts.findAncestor(node, (around) => ts.isIterationStatement(around, false) || (ts.isBreakStatement(node) && ts.isSwitchStatement(around)));
	return out !== undefined && ts.isIterationStatement(out, false) && ts.findAncestor(span, (around) => around === out.statement) !== undefined;
}

function ofSwitch(node: ts.SwitchStatement, state: State, scope: SpanScope): Effect {
	const clauses = node.caseBlock.clauses.map((clause) => inTurn(clause.statements, state, scope));
	const hasDefault = node.caseBlock.clauses.some(ts.isDefaultClause);
	const ends = node.caseBlock.clauses.flatMap((clause, index) => {
		const after = clauses[index]?.after;
		const breaks = clause.statements.some((statement) => contains(statement, ts.isBreakStatement));
		return clause.statements.length === 0 || (after === undefined && !breaks) ? [] : [breaks && after === undefined ? stateAtBreak(clause, state, scope) : after];
	});
	const after = [...ends, ...(hasDefault ? [] : [state])].reduce<State | undefined>((sum, each) => joined(sum, each), undefined);
	return { after, leaks: clauses.flatMap(({ leaks }) => leaks), throws: clauses.flatMap(({ throws }) => throws) };
}

/** The state where a clause breaks out, which is its end in nearly all code. */
function stateAtBreak(clause: ts.CaseOrDefaultClause, state: State, scope: SpanScope): State | undefined {
	return inTurn(clause.statements.flatMap((statement) => (ts.isBlock(statement) ? [...statement.statements] : [statement])).filter((statement) => !ts.isBreakStatement(statement)), state, scope).after;
}
