import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { LogCall } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { bare } from './loggers.ts';

const REQUEST_PARAMETER = /^_?(?:req|request)$/;
const CONTEXT_PARAMETER = /^(?:c|ctx|context)$/;
const LOGGER_PARAMETER = /^(?:log|logger|requestLogger|reqLogger|childLogger)$/;
/** Something in the repository puts a logger on every request. */
const GIVES_REQUEST_LOG: ReadonlySet<string> = new Set(['fastify', 'pino-http', 'nestjs-pino', 'express-pino-logger', 'restify', 'hono-pino', 'koa-pino-logger']);

/** Is the logger of a call bound to the request, or the module's own although a bound one is at hand? */
export function scopeOf(receiver: ts.Expression, isConsole: boolean, context: CodeContext): Pick<LogCall, 'scope' | 'requestLogger'> {
	if (!isConsole && isRequestBound(receiver)) return { scope: 'request' };
	const requestLogger = requestLoggerAt(receiver, context);
	if (requestLogger === undefined) return { scope: 'unknown' };
	return { scope: isConsole || isModuleLevel(receiver) ? 'root' : 'unknown', requestLogger };
}

/** A request-bound logger that code at this place could use, by its name. */
export function requestLoggerAt(node: ts.Node, context: CodeContext): string | undefined {
	for (let inner: ts.Node | undefined = node; inner !== undefined; inner = inner.parent) {
		const local = ts.isBlock(inner) ? localChild(inner, node) : undefined;
		if (local !== undefined) return local;
		if (!ts.isFunctionLike(inner)) continue;
		for (const parameter of inner.parameters) {
			const found = offered(parameter, context);
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

/** `const log = logger.child({ … })` in the function, before the place. */
function localChild(block: ts.Block, before: ts.Node): string | undefined {
	if (!ts.isFunctionLike(block.parent) && !ts.isTryStatement(block.parent)) return undefined;
	for (const statement of block.statements) {
		if (statement.end > before.pos) return undefined;
		if (!ts.isVariableStatement(statement)) continue;
		for (const { name, initializer } of statement.declarationList.declarations) {
			if (ts.isIdentifier(name) && initializer !== undefined && derives(initializer)) return name.text;
		}
	}
	return undefined;
}

function derives(initializer: ts.Expression): boolean {
	const call = bare(initializer);
	if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
	return /^(?:child|withContext|with)$/.test(call.expression.name.text) && call.arguments.some((argument) => ts.isObjectLiteralExpression(argument)) && /log/i.test(call.expression.expression.getText());
}

/** The bound logger that a parameter brings along. */
function offered(parameter: ts.ParameterDeclaration, context: CodeContext): string | undefined {
	if (ts.isObjectBindingPattern(parameter.name)) return destructured(parameter.name);
	if (!ts.isIdentifier(parameter.name)) return undefined;
	const name = parameter.name.text;
	if (LOGGER_PARAMETER.test(name)) return name;
	if (REQUEST_PARAMETER.test(name)) return ofRequest(name, parameter, context);
	return CONTEXT_PARAMETER.test(name) ? ofContext(name, context.module.sourceFile.text) : undefined;
}

/** `({ log }) => …` */
function destructured(pattern: ts.ObjectBindingPattern): string | undefined {
	const element = pattern.elements.find(({ name, dotDotDotToken }) => dotDotDotToken === undefined && ts.isIdentifier(name) && LOGGER_PARAMETER.test(name.text));
	return element !== undefined && ts.isIdentifier(element.name) ? element.name.text : undefined;
}

/** `req.log`, where the file uses it or a library of the package puts it there. */
function ofRequest(name: string, parameter: ts.ParameterDeclaration, context: CodeContext): string | undefined {
	const { profile, module } = context;
	const given = [...profile.requestContext, ...profile.loggers, ...profile.frameworks].some((library) => GIVES_REQUEST_LOG.has(library));
	// The Fetch API's own request carries nothing of the kind.
	if (module.sourceFile.text.includes(`${name}.log.`) || (given && parameter.type?.getText() !== 'Request')) return `${name}.log`;
	return module.sourceFile.text.includes(`${name}.logger.`) ? `${name}.logger` : undefined;
}

function ofContext(name: string, text: string): string | undefined {
	if (new RegExp(`\\b${name}\\.get\\(['"]logger['"]\\)`).test(text)) return `${name}.get('logger')`;
	const member = ['log', 'logger', 'var.logger'].find((candidate) => new RegExp(`\\b${name}\\.${candidate.replace('.', '\\.')}\\.\\w+\\(`).test(text));
	return member === undefined ? undefined : `${name}.${member}`;
}

function isRequestBound(receiver: ts.Expression): boolean {
	if (ts.isIdentifier(receiver)) return isHandedOver(receiver);
	if (ts.isCallExpression(receiver)) return ts.isPropertyAccessExpression(receiver.expression) && (derives(receiver) || /^(?:c|ctx|context)$/.test(receiver.expression.expression.getText()));
	if (!ts.isPropertyAccessExpression(receiver)) return false;
	return /^(?:_?req|_?request|reply|c|ctx|context|this\.(?:req|request|ctx|context)|c\.var|event\.context)$/.test(receiver.expression.getText());
}

/** A parameter, or a child made inside a function. */
function isHandedOver(receiver: ts.Identifier): boolean {
	const declaration = declarationOf(receiver.text, receiver);
	if (declaration === undefined) return false;
	if (ts.isParameter(declaration)) return true;
	if (ts.isBindingElement(declaration)) return ts.findAncestor(declaration, (node) => ts.isFunctionLike(node)) !== undefined;
	if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
	return ts.findAncestor(declaration, (node) => ts.isFunctionLike(node)) !== undefined && (derives(declaration.initializer) || /\b(?:req|request|c|ctx|context)\b/.test(declaration.initializer.getText()));
}

function isModuleLevel(receiver: ts.Expression): boolean {
	if (!ts.isIdentifier(receiver)) return false;
	const declaration = declarationOf(receiver.text, receiver);
	return declaration !== undefined && ts.findAncestor(declaration, (node) => ts.isFunctionLike(node) || ts.isClassLike(node)) === undefined;
}
