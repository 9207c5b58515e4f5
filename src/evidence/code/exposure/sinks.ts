import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { Exposure } from '../../facts/logging.ts';
import type { CodeContext } from '../context.ts';
import { calleeName, workOfValue } from '../handling/site.ts';
import { loggerUse } from '../logging/loggers.ts';
import { evaluate } from '../value/evaluate.ts';
import { lastName } from '../last-name.ts';

/** A place where values are written down. */
export interface Sink {
	readonly kind: Exposure['sink'];
	readonly node: ts.CallExpression | ts.NewExpression;
	readonly values: readonly ts.Expression[];
	/** The logger of a log call. */
	readonly receiver?: ts.Expression;
	/** A name that the first argument gives to the value: `setAttribute('user.email', …)`. */
	readonly key?: string;
}

const LEVEL = /^(?:log|debug|verbose|info|warn|warning|error|trace|fatal|silly)$|^(?:log|debug|trace)[A-Z]\w*$|^logger$/;
const LOG_MODULE = /(?:^|[/@-])(?:logger|loggers|logging|log|logs|debug|log-utils?)(?:[./]|$)/i;
const ATTRIBUTES = /^(?:setAttribute|setAttributes|addEvent|setTag|setTags|addTags|setExtra|setExtras|setContext|addBreadcrumb|setBaggage|setEntry)$/;
const METRIC_CALL = /^(?:inc|dec|observe|set|labels|add|record|increment|decrement|gauge|histogram|timing|startTimer)$/;
const METRIC_NAME = /(?:metric|counter|histogram|gauge|summary|statsd|stats|meter|prom)/i;
/** What is bound to a logger is written with every line of it. */
const LOGGER = /(?:^|\.|\b)(?:\w*[lL]og(?:ger)?)(?:\([^()]*\))?$/;
const ERROR_CLASS = /(?:Error|Exception|Failure)$/;

/** The sink at a node, if it is one. */
export function sinkAt(node: ts.Node, context: CodeContext): Sink | undefined {
	if (ts.isNewExpression(node)) return errorSink(node);
	if (!ts.isCallExpression(node) || node.arguments.length === 0) return undefined;
	const use = loggerUse(node, context);
	if (use !== undefined) return { kind: 'log', node, values: node.arguments, receiver: use.receiver };
	const name = calleeName(node) ?? '';
	if (ts.isIdentifier(node.expression)) return isLogFunction(node.expression, context) ? { kind: 'log', node, values: node.arguments } : undefined;
	if (/^(?:child|with|withContext|setBindings|withMetadata)$/.test(name) && ts.isPropertyAccessExpression(node.expression) && LOGGER.test(node.expression.expression.getText())) {
		return { kind: 'log', node, values: node.arguments, receiver: node.expression.expression };
	}
	if (ATTRIBUTES.test(name)) return spanSink(node);
	if (METRIC_CALL.test(name) && ts.isPropertyAccessExpression(node.expression)) return metricSink(node, node.expression.expression);
	return undefined;
}

/** `debug(…)` of a module that is about logs, or what `debug('name')` made. */
function isLogFunction(callee: ts.Identifier, context: CodeContext): boolean {
	if (!LEVEL.test(callee.text)) return false;
	const declaration = declarationOf(callee.text, callee);
	if (declaration === undefined) return false;
	if (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration)) {
		const from = ts.findAncestor<ts.Node>(declaration, (outer) => ts.isImportDeclaration(outer));
		if (from === undefined || !ts.isImportDeclaration(from) || !ts.isStringLiteral(from.moduleSpecifier)) return false;
		return LOG_MODULE.test(from.moduleSpecifier.text) && !keepsRecords(callee, context);
	}
	if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
	return /^(?:debug|createDebug|Debug|makeDebug|debugFactory|require\(['"]debug['"]\))\(/.test(declaration.initializer.getText(context.module.sourceFile));
}

/** `logJob(…)` of the repository that has to be waited for writes to a store: logs are not waited for. */
function keepsRecords(callee: ts.Identifier, context: CodeContext): boolean {
	const work = workOfValue(evaluate(callee, context.frame));
	return work !== undefined && ts.canHaveModifiers(work.node) && (ts.getModifiers(work.node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

function spanSink(node: ts.CallExpression): Sink {
	const [first, second] = node.arguments;
	if (second !== undefined && first !== undefined && ts.isStringLiteralLike(first)) return { kind: 'span', node, values: [second], key: first.text };
	return { kind: 'span', node, values: node.arguments };
}

function metricSink(node: ts.CallExpression, on: ts.Expression): Sink | undefined {
	if (!METRIC_NAME.test(on.getText())) return undefined;
	const values = node.arguments.filter((argument) => ts.isObjectLiteralExpression(argument) || (calleeName(node) === 'labels' && !ts.isObjectLiteralExpression(argument)));
	return values.length === 0 ? undefined : { kind: 'metric', node, values };
}

/** The message of an error: text with values in it. What else it is given is for the code that catches it. */
function errorSink(node: ts.NewExpression): Sink | undefined {
	const name = lastName(node.expression);
	if (!ERROR_CLASS.test(name)) return undefined;
	const values = (node.arguments ?? []).flatMap((argument) => (ts.isObjectLiteralExpression(argument) ? messagesOf(argument) : isText(argument) ? [argument] : []));
	return values.length === 0 ? undefined : { kind: 'error', node, values };
}

function messagesOf(options: ts.ObjectLiteralExpression): ts.Expression[] {
	return options.properties.flatMap((property) => (ts.isPropertyAssignment(property) && property.name.getText() === 'message' && isText(property.initializer) ? [property.initializer] : []));
}

function isText(node: ts.Expression): boolean {
	return ts.isTemplateExpression(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) || (ts.isCallExpression(node) && calleeName(node) === 'stringify');
}
