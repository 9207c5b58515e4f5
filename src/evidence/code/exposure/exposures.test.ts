import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', pino: '9' } });
const PATH = 'src/server/a.ts';

function exposed(body: string, files: Readonly<Record<string, string>> = {}): string[] {
	const text = `import pino from 'pino';\nconst logger = pino();\n${body}\n`;
	return codeFacts({ 'package.json': MANIFEST, ...files, [PATH]: text }, PATH).code.exposures.map(({ sink, kind, noun, how, redacted }) => [sink, kind, noun, how, redacted].join(' '));
}

describe('values are followed', () => {
	test.each([
		['an object literal', 'function f(user) { const fields = { id: user.id, key: user.apiKey }; logger.info(fields, "x"); }', 'log secret api key field no'],
		['destructuring', 'function f({ password: given }) { logger.info({ given }, "x"); }', 'log secret password field no'],
		['a template in a variable', 'function f(user) { const line = `of ${user.email}`; logger.info(line); }', 'log personal email interpolated no'],
		['what a function of the file returns', 'function named(user) { return { mail: user.email }; }\nfunction f(user) { logger.info(named(user), "x"); }', 'log personal email field no'],
		['the values of an object', 'function f(req) { for (const [name, value] of Object.entries(req.headers)) logger.info(`${name}=${value}`); }', 'log headers headers argument no'],
		['text made of an object', 'function f(headers) { logger.info(JSON.stringify(headers)); }', 'log headers headers stringified no'],
		['a choice', 'function f(token) { logger.info({ token: token ?? "none" }, "x"); }', 'log secret token field no'],
		['the key of a value without a name', 'function f(value) { logger.info({ password: value }, "x"); }', 'log secret password field no'],
		['a header that is asked for', 'function f(req) { logger.info({ got: req.get("authorization") }, "x"); }', 'log secret authorization field no'],
		['what is bound to a logger', 'function f(token) { return logger.child({ token }); }', 'log secret token field no'],
		['a whole environment', 'logger.info({ env: process.env }, "x");', 'log env environment field no'],
		['an error message', 'function f(apiKey) { throw new KeyError(`no key ${apiKey}`); }', 'error secret api key interpolated no'],
		['an attribute', 'function f(span, value) { span.setAttribute("user.email", value); }', 'span personal email field no'],
		['a label', 'function f(user) { loginCounter.inc({ email: user.email }); }', 'metric personal email field no'],
	])('%s', (_, body, fact) => {
		expect(exposed(body)).toEqual([fact]);
	});

	test('what a function of another file returns', () => {
		const files = { 'src/server/named.ts': 'export function named(user) { return `${user.id} ${user.email}`; }\n' };
		expect(exposed("import { named } from './named';\nfunction f(user) { logger.info(named(user)); }", files)).toEqual(['log personal email interpolated no']);
	});
});

describe('what hides a value is seen', () => {
	test.each([
		['a mask', 'function f(token) { logger.info({ token: mask(token) }, "x"); }', 'log secret token field yes'],
		['a part of it', 'function f(token) { const start = token.slice(0, 4); logger.info({ token: start }, "x"); }', 'log secret token field yes'],
		['each of several', 'function f(urls) { logger.info({ urls: urls.map(toSafeUrl) }, "x"); }', 'log url urls field yes'],
		['the harmless part of an address', 'function f(serverUrl) { logger.info({ at: serverUrl.origin }, "x"); }', 'log url url field yes'],
		['a name that says so', 'function f(printableUrl) { logger.info({ printableUrl }, "x"); }', 'log url url field yes'],
	])('%s', (_, body, fact) => {
		expect(exposed(body)).toEqual([fact]);
	});
});

test.each([
	'function f(token) { logger.info({ token: !!token, is: token !== undefined, n: token.length }, `is ${token ? "set" : "missing"}`); }',
	'function f(user) { logger.info({ customerId: user.customer, tokenId: user.tokenId }, "x"); }',
	'const PASSWORD_FIELD = "password";\nlogger.info({ field: PASSWORD_FIELD, token: 3 }, "x");',
	'function f(maxTokens: number, token: number, nextToken) { logger.info({ maxTokens, token, nextToken }, "x"); }',
	'function f(token) { throw new SyntaxError(`Unexpected token ${token}`); }',
	'const config = { port: 80, host: "shop" };\nlogger.info({ config }, "x");',
	'logger.info({ to: process.env.SUPPORT_EMAIL }, "x");',
	'function f(token) { if (process.env.NODE_ENV === "development") console.log(token); }',
	'function f(response) { logger.info({ headers: response.headers }, "x"); }',
	'function f(headers) { const required = ["a", "b"]; for (const header of required) throw new Error(`no ${header}`); }',
])('nothing to hide: %s', (body) => {
	expect(exposed(body)).toEqual([]);
});

const using = (text: string): string[] => exposed("import { logOrder } from './logging/log_order';\nfunction f(req) { logOrder({ body: req.body }); }", { 'src/server/logging/log_order.ts': text });

test('a record that is kept elsewhere is no log line', () => {
	expect(using('export async function logOrder(order) { await db.insert(order); }\n')).toEqual([]);
	expect(using('export function logOrder(order) { console.info(order); }\n')).toHaveLength(1);
});

test('what the logger takes out', () => {
	const logger = "import pino from 'pino';\nexport const log = pino({ redact: { paths: ['*.password', 'headers.cookie'] } });\n";
	expect(exposed("import { log } from './log';\nfunction f(password, token) { log.info({ user: { password }, token }, 'x'); }", { 'src/server/log.ts': logger })).toEqual(['log secret password field yes', 'log secret token field no']);
});

test('lists of what is taken out', () => {
	const text = "import pino from 'pino';\nexport const a = pino({ redact: ['password', 'token'] });\nexport const b = pino();\nexport const SENSITIVE_KEYS = new Set(['secret', ...more]);\n";
	const { redactions } = codeFacts({ 'package.json': MANIFEST, [PATH]: text }, PATH).code;
	expect(redactions.map(({ subject, paths, complete }) => [subject, paths, complete])).toEqual([
		['<module> a redact', ['password', 'token'], true],
		['<module> SENSITIVE_KEYS SENSITIVE_KEYS', ['secret'], false],
		['<module> b redact', [], true],
	]);
});
