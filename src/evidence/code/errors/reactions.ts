import { ts } from '../../../parse/typescript/compiler.ts';
import type { Catch } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { loggerUse } from '../logging/loggers.ts';
import { callsIn, calledName, isPlain, reactionKind } from './calls.ts';
import { isGivenResponse, isResponse } from './responses.ts';
import { isFailureValue } from './returns.ts';
import type { CatchSite } from './sites.ts';

export type Reaction = Catch['does'][number];

const NARROWS = /\b(?:code|status|statusCode|name|errno|type|reason|\$metadata|response|message)\b/;

/** A list that keeps what did not work. */
const TALLY = /(?:err(?:or)?s?|fail(?:ed|ures?)?\w*|problems?|issues?|warnings?|skipped|rejected|missing|broken|unreachable)$/i;

/** What becomes of a failure in its handler. */
export function reactionsTo(site: CatchSite, context: CodeContext): Reaction[] {
	const found = new Set<Reaction>();
	const { body } = site;
	// `(error) => logger.error(error)` returns nothing that anybody reads.
	if (!ts.isBlock(body) && loggerUse(body, context) === undefined) found.add(returned(body, site));
	visitReactions(body, site, context, found);
	if (usesError(body, site)) found.add('use-error');
	if (found.size === 0) found.add('nothing');
	return [...found].sort();
}

function visitReactions(body: ts.Node, site: CatchSite, context: CodeContext, found: Set<Reaction>): void {
	const visit = (node: ts.Node, answering: boolean): void => {
		const reaction = statementReaction(node, site);
		if (reaction !== undefined) found.add(reaction);
		else if (ts.isBinaryExpression(node)) noteAssignment(node, found);
		else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) noteCount(node, found);
		else if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && !(answering && isRendering(node, context))) noteCall(node, site, context, found);
		const inner = answering || isResponse(node);
		ts.forEachChild(node, (child) => visit(child, inner));
	};
	visit(body, false);
}

function statementReaction(node: ts.Node, site: CatchSite): Reaction | undefined {
	if (ts.isThrowStatement(node)) return 'rethrow';
	if (ts.isReturnStatement(node)) return node.expression === undefined ? 'return-fallback' : returned(node.expression, site);
	if (ts.isContinueStatement(node) || ts.isBreakStatement(node)) return 'return-fallback';
	if (ts.isIfStatement(node) || ts.isSwitchStatement(node)) return narrows(node.expression, site) ? 'narrow' : undefined;
	return ts.isConditionalExpression(node) && narrows(node.condition, site) ? 'narrow' : undefined;
}

/** What a returned value tells the caller. */
function returned(expression: ts.Expression, site: CatchSite): Reaction {
	if (isResponse(expression)) return 'respond';
	return isFailureValue(expression, site.error?.text) || isTold(expression, site) ? 'return-failure' : 'return-fallback';
}

/** `try { …; return null; } catch { return label; }`: what comes back says what failed. */
function isTold(expression: ts.Expression, { tried }: CatchSite): boolean {
	const last = ts.isBlock(tried) ? tried.statements.at(-1) : undefined;
	if (last === undefined || !ts.isReturnStatement(last)) return false;
	return isNothing(last.expression) && (ts.isIdentifier(expression) ? expression.text !== 'undefined' : ts.isPropertyAccessExpression(expression) || ts.isTemplateExpression(expression) || (ts.isStringLiteral(expression) && expression.text !== ''));
}

function isNothing(expression: ts.Expression | undefined): boolean {
	return expression === undefined || expression.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(expression) && expression.text === 'undefined');
}

function noteCall(node: ts.CallExpression | ts.NewExpression, site: CatchSite, context: CodeContext, found: Set<Reaction>): void {
	if (loggerUse(node, context) !== undefined) {
		found.add('log');
		return;
	}
	const name = calledName(node);
	if (/^(?:reject|rejects|abort|fail|exit)$/.test(name)) found.add('rethrow');
	else if (isResponse(node) || (isGivenResponse(node) && !isGivenError(node, site))) found.add('respond');
	else if (isTally(node)) found.add('return-failure');
	else {
		const kind = reactionKind(node);
		if (kind === 'log' || kind === 'metric' || kind === 'record' || kind === 'cleanup') found.add(kind);
		else if (kind === 'rollback') found.add('cleanup');
		else if (kind === 'other' && ts.isCallExpression(node) && !isPlain(node)) found.add('call');
	}
}

/** `res.status(500).json(error.toResponseObject())`: makes the answer, and tells nobody else. */
function isRendering(node: ts.CallExpression | ts.NewExpression, context: CodeContext): boolean {
	return ts.isPropertyAccessExpression(node.expression) && (node.arguments ?? []).length === 0 && /^(?:to|as|get|serialize|format)/.test(calledName(node)) && loggerUse(node, context) === undefined;
}

/** A helper that is given the error may log it. */
function isGivenError(node: ts.CallExpression | ts.NewExpression, { error, destructured }: CatchSite): boolean {
	return destructured || (node.arguments ?? []).some((argument) => error !== undefined && mentions(argument, error.text));
}

/** `failed.push(label)`, `results.push({ ok: false })`: the caller is told later. */
function isTally(node: ts.CallExpression | ts.NewExpression): boolean {
	if (!ts.isPropertyAccessExpression(node.expression) || !/^(?:push|add|set|unshift)$/.test(node.expression.name.text)) return false;
	return TALLY.test(node.expression.expression.getText()) || (node.arguments ?? []).some((argument) => ts.isObjectLiteralExpression(argument) && isFailureValue(argument, undefined));
}

/** `failed = true` tells, `value = null` replaces. */
function noteAssignment(node: ts.BinaryExpression, found: Set<Reaction>): void {
	if (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) found.add('metric');
	if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
	const target = node.left.getText();
	found.add(isResponse(node) ? 'respond' : /(?:err|fail|valid|success|ok|healthy|status|reason|aborted|broken|degraded|unavailable|problem|issue)/i.test(target) || isFailureValue(node.right, undefined) ? 'return-failure' : 'return-fallback');
}

/** `failures++`. */
function noteCount(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, found: Set<Reaction>): void {
	if (node.operator === ts.SyntaxKind.PlusPlusToken) found.add('metric');
}

/** A condition that asks which failure it is. */
function narrows(condition: ts.Expression, site: CatchSite): boolean {
	if (site.destructured) return NARROWS.test(condition.getText());
	const name = site.error?.text;
	return name !== undefined && mentions(condition, name);
}

/** Is the error handed on: stored, passed to a function, thrown, or put into what is returned? Asking about it is no use of it. */
function usesError(body: ts.Node, site: CatchSite): boolean {
	const name = site.error?.text;
	if (name === undefined) return site.destructured && callsIn(body).length > 0;
	let used = false;
	const visit = (node: ts.Node): void => {
		if (used || isResponse(node)) return;
		if (ts.isIfStatement(node)) {
			visit(node.thenStatement);
			if (node.elseStatement !== undefined) visit(node.elseStatement);
			return;
		}
		if (ts.isConditionalExpression(node)) {
			visit(node.whenTrue);
			visit(node.whenFalse);
			return;
		}
		if (ts.isIdentifier(node) && node.text === name && !isPropertyName(node)) used = true;
		else ts.forEachChild(node, visit);
	};
	visit(body);
	return used;
}

function mentions(node: ts.Node, name: string): boolean {
	if (ts.isIdentifier(node)) return node.text === name && !isPropertyName(node);
	return ts.forEachChild(node, (child) => (mentions(child, name) ? true : undefined)) ?? false;
}

function isPropertyName(node: ts.Identifier): boolean {
	return (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) || (ts.isPropertyAssignment(node.parent) && node.parent.name === node);
}
