import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { importedFrom } from '../handling/imported.ts';
import { frameworkOf } from '../handling/routes.ts';
import { calleeName, option, packagesOf, receiver } from '../handling/site.ts';
import { enclosingFunction } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Value, alternatives } from '../value/value.ts';
import type { Found } from './handovers.ts';
import { idsIn, mentionsId } from './mentions.ts';
import { isIdName } from './names.ts';

const FURNISHES = new Set(['use', 'register', 'addHook', 'onRequest', 'ext']);
const MAKERS: Readonly<Record<string, string>> = { express: 'express', fastify: 'fastify', hono: 'hono', koa: 'koa', restify: 'restify', '@hapi/hapi': 'hapi', '@nestjs/core': 'nestjs' };
/** Middleware packages that give a request its id. Sources: their READMEs. */
const CARRIERS = /request-?id|requestid|correlation|rtracer|cls-|pino-http|koa-pino-logger|express-pino-logger|hono-pino|request-context|http-context/;
/** Names under which projects make their server; only these calls are followed. */
const FACTORY = /^build(?:[A-Z]\w*)?$|(?:^|[a-z])(?:[Aa]pp|[Ss]erver|[Ff]astify)(?![a-z])|^initiali[sz]e$/;
/** A hono instance is a server where it is served; elsewhere it is the routes of one, as an express router is. */
const SERVED = /\.fetch\b|\b(?:serve|handle)\s*\(|\.fire\s*\(/;
const OPTIONS = ['requestIdHeader', 'genReqId', 'requestIdLogLabel'];

interface App {
	readonly first: ts.Node;
	/** The last statement about it in the same function. */
	last: ts.Node;
	readonly framework: string;
	readonly ids: string[];
	hidden: boolean;
	made: boolean;
}

/** Set-ups of servers: where one is made, and where middleware is put on it, per function and variable. */
export function apps(context: CodeContext): Found[] {
	if (!context.profile.frameworks.some((name) => Object.hasOwn(MAKERS, name))) return [];
	const found = new Map<string, App>();
	for (const node of context.nodes) {
		if (ts.isCallExpression(node)) furnished(node, found, context);
		if (ts.isCallExpression(node) || ts.isNewExpression(node)) made(node, found, context);
		if (ts.isCallExpression(node)) extend(node, found, context);
	}
	return [...found.values()].map(({ first, last, framework, ids, hidden, made: isMade }) => ({
		kind: 'app',
		name: framework,
		node: first,
		last,
		state: ids.length > 0 ? 'passed' : hidden ? 'unknown' : 'absent',
		ids,
		made: isMade,
	}));
}

function furnished(node: ts.CallExpression, found: Map<string, App>, context: CodeContext): void {
	const on = receiver(node);
	if (on === undefined || !FURNISHES.has(calleeName(node) ?? '')) return;
	const framework = frameworkOf(on, undefined, context);
	if (framework === undefined) return;
	const app = appOf(on.getText(context.module.sourceFile), framework, node, found);
	const [path] = node.arguments;
	// What is mounted below a path is a part of the service, not what every request passes.
	if (path !== undefined && ts.isStringLiteralLike(path) && path.text.length > 1) return;
	for (const argument of node.arguments) {
		const carrier = carrierOf(argument, framework, context);
		if (carrier === 'unknown') app.hidden = true;
		else if (carrier !== undefined) app.ids.push(carrier);
	}
}

function appOf(variable: string, framework: string, node: ts.CallExpression | ts.NewExpression, found: Map<string, App>): App {
	const key = keyOf(variable, node);
	const app = found.get(key) ?? { first: node.expression, last: node, framework, ids: [], hidden: false, made: false };
	found.set(key, app);
	return app;
}

function keyOf(variable: string, node: ts.Node): string {
	return `${enclosingFunction(node)?.pos ?? -1} ${variable}`;
}

/** What in a middleware argument carries an id; `unknown` for what we cannot look into; undefined for what does not. */
function carrierOf(argument: ts.Expression, framework: string, context: CodeContext): string | undefined {
	if (ts.isStringLiteralLike(argument) || ts.isRegularExpressionLiteral(argument) || ts.isObjectLiteralExpression(argument)) return undefined;
	const [named] = idsIn([argument]);
	if (named !== undefined) return named;
	const source = importedFrom(argument);
	if (source !== undefined && (CARRIERS.test(source) || isIdName(source.split('/').at(-1) ?? ''))) return source;
	// fastify gives every request an id by itself: a hook or plugin that mentions it only uses it.
	if (framework === 'fastify') return undefined;
	const value = evaluate(argument, context.frame);
	return packagesOf(value).length > 0 ? undefined : carriedBy(value);
}

function carriedBy(value: Value): string | undefined {
	for (const candidate of alternatives(value)) {
		if (candidate.kind === 'function' || candidate.kind === 'class') {
			const id = mentionsId(candidate.node);
			if (id !== undefined) return id;
		} else if (candidate.kind === 'namespace') {
			const id = mentionsId(candidate.module.sourceFile);
			if (id !== undefined) return id;
		} else if (candidate.kind !== 'literal' && candidate.kind !== 'object') return 'unknown';
	}
	return undefined;
}

function made(node: ts.CallExpression | ts.NewExpression, found: Map<string, App>, context: CodeContext): void {
	const framework = directly(node, context) ?? byFactory(node, context);
	if (framework === undefined) return;
	const app = appOf(variableOf(node) ?? `made at ${node.pos}`, framework.name, node, found);
	app.made = framework.name !== 'hono' || SERVED.test(context.module.sourceFile.text);
	app.ids.push(...framework.ids);
	if (framework.hidden) app.hidden = true;
}

function variableOf(node: ts.Node): string | undefined {
	let holder = node.parent;
	while (ts.isAwaitExpression(holder) || ts.isAsExpression(holder) || ts.isParenthesizedExpression(holder)) holder = holder.parent;
	return ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) ? holder.name.text : undefined;
}

/** Any call on the server, `app.disable('x-powered-by')`, belongs to its set-up. */
function extend(node: ts.CallExpression, found: Map<string, App>, context: CodeContext): void {
	const on = receiver(node);
	if (on === undefined || !ts.isIdentifier(on)) return;
	const app = found.get(keyOf(on.getText(context.module.sourceFile), node));
	if (app !== undefined && node.end > app.last.end) app.last = node;
}

interface Made {
	readonly name: string;
	readonly ids: readonly string[];
	readonly hidden: boolean;
}

/** `express()`, `fastify({ … })`, `new Hono()`. */
function directly(node: ts.CallExpression | ts.NewExpression, context: CodeContext): Made | undefined {
	const source = importedFrom(node.expression);
	if (source === undefined || !Object.hasOwn(MAKERS, source)) return undefined;
	const callee = evaluate(node.expression, context.frame);
	if (callee.kind !== 'package' || !Object.hasOwn(MAKERS, callee.name)) return undefined;
	const name = MAKERS[callee.name];
	const [member] = callee.path.filter((part) => part !== 'default');
	if (name === undefined || (member !== undefined && !/^(?:fastify|Fastify|Hono|Koa|createServer|server|Server|create)$/.test(member))) return undefined;
	return { name, ...optionIds(node.arguments?.[0], context.frame) };
}

/** `buildApp({ requestIdHeader })`: a function of the repository that makes the server from what it is given. */
function byFactory(node: ts.CallExpression | ts.NewExpression, context: CodeContext): Made | undefined {
	if (!ts.isCallExpression(node) || !FACTORY.test(calleeName(node) ?? '')) return undefined;
	const server = alternatives(evaluate(node, context.frame)).find((value) => value.kind === 'result' && value.call !== node);
	if (server?.kind !== 'result' || server.of.kind !== 'package' || !Object.hasOwn(MAKERS, server.of.name)) return undefined;
	const name = MAKERS[server.of.name];
	return name === undefined ? undefined : { name: `${name} via ${calleeName(node) ?? ''}`, ...optionIds(server.call.arguments[0], server.frame) };
}

function optionIds(argument: ts.Node | undefined, frame: CodeContext['frame']): Omit<Made, 'name'> {
	if (argument === undefined || !ts.isExpression(argument)) return { ids: [], hidden: false };
	const objects = alternatives(evaluate(argument, frame)).filter((value) => value.kind === 'object');
	const ids = OPTIONS.filter((name) => {
		const value = option(argument, name, frame);
		return value !== undefined && !(value.kind === 'literal' && (value.value === undefined || value.value === false));
	});
	return { ids, hidden: objects.length === 0 };
}
