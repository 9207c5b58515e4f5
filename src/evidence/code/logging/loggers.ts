import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Value, alternatives } from '../value/value.ts';

/** Method names that write a log line. `log` counts on the console and on things called a logger. */
const LEVELS: ReadonlySet<string> = new Set([
	'trace', 'debug', 'verbose', 'silly', 'info', 'http', 'notice', 'log', 'dir', 'table', 'warn', 'warning', 'error', 'fatal', 'critical', 'alert', 'emerg', 'success',
]);
const CONSOLE_LEVELS: ReadonlySet<string> = new Set(['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table']);

/** Packages whose export, or what it makes, is a logger; the name is what a person calls it. */
const LIBRARIES: ReadonlyMap<string, string> = new Map([
	['pino', 'pino'],
	['pino-http', 'pino'],
	['express-pino-logger', 'pino'],
	['nestjs-pino', 'nest'],
	['@nestjs/common', 'nest'],
	['winston', 'winston'],
	['bunyan', 'bunyan'],
	['log4js', 'log4js'],
	['tslog', 'tslog'],
	['consola', 'consola'],
	['loglevel', 'loglevel'],
	['signale', 'signale'],
	['roarr', 'roarr'],
	['@logtape/logtape', 'logtape'],
	['next-axiom', 'custom'],
	['firebase-functions', 'custom'],
	['firebase-functions/logger', 'custom'],
	['@aws-lambda-powertools/logger', 'powertools'],
	['fastify', 'fastify'],
]);
/** Reporters of errors: they have levels too, and are no log. */
const NOT_A_LOGGER = /^(?:@sentry\/|posthog|@bugsnag\/|rollbar|toast|react-hot-toast|sonner)/;

const LOGGER_NAME = /^[_#$]*(?:log|logger|logging)\d?$|[a-z\d](?:Logger)$|^[A-Z_]*LOG(?:GER)?$|^Log(?:ger)?$/;
const LOGGER_MAKER = /(?:^|\.)(?:get|create|use|make|new|with|child)?\w*(?:Logger|Log)$/;
/** What hands a logger on with more context. */
const DERIVES: ReadonlySet<string> = new Set(['child', 'with', 'withContext', 'withTag', 'withMetadata', 'getSubLogger', 'extend', 'scope', 'bindings']);

export interface LoggerUse {
	/** `console`, `pino`, `winston` … or `custom`. */
	readonly logger: string;
	readonly level: string;
	readonly receiver: ts.Expression;
}

/** The logger that a call writes to; undefined when the call is no log call. */
export function loggerUse(node: ts.Node, context: Pick<CodeContext, 'frame' | 'profile'>): LoggerUse | undefined {
	if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
	const level = node.expression.name.text;
	if (!LEVELS.has(level)) return undefined;
	const receiver = bare(node.expression.expression);
	if (isConsole(receiver)) return CONSOLE_LEVELS.has(level) ? { logger: 'console', level, receiver } : undefined;
	const named = isLoggerName(receiver);
	// An HTTP client has no `info`; a thing with any other name must be known to be a logger.
	if (!named && !mayBeLogger(receiver)) return undefined;
	const logger = libraryOf(evaluate(receiver, context.frame), context) ?? (named ? 'custom' : undefined);
	return logger === undefined || logger === 'none' ? undefined : { logger, level, receiver };
}

/** Without `?.`, `!` and parentheses. */
export function bare(node: ts.Expression): ts.Expression {
	return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) ? bare(node.expression) : node;
}

function isConsole(receiver: ts.Expression): boolean {
	if (ts.isIdentifier(receiver)) return receiver.text === 'console' && declarationOf('console', receiver) === undefined;
	return ts.isPropertyAccessExpression(receiver) && receiver.name.text === 'console' && ts.isIdentifier(receiver.expression) && /^(?:globalThis|global|window)$/.test(receiver.expression.text);
}

/** `logger`, `request.log`, `this.authLogger`, `getLogger('x')`, `c.get('logger')`, `logger.child({ … })`. */
function isLoggerName(receiver: ts.Expression): boolean {
	if (ts.isIdentifier(receiver)) return LOGGER_NAME.test(receiver.text);
	if (ts.isPropertyAccessExpression(receiver)) return LOGGER_NAME.test(receiver.name.text);
	if (!ts.isCallExpression(receiver)) return false;
	const callee = receiver.expression;
	const [argument] = receiver.arguments;
	if (argument !== undefined && ts.isStringLiteralLike(argument) && /^(?:log|logger)$/i.test(argument.text)) return true;
	if (ts.isIdentifier(callee)) return LOGGER_MAKER.test(callee.text);
	if (!ts.isPropertyAccessExpression(callee)) return false;
	return DERIVES.has(callee.name.text) ? isLoggerName(bare(callee.expression)) : /^(?:get|create|use)\w*Log(?:ger)?$/.test(callee.name.text);
}

/** Names that a logger of a known library may go by: evaluated only when the file could have one. */
function mayBeLogger(receiver: ts.Expression): boolean {
	return ts.isIdentifier(receiver) && /^(?:consola|winston|pino|bunyan|signale|l|lg|reporter)$/.test(receiver.text);
}

/** The library behind a value; `none` when it is known to be something else. */
function libraryOf(value: Value, context: Pick<CodeContext, 'profile'>, depth = 0): string | undefined {
	if (depth > 8) return undefined;
	switch (value.kind) {
		case 'package':
			return packageLogger(value.name);
		case 'global':
			// `Math.log`: a global that is not the console.
			return 'none';
		case 'result':
		case 'instance':
			return libraryOf(value.of, context, depth + 1);
		case 'typed':
			return libraryOf(value.type, context, depth + 1);
		case 'member':
			return memberLogger(value, context, depth);
		case 'either':
			return alternatives(value).map((option) => libraryOf(option, context, depth + 1)).find((found) => found !== undefined && found !== 'none');
		default:
			return undefined;
	}
}

function packageLogger(name: string): string | undefined {
	if (NOT_A_LOGGER.test(name)) return 'none';
	return LIBRARIES.get(name);
}

function memberLogger(value: Extract<Value, { kind: 'member' }>, context: Pick<CodeContext, 'profile'>, depth: number): string | undefined {
	// `request.log` and `app.log` of a framework that brings its logger along.
	if (value.name === 'log') {
		if (context.profile.frameworks.includes('fastify')) return 'fastify';
		if (context.profile.loggers.some((name) => name.includes('pino'))) return 'pino';
	}
	if (value.of.kind === 'unknown' || value.of.kind === 'parameter') return undefined;
	const owner = libraryOf(value.of, context, depth + 1);
	return owner === 'none' ? undefined : owner;
}
