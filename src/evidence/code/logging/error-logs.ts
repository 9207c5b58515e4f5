import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { ErrorLog } from '../../facts/logging.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { evaluate } from '../value/evaluate.ts';
import type { Value } from '../value/value.ts';
import { subjectOf } from '../subject.ts';
import { errorUse, isCaught, isErrorName } from './error-names.ts';
import { type LoggerUse, bare, loggerUse } from './loggers.ts';
import { messageOf } from './message.ts';
import { passable } from './pass-error.ts';

/** Loggers of libraries that take an error as it is and keep its stack. */
const TAKE_OBJECTS: ReadonlySet<string> = new Set(['pino', 'fastify', 'bunyan', 'winston', 'consola', 'tslog', 'log4js', 'roarr', 'powertools', 'loglevel', 'console', 'signale']);
const ALARMS = /^(?:warn|warning|error|fatal|critical|alert|emerg)$/;
const MAX_NAME = 60;

/** The `errorLogs` of a file: log lines that tell of an error, and how much of it they keep. */
export function errorLogs(context: CodeContext): ErrorLog[] {
	return context.nodesOf(ts.isCallExpression).flatMap((node) => {
		const use = loggerUse(node, context);
		const found = use === undefined ? undefined : errorIn(node, use, context);
		if (use === undefined || found === undefined) return [];
		const entry = entryOf(node, context);
		const takesObject = takes(use, context);
		const passes = (found.how === 'text' || found.how === 'misplaced') && takesObject === 'yes' && passable(node, use, context) !== undefined;
		return [
			{
				at: context.places.at(node),
				subject: subjectOf(node),
				...(entry === undefined ? {} : { entry }),
				logger: use.logger,
				level: use.level,
				...found,
				takesObject,
				alsoGoes: goesElsewhere(node, found.error, context),
				...(passes ? { fix: { name: 'pass-error' } } : {}),
			} satisfies ErrorLog,
		];
	});
}

function errorIn(node: ts.CallExpression, use: LoggerUse, context: CodeContext): Pick<ErrorLog, 'how' | 'via' | 'error'> | undefined {
	const whole = errorUse(node);
	if (whole === 'object') return { how: isMisplaced(node, use, context) ? 'misplaced' : 'object', via: '', error: namedError(node) ?? 'error' };
	if (whole === 'text') {
		const text = textOf(node);
		if (text === undefined || tellsWhatIsWrong(text)) return undefined;
		return { how: keepsStack(node) ? 'object' : 'text', via: keepsStack(node) ? '' : viaOf(text), error: text.getText() };
	}
	const made = textInVariable(node);
	if (made !== undefined) return { how: 'text', via: viaOf(made), error: made.text };
	const caught = ALARMS.test(use.level) ? caughtAround(node) : undefined;
	return caught === undefined ? undefined : { how: 'none', via: '', error: caught.text };
}

/** `{ message: err.message, stack: err.stack }`: all that matters is there. */
function keepsStack(node: ts.CallExpression): boolean {
	return node.arguments.some((argument) => /\.stack\b|(?:describe|serialize|format|normalize|flatten)\w*Err|[eE]rrorTo(?:Object|Fields|Log)/.test(argument.getText()));
}

/** `error.issues` of a validation: the findings are the point, not the stack. */
function tellsWhatIsWrong(error: ts.Identifier): boolean {
	return ts.isPropertyAccessExpression(error.parent) && error.parent.expression === error && /^(?:issues|errors|format|flatten|details|inner|validationErrors)$/.test(error.parent.name.text);
}

/** The name of the error where it is turned into text. */
function textOf(node: ts.CallExpression): ts.Identifier | undefined {
	let found: ts.Identifier | undefined;
	const visit = (inner: ts.Node): void => {
		if (found !== undefined || ts.isFunctionLike(inner)) return;
		if (ts.isIdentifier(inner) && isErrorName(inner) && !isKey(inner)) found = inner;
		else ts.forEachChild(inner, visit);
	};
	for (const argument of node.arguments) visit(argument);
	return found;
}

/** `const reason = JSON.stringify(err); logger.error(`failed: ${reason}`)`: the text was made before. */
function textInVariable(node: ts.CallExpression): ts.Identifier | undefined {
	let found: ts.Identifier | undefined;
	const visit = (inner: ts.Node): void => {
		if (found !== undefined || ts.isFunctionLike(inner)) return;
		if (ts.isIdentifier(inner) && !isKey(inner)) found = errorMadeText(inner);
		if (found === undefined) ts.forEachChild(inner, visit);
	};
	for (const argument of node.arguments) visit(argument);
	return found;
}

/** The error that a local variable is a text of. */
function errorMadeText(name: ts.Identifier): ts.Identifier | undefined {
	const declaration = declarationOf(name.text, name);
	if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
	const { initializer } = declaration;
	if (!/\.message\b|\bString\(|stringify\(|\.toString\(\)|[eE]rrorMessage\(/.test(initializer.getText())) return undefined;
	const error = errorWithin(initializer);
	return error !== undefined && isCaughtHere(error, name) ? error : undefined;
}

/** Caught, or a parameter, of a function that the log line stands in as well. */
function isCaughtHere(error: ts.Identifier, at: ts.Node): boolean {
	const declaration = declarationOf(error.text, error);
	return declaration !== undefined && declarationOf(error.text, at) === declaration;
}

function errorWithin(root: ts.Node): ts.Identifier | undefined {
	if (ts.isIdentifier(root)) return isErrorName(root) && !isKey(root) ? root : undefined;
	return ts.forEachChild(root, errorWithin);
}

function isKey(node: ts.Identifier): boolean {
	return (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) || (ts.isPropertyAssignment(node.parent) && node.parent.name === node);
}

/** How an error became text, from the inside out. */
function viaOf(error: ts.Identifier): ErrorLog['via'] {
	for (let node: ts.Node = error; !ts.isStatement(node); node = node.parent) {
		const { parent } = node;
		if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return parent.name.text === 'toString' ? 'string' : 'message';
		if (ts.isTemplateSpan(parent) || (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken)) return 'template';
		if (ts.isCallExpression(parent) && parent.expression !== node) {
			const callee = parent.expression.getText();
			return /stringify/i.test(callee) ? 'json' : /inspect|format/.test(callee) ? 'inspect' : callee === 'String' ? 'string' : 'message';
		}
	}
	return 'message';
}

function namedError(node: ts.CallExpression): string | undefined {
	const text = textOf(node)?.text;
	return text === undefined || text.length > MAX_NAME ? undefined : text;
}

/** What was caught by the clause or callback that a log line stands in, and is not named in it. */
function caughtAround(node: ts.Node): ts.Identifier | undefined {
	for (let outer: ts.Node = node.parent; !ts.isSourceFile(outer); outer = outer.parent) {
		if (ts.isCatchClause(outer)) {
			const name = outer.variableDeclaration?.name;
			return name !== undefined && ts.isIdentifier(name) && !name.text.startsWith('_') ? name : undefined;
		}
		if (ts.isFunctionLike(outer)) {
			const name = outer.parameters[0]?.name;
			return name !== undefined && ts.isIdentifier(name) && !name.text.startsWith('_') && isCaught(name) ? name : undefined;
		}
	}
	return undefined;
}

/**
 * pino drops what stands behind a message without a `%`; winston takes an object in front as the message.
 * Sources: pino's API documentation on `logger.info([mergingObject], [message], [...interpolationValues])`; winston's README on `logger.log`.
 */
function isMisplaced(node: ts.CallExpression, use: LoggerUse, context: CodeContext): boolean {
	const [first, second] = node.arguments;
	if (first === undefined || second === undefined) return false;
	if (use.logger === 'pino' || use.logger === 'fastify') {
		const message = bare(first);
		const text = ts.isStringLiteralLike(message) || ts.isTemplateExpression(message);
		return text && !message.getText().includes('%') && isPlainPino(evaluate(use.receiver, context.frame), 0);
	}
	if (use.logger !== 'winston' || !ts.isObjectLiteralExpression(first)) return false;
	return messageOf(node).node === second && !first.properties.some((property) => property.name?.getText() === 'message');
}

/** Made by pino itself, without a hook that could set the arguments right. */
function isPlainPino(value: Value, depth: number): boolean {
	if (depth > 6) return false;
	switch (value.kind) {
		case 'package':
			return value.name === 'pino';
		case 'member':
			return isPlainPino(value.of, depth + 1);
		case 'typed':
			return isPlainPino(value.type, depth + 1);
		case 'result':
			return isPlainPino(value.of, depth + 1) && value.call.arguments.every((argument) => ts.isObjectLiteralExpression(argument) && !/\bhooks\b|\.\.\./.test(argument.getText()));
		default:
			return false;
	}
}

const shown = new WeakMap<CodeContext, Map<string, boolean>>();

function takes(use: LoggerUse, context: CodeContext): ErrorLog['takesObject'] {
	if (TAKE_OBJECTS.has(use.logger)) return 'yes';
	return takesHere(use.receiver.getText(context.module.sourceFile), context) ? 'yes' : 'unknown';
}

/** Does the file itself hand errors to this logger as they are? */
function takesHere(receiver: string, context: CodeContext): boolean {
	const known = shown.get(context) ?? new Map<string, boolean>();
	shown.set(context, known);
	const before = known.get(receiver);
	if (before !== undefined) return before;
	const found = context.nodesOf(ts.isCallExpression).some((node) => ts.isPropertyAccessExpression(node.expression) && node.expression.expression.getText() === receiver && loggerUse(node, context) !== undefined && errorUse(node) === 'object');
	known.set(receiver, found);
	return found;
}

/** In the same handler, the error is thrown on, handed to something, or logged whole: this line may be short. */
function goesElsewhere(node: ts.CallExpression, name: string, context: CodeContext): boolean {
	const body = ts.findAncestor(node, (outer) => ts.isCatchClause(outer) || ts.isFunctionLike(outer));
	if (body === undefined) return false;
	let found = false;
	const visit = (inner: ts.Node): void => {
		if (found || inner === node) return;
		if (ts.isThrowStatement(inner)) found = mentionsWhole(inner.expression, name);
		else if (ts.isCallExpression(inner) && inner.arguments.some((argument) => mentionsWhole(argument, name))) {
			const use = loggerUse(inner, context);
			found = use === undefined ? !/^(?:String|inspect)$|stringify|^is[A-Z]|\.is[A-Z]|instanceof/.test(inner.expression.getText()) : errorUse(inner) === 'object';
		}
		if (!found) ts.forEachChild(inner, visit);
	};
	visit(ts.isCatchClause(body) ? body.block : body);
	return found;
}

/** `error`, `{ error }`, `new Wrapped('…', { cause: error })`. */
function mentionsWhole(node: ts.Expression, name: string): boolean {
	if (ts.isIdentifier(node)) return node.text === name;
	if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return mentionsWhole(node.expression, name);
	if (ts.isNewExpression(node)) return (node.arguments ?? []).some((argument) => mentionsWhole(argument, name));
	if (!ts.isObjectLiteralExpression(node)) return false;
	return node.properties.some((property) => (ts.isShorthandPropertyAssignment(property) ? property.name.text === name : ts.isPropertyAssignment(property) && mentionsWhole(property.initializer, name)));
}
