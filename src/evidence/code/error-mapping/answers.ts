import { ts } from '../../../parse/typescript/compiler.ts';
import type { ErrorMapping } from '../../facts/logging.ts';
import { isGivenResponse, isResponse, statusesIn } from '../errors/responses.ts';
import type { CatchSite } from '../errors/sites.ts';
import { className } from './thrown.ts';

/** What a handler makes of failures that nothing tells apart. */
export interface Answer extends Pick<ErrorMapping, 'becomes' | 'answer' | 'keepsError' | 'dropsCause'> {
	/** The error that is thrown in its place, for an editor. */
	readonly thrown?: ts.NewExpression;
}

const OURS = /INTERNAL_SERVER_ERROR|InternalServerError\w*|INTERNAL_ERROR|INTERNAL\b|UNKNOWN_ERROR/;

/** The last thing that a handler does with what it did not tell apart. */
export function answerOf({ body, error }: CatchSite): Answer {
	const name = error?.text;
	if (!ts.isBlock(body)) return expressionAnswer(body, name);
	let last: Answer = { becomes: 'none', answer: '', keepsError: false, dropsCause: false };
	for (const statement of body.statements) {
		const here = statementAnswer(statement, name);
		if (here !== undefined) last = here;
	}
	return last;
}

/** Only statements that every failure comes to: not those behind a question. */
function statementAnswer(statement: ts.Statement, error: string | undefined): Answer | undefined {
	if (ts.isThrowStatement(statement)) return thrownAnswer(statement.expression, error);
	if (ts.isReturnStatement(statement)) return statement.expression === undefined ? { becomes: 'return', answer: '', keepsError: false, dropsCause: false } : expressionAnswer(statement.expression, error);
	if (ts.isExpressionStatement(statement)) return respondsWith(statement.expression, error);
	if (!ts.isIfStatement(statement) || statement.elseStatement === undefined) return undefined;
	// `if (typed) … else …`: the last branch holds for the rest.
	return ts.isBlock(statement.elseStatement) ? lastOf(statement.elseStatement.statements, error) : statementAnswer(statement.elseStatement, error);
}

function lastOf(statements: readonly ts.Statement[], error: string | undefined): Answer | undefined {
	return statements.map((statement) => statementAnswer(statement, error)).findLast((answer) => answer !== undefined);
}

function expressionAnswer(node: ts.Expression, error: string | undefined): Answer {
	return respondsWith(node, error) ?? { becomes: 'return', answer: '', keepsError: error !== undefined && mentions(node, error), dropsCause: false };
}

function respondsWith(node: ts.Expression, error: string | undefined): Answer | undefined {
	const inner = ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) ? node.expression : node;
	const answers = isResponse(inner) || (ts.isCallExpression(inner) && isGivenResponse(inner));
	if (!answers) return undefined;
	const ours = statusesIn(inner).filter((status) => status >= 400);
	return { becomes: 'response', answer: ours.length === 1 ? String(ours[0]) : '', keepsError: error !== undefined && ts.isCallExpression(inner) && inner.arguments.some((argument) => ts.isIdentifier(argument) && argument.text === error), dropsCause: false };
}

function thrownAnswer(thrown: ts.Expression, error: string | undefined): Answer {
	const name = className(thrown);
	const keepsError = error !== undefined && mentions(thrown, error);
	if (name === undefined || !ts.isNewExpression(thrown)) return { becomes: 'throw', answer: '', keepsError, dropsCause: false };
	const status = statusesIn(thrown).filter((one) => one >= 400);
	const code = OURS.exec(thrown.getText())?.[0];
	return { becomes: 'throw', answer: code ?? (status.length === 1 ? String(status[0]) : ''), keepsError, dropsCause: !(error !== undefined && holds(thrown, error)), thrown };
}

/** Is the error itself in there: as an argument, a property, or the argument of a function? A text of it has lost the stack. */
function holds(node: ts.Node, error: string): boolean {
	if (ts.isIdentifier(node)) return node.text === error;
	if (ts.isPropertyAccessExpression(node) || ts.isTemplateExpression(node) || ts.isBinaryExpression(node)) return false;
	return ts.forEachChild(node, (child) => (holds(child, error) ? true : undefined)) ?? false;
}

function mentions(node: ts.Node, error: string): boolean {
	if (ts.isIdentifier(node)) return node.text === error;
	return ts.forEachChild(node, (child) => (mentions(child, error) ? true : undefined)) ?? false;
}
