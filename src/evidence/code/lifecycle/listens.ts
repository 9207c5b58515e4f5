import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName, packagesOf, receiver } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';
import { lastName } from '../last-name.ts';

/** A server that begins to listen. */
export interface Listening {
	readonly node: ts.CallExpression | ts.NewExpression;
	readonly until: ts.Node;
	readonly framework: string;
	readonly name: string;
	/** What listens, where it has a name here. */
	readonly app: ts.Expression | undefined;
}

const SERVERS: readonly { readonly from: RegExp; readonly framework: string }[] = [
	{ from: /^express$|^express-promise-router$|^express-ws$/, framework: 'express' },
	{ from: /^fastify$/, framework: 'fastify' },
	{ from: /^koa$/, framework: 'koa' },
	{ from: /^@nestjs\/core$/, framework: 'nest' },
	{ from: /^node:https?$/, framework: 'http' },
	{ from: /^node:http2$/, framework: 'http2' },
	{ from: /^node:net$|^node:tls$/, framework: 'net' },
	{ from: /^restify$/, framework: 'restify' },
	{ from: /^polka$/, framework: 'polka' },
	{ from: /^hono$|^@hono\/node-server$/, framework: 'hono' },
	{ from: /^@hapi\/hapi$/, framework: 'hapi' },
	{ from: /^@apollo\/server/, framework: 'apollo' },
	{ from: /^@trpc\/server\/adapters\/standalone$/, framework: 'trpc' },
	{ from: /^elysia$/, framework: 'elysia' },
	{ from: /^ws$/, framework: 'ws' },
	{ from: /^@grpc\/grpc-js$/, framework: 'grpc' },
];
const NAMED = /^(?:app|server|httpServer|httpsServer|expressApp|api)$|(?:App|Server)$/;
const STARTS = /start|listen|serve|run|boot|main|init|launch|create\w*Server/i;

/** Calls of a file by which a server begins to listen, also inside a function of another file that is called here. */
export function listenings(context: CodeContext): Listening[] {
	const found: Listening[] = [];
	for (const node of context.nodesOf(ts.isCallExpression)) {
		const listening = listeningOf(node, context.frame, context.profile.frameworks);
		if (listening !== undefined) found.push(listening);
		else if (ts.isIdentifier(node.expression) && STARTS.test(node.expression.text)) found.push(...elsewhere(node, context));
	}
	return found;
}

/** Does this call make a server listen? */
export function listeningOf(node: ts.CallExpression, frame: Frame, frameworks: readonly string[]): Listening | undefined {
	const name = calleeName(node);
	if (name === 'serve' || name === 'startStandaloneServer') return served(node, name, frame);
	const app = receiver(node);
	if (app === undefined || name === undefined || !/^(?:listen|start|bindAsync)$/.test(name)) return undefined;
	const packages = packagesOf(evaluate(app, frame));
	const known = SERVERS.find(({ from }) => packages.some((candidate) => from.test(candidate)))?.framework;
	const called = lastName(app);
	const framework = known ?? (packages.length === 0 && NAMED.test(called) && isWebPackage(frameworks) ? (frameworks.find(isWeb) ?? 'http') : undefined);
	if (framework === undefined || !begins(name, framework)) return undefined;
	return { node, until: node.expression, framework, name: called || 'server', app };
}

/** Most servers `listen`; hapi starts, and gRPC binds. */
function begins(method: string, framework: string): boolean {
	if (method === 'bindAsync') return framework === 'grpc';
	return method === 'start' ? framework === 'hapi' : true;
}

const isWeb = (name: string): boolean => /^(?:express|fastify|koa|hono|@nestjs\/core|@hapi\/hapi|restify)$/.test(name);
const isWebPackage = (frameworks: readonly string[]): boolean => frameworks.some(isWeb);

/** `serve({ fetch: app.fetch })` of Hono, `Bun.serve`, `Deno.serve`. */
function served(node: ts.CallExpression, name: string, frame: Frame): Listening | undefined {
	const packages = packagesOf(evaluate(node.expression, frame));
	const known = SERVERS.find(({ from }) => packages.some((candidate) => from.test(candidate)));
	const runtime = /^(?:Bun|Deno)\.serve$/.test(node.expression.getText());
	if (known === undefined && !runtime) return undefined;
	return { node, until: node.expression, framework: known?.framework ?? 'http', name, app: undefined };
}

/** `await startServer(app)`, where the function is of another file and makes it listen. */
function elsewhere(node: ts.CallExpression, context: CodeContext): Listening[] {
	for (const value of alternatives(evaluate(node.expression, context.frame))) {
		if (value.kind !== 'function' || value.node.getSourceFile() === context.module.sourceFile) continue;
		for (const inner of nodesIn(value.node)) {
			const listening = ts.isCallExpression(inner) ? listeningOf(inner, value.frame, context.profile.frameworks) : undefined;
			if (listening !== undefined) return [{ ...listening, node, until: node.expression, name: calleeName(node) ?? listening.name, app: undefined }];
		}
	}
	return [];
}
