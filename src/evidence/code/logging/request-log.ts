import { ts } from '../../../parse/typescript/compiler.ts';
import type { Handler, Profile } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { reactionKind } from '../errors/calls.ts';
import { calledHere, nodesIn } from '../handling/calls.ts';
import { isRun } from '../handling/inert.ts';
import { landmarks } from '../handling/landmarks.ts';
import type { Site, Work } from '../handling/site.ts';
import { loggerUse } from './loggers.ts';

/** How far calls inside the file are followed from a handler. */
const MAX_FUNCTIONS = 30;
const REQUEST_LOGS: ReadonlySet<string> = new Set(['pino-http', 'nestjs-pino', 'fastify', 'hono-pino', 'morgan', 'express-winston', 'koa-logger', 'koa-morgan', 'koa-pino-logger', 'express-pino-logger', 'hono/logger']);
/** Log the failure of a handler by themselves. Sources: the error handling pages of Next.js, NestJS (`ExceptionsHandler`) and KafkaJS (`Consumer#Runner`). */
const TELL_FAILURES: ReadonlySet<string> = new Set(['next', 'nestjs', 'nestjs-schedule', 'kafkajs', 'lambda', 'trpc', 'graphql', 'pg-boss']);
/** In the set-up of a package: something writes a line for each request, or for each failure. */
const MIDDLEWARE = /\b(?:morgan|pinoHttp|expressWinston|requestLogger|httpLogger|loggerMiddleware|logRequests?|accessLog(?:ger)?|LoggingInterceptor|requestLogging\w*|logMiddleware|koaLogger|errorHandler|handleErrors?|errorMiddleware|onError|setErrorHandler|AllExceptionsFilter|setupExpressErrorHandler)\b|hono\/logger|koa-logger|['"]morgan['"]/;

/** Is there a log of what a handler does: of its own, by something in front of it, or by its framework when it fails? */
export function requestLogOf(site: Site, work: Work | undefined, context: CodeContext): Handler['requestLog'] {
	const { profile } = context;
	// What it hands on to a helper runs for it too: `async (job) => instrument({ name }, async () => { … })`.
	if ([work, site.work].some((own) => own !== undefined && logs(own, context))) return 'manual';
	if (site.kind === 'http' && (covered(site, profile) || setUp(context))) return 'auto';
	if (TELL_FAILURES.has(site.framework)) return 'auto';
	if (work === undefined || work.node.body === undefined || isWrapped(site, work)) return 'unknown';
	return site.kind !== 'http' && listensToFailures(context) ? 'auto' : 'absent';
}

function covered(site: Site, profile: Profile): boolean {
	return site.framework === 'fastify' || profile.loggers.some((name) => REQUEST_LOGS.has(name)) || profile.requestContext.some((name) => REQUEST_LOGS.has(name));
}

const set = new WeakMap<object, boolean>();

/** Does the package's set-up, or the file itself, put a log in front of its handlers? */
function setUp(context: CodeContext): boolean {
	if (MIDDLEWARE.test(context.module.sourceFile.text)) return true;
	const manifest = context.module.codebase.packages.owner(context.module.path);
	if (manifest === undefined) return false;
	const known = set.get(manifest) ?? landmarks(context.module.codebase, manifest).some((text) => MIDDLEWARE.test(text));
	set.set(manifest, known);
	return known;
}

/** `withTracing(handler)`: what stands around a handler may log. */
function isWrapped(site: Site, work: Work): boolean {
	const { parent } = work.node;
	return ts.isCallExpression(parent) && parent !== site.node && parent.expression !== work.node;
}

const FAILURES = /^(?:failed|error|stalled|processing_error|timeout_error|crash)$/;

/** `worker.on('failed', (job, error) => …)`, `queue.on('error', …)`, in code that somebody runs. */
function listensToFailures(context: CodeContext): boolean {
	const { text } = context.module.sourceFile;
	if (/@OnWorkerEvent|@OnQueueFailed|onFailed|onError/.test(text)) return true;
	return /\.(?:on|once|addListener)\(/.test(text) && context.nodesOf(ts.isCallExpression).some((call) => hearsFailure(call) && isRun(call));
}

function hearsFailure({ expression, arguments: [event, listener] }: ts.CallExpression): boolean {
	if (!ts.isPropertyAccessExpression(expression) || !/^(?:on|once|addListener)$/.test(expression.name.text)) return false;
	if (event === undefined || !ts.isStringLiteralLike(event) || !FAILURES.test(event.text)) return false;
	const isEmpty = listener !== undefined && ts.isFunctionLike(listener) && 'body' in listener && ts.isBlock(listener.body) && listener.body.statements.length === 0;
	return listener !== undefined && !isEmpty;
}

/** Does a handler, or a function of its file that it calls, write a log line or report a failure? */
function logs(work: Work, context: CodeContext): boolean {
	const pending: ts.Node[] = [work.node];
	const seen = new Set<ts.Node>(pending);
	const inner = { ...context, frame: work.frame };
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		if (writes(node, inner)) return true;
		for (const callee of calledHere(node, context)) {
			if (seen.size >= MAX_FUNCTIONS || seen.has(callee)) continue;
			seen.add(callee);
			pending.push(callee);
		}
	}
	return false;
}

function writes(root: ts.Node, context: CodeContext): boolean {
	for (const node of nodesIn(root)) {
		if (!ts.isCallExpression(node)) continue;
		if (loggerUse(node, context) !== undefined || /^(?:log|record)$/.test(reactionKind(node))) return true;
		// `next(error)` hands the failure to what the application does with all of them.
		if (ts.isIdentifier(node.expression) && node.expression.text === 'next' && node.arguments.length > 0) return true;
	}
	return false;
}
