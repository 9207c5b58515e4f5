import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Site, calleeName, option, packagesOf, receiver, textOf, workOf, workOfValue } from './site.ts';
import { lastName } from '../last-name.ts';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all', 'opts']);
const ROUTERS: Readonly<Record<string, string>> = {
	express: 'express',
	'express-promise-router': 'express',
	koa: 'koa',
	'koa-router': 'koa',
	'@koa/router': 'koa',
	hono: 'hono',
	'@hono/zod-openapi': 'hono',
	fastify: 'fastify',
	restify: 'restify',
	'@hapi/hapi': 'hapi',
	itty: 'itty-router',
	'itty-router': 'itty-router',
	'find-my-way': 'find-my-way',
	polka: 'polka',
};
const NAMED_LIKE_A_ROUTER = /^(?:app|server|fastify|router|routes?|api|web|instance)$|(?:Router|Routes|App|Server)$/;
const NAMES = ['express', 'fastify', 'koa', 'hono', 'restify', '@hapi/hapi', 'next'];

/** `app.post('/orders', handler)`, `router.route('/a').get(handler)`, `server.route({ … })`, tRPC procedures. */
export function routeSite(node: ts.CallExpression, context: CodeContext): Site | undefined {
	const method = calleeName(node);
	const on = receiver(node);
	if (method === undefined || on === undefined) return undefined;
	if (method === 'route') return declaredRoute(node, on, context);
	if (method === 'query' || method === 'mutation') return procedure(node, on, method, context);
	if (METHODS.has(method)) return methodRoute(node, on, method, context);
	return undefined;
}

function methodRoute(node: ts.CallExpression, on: ts.Expression, method: string, context: CodeContext): Site | undefined {
	const chained = ts.isCallExpression(on) && calleeName(on) === 'route' ? on : undefined;
	const [path] = (chained ?? node).arguments;
	const handler = node.arguments.at(-1);
	if (path === undefined || handler === undefined || (chained === undefined && node.arguments.length < 2)) return undefined;
	const framework = frameworkOf(chained === undefined ? on : (receiver(chained) ?? on), path, context);
	if (framework === undefined) return undefined;
	const work = workOf(handler, context);
	// `cache.get('/key', options)`: the last argument of a route is never data.
	if (work === undefined && (ts.isObjectLiteralExpression(handler) || ts.isLiteralExpression(handler))) return undefined;
	return { kind: 'http', framework, route: `${verb(method)} ${textOf(path, context.frame)}`.trim(), node, until: chained === undefined ? path : node.expression, work };
}

function verb(method: string): string {
	return method === 'del' ? 'DELETE' : method === 'opts' ? 'OPTIONS' : method.toUpperCase();
}

/** The framework of a router: by where it comes from, or, for an untyped parameter, by its name and the shape of the call. */
export function frameworkOf(on: ts.Expression, path: ts.Expression | undefined, context: CodeContext): string | undefined {
	const packages = packagesOf(evaluate(on, context.frame));
	const known = packages.map((name) => ROUTERS[name]).find((name) => name !== undefined);
	if (known !== undefined || packages.length > 0) return known;
	const name = lastName(on);
	if (!NAMED_LIKE_A_ROUTER.test(name)) return undefined;
	if (path !== undefined && ts.isStringLiteralLike(path) && !/^[/*]/.test(path.text)) return undefined;
	const framework = NAMES.find((candidate) => context.profile.frameworks.includes(candidate));
	return framework === undefined ? undefined : (ROUTERS[framework] ?? framework);
}

/** fastify and hapi: `server.route({ method, path | url, handler })`. */
function declaredRoute(node: ts.CallExpression, on: ts.Expression, context: CodeContext): Site | undefined {
	const [argument] = node.arguments;
	if (argument === undefined || ts.isStringLiteralLike(argument)) return undefined;
	const framework = frameworkOf(on, undefined, context);
	if (framework !== 'fastify' && framework !== 'hapi') return undefined;
	const method = option(argument, 'method', context.frame);
	const path = option(argument, 'url', context.frame) ?? option(argument, 'path', context.frame);
	const known = (value: typeof method): string => (value?.kind === 'literal' && typeof value.value === 'string' ? value.value : '');
	const url = known(option(argument, 'path', context.frame)) || known(path);
	return { kind: 'http', framework, route: `${known(method)} ${url}`.trim(), node, until: node.expression, work: workOfValue(option(argument, 'handler', context.frame)) };
}

/** `list: publicProcedure.input(…).query(async () => …)`. */
function procedure(node: ts.CallExpression, on: ts.Expression, method: string, context: CodeContext): Site | undefined {
	const [handler] = node.arguments;
	if (handler === undefined || !context.profile.frameworks.includes('@trpc/server') || !ts.isPropertyAssignment(node.parent)) return undefined;
	if (!/procedure/i.test(rootOf(on))) return undefined;
	const name = node.parent.name.getText(context.module.sourceFile);
	return { kind: 'http', framework: 'trpc', route: `${method} ${name}`, node: node.parent, until: node.parent.name, work: workOf(handler, context) };
}

/** The name at the start of a chain. */
function rootOf(node: ts.Expression): string {
	let inner = node;
	while (ts.isCallExpression(inner) || (ts.isPropertyAccessExpression(inner) && !/procedure/i.test(inner.name.text))) inner = inner.expression;
	if (ts.isPropertyAccessExpression(inner)) return inner.name.text;
	return ts.isIdentifier(inner) ? inner.text : '';
}
