import type { Profile } from '../../facts.ts';
import { isIdHeader } from './names.ts';

/** Packages whose use gives every request its id in the logs. */
const PACKAGES = [
	'pino-http', 'nestjs-pino', 'fastify', 'nestjs-cls', 'cls-hooked', 'cls-rtracer', 'express-request-id', 'express-requestid', 'express-http-context',
	'express-correlation-id', 'correlation-id', '@fastify/request-context', 'fastify-request-context', 'koa-requestid', 'koa-request-id', 'koa-correlation-id',
	'hono-pino', '@aws-lambda-powertools/logger', '@opentelemetry/instrumentation-pino', '@opentelemetry/instrumentation-winston', '@opentelemetry/instrumentation-bunyan',
	'@opentelemetry/winston-transport', 'pino-opentelemetry-transport', '@google-cloud/logging-winston', 'express-winston-middleware', '@hyperdx/node-opentelemetry', 'next-axiom',
];

/** Signs in set-up code, and the name under which the profile lists them. */
export const CONTEXT_SIGNS: readonly (readonly [name: string, sign: RegExp])[] = [
	['AsyncLocalStorage', /\bAsyncLocalStorage\b/],
	['requestIdHeader', /\b(?:requestIdHeader|genReqId)\b/],
	['hono/request-id', /['"]hono\/request-id['"]/],
	['child logger', /\.child\(\s*\{[^}]*\b(?:request_?id|req_?id|correlation_?id|trace_?id)\b/i],
	['log injection', /\blogInjection\b|DD_LOGS_INJECTION|\bgetActiveSpan\(\)|\bgetSpan\(\s*context\.active\(\)/],
	['correlation middleware', /\b(?:app|server|router)\.(?:use|addHook|register)\([^;\n]*(?:request_?-?id|correlation)/i],
	['request id', /\breq(?:uest)?\.(?:id|requestId|reqId|correlationId)\s*=(?!=)|\bset\(\s*['"]request_?-?id['"]/i],
];

/** What gives requests their id, and the headers under which the package's set-up code knows it. */
export function learnCorrelation(dependencies: ReadonlySet<string>, texts: readonly string[]): Pick<Profile, 'requestContext' | 'correlationHeaders'> {
	const headers = new Set<string>();
	for (const text of texts) {
		for (const match of text.matchAll(/(['"`])([\w-]{2,60})\1/g)) {
			const literal = match[2] ?? '';
			if (literal.includes('-') ? isIdHeader(literal) && !/^no-/i.test(literal) : literal.toLowerCase() === 'traceparent') headers.add(literal.toLowerCase());
		}
	}
	return {
		requestContext: [...PACKAGES.filter((name) => dependencies.has(name)), ...CONTEXT_SIGNS.filter(([, sign]) => texts.some((text) => sign.test(text))).map(([name]) => name)],
		correlationHeaders: [...headers].sort(),
	};
}
