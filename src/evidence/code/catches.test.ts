import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../test/support/code-facts.ts';
import type { Catch } from '../facts.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', pino: '9' } });
const PINO = "import pino from 'pino';\nconst logger = pino();\n";

function catches(text: string, more: Readonly<Record<string, string>> = {}): readonly Catch[] {
	return codeFacts({ 'package.json': MANIFEST, ...more, 'src/server/a.ts': text }, 'src/server/a.ts').code.catches;
}

function only(text: string): Catch {
	const [found, ...others] = catches(text);
	expect(others).toEqual([]);
	if (found === undefined) throw new Error('no catch found');
	return found;
}

const handled = (body: string): Catch => only(`${PINO}async function f(req, res, next, items) { try { await pay.charge(); } catch (err) { ${body} } }`);

describe('what becomes of an error', () => {
	test.each([
		['', ['nothing']],
		['throw err;', ['rethrow', 'use-error']],
		["throw new Error('a', { cause: err });", ['rethrow', 'use-error']],
		["logger.error({ err }, 'a');", ['log', 'use-error']],
		['logError(err);', ['log', 'use-error']],
		['Sentry.captureException(err);', ['record', 'use-error']],
		['failures.inc();', ['metric']],
		['failed += 1;', ['metric']],
		['failed++;', ['metric']],
		['return null;', ['return-fallback']],
		['return;', ['return-fallback']],
		['return [];', ['return-fallback']],
		['value = null;', ['return-fallback']],
		['return { ok: false };', ['return-failure']],
		["return failure('charge');", ['call', 'return-failure']],
		['return { error: err.message };', ['return-failure', 'use-error']],
		['healthy = false;', ['return-failure']],
		['next(err);', ['use-error']],
		['reject(err);', ['rethrow', 'use-error']],
		['last = err;', ['return-fallback', 'use-error']],
		['res.status(500).end();', ['respond']],
		['return res.status(500).json({ message: err.message });', ['respond']],
		['return new Response(null, { status: 502 });', ['respond']],
		['ctx.status = 500;', ['respond']],
		["if (err.code === 'ENOENT') return null;", ['narrow', 'return-fallback']],
		['if (err instanceof Gone) return null; throw err;', ['narrow', 'rethrow', 'return-fallback', 'use-error']],
		['await connection.close();', ['cleanup']],
		['await fallback();', ['call']],
		['failed.push(items.id);', ['return-failure']],
		["results.push({ ok: false });", ['return-failure']],
		['kept.push(items.id);', ['nothing']],
		['res.status(500).json(err.toResponse());', ['respond']],
		['res.status(500).json(await told(err));', ['call', 'respond']],
		['return items;', ['return-fallback']],
	])('%s', (body, does) => {
		expect(handled(body).does).toEqual(does);
	});

	test('the name of what failed, where success comes back as nothing', () => {
		expect(only('async function f(run, label) { try { await run(); return null; } catch { return label; } }').does).toEqual(['return-failure']);
		expect(only('async function f(run, label) { try { return await run(); } catch { return label; } }').does).toEqual(['return-fallback']);
	});
});

describe('what becomes of an error in a helper', () => {
	test.each([
		["renderError(req, res, 'SYSTEM_ERROR');", ['respond']],
		['tell(req, res, err.message);', ['call', 'use-error']],
		['helper.answer(res, withAnalyticsError());', ['call', 'respond']],
		["logging.systemError('a');", ['log']],
		['reportFailedError(err);', ['record', 'use-error']],
	])('%s', (body, does) => {
		expect(handled(body).does).toEqual(does);
	});

	test('status codes of the answer', () => {
		expect(handled('return gone(err) ? res.status(404).end() : res.status(503).end();').statuses).toEqual([404, 503]);
	});

	test.each([
		['a retry loop that throws at the end', 'for (const url of urls) { try { return await fetch(url); } catch {} } throw new Error("a");'],
		['what follows throws', 'try { return await fetch("a"); } catch {} throw new Error("a");'],
		['what follows logs', 'try { return await fetch("a"); } catch {} logger.warn("a");'],
		['a promise that is awaited elsewhere', 'const pending = pay.charge(); pending.catch(() => {}); await pending;'],
		['the same, once it is done', 'const pending = pay.charge(); pending.finally(() => stop()).catch(() => {}); await pending;'],
		['a function that logs its own failures', 'await quiet().catch(() => {});'],
	])('told elsewhere: %s', (_, body) => {
		const quiet = 'async function quiet() { try { await pay.charge(); } catch (error) { logger.error(error); throw error; } }';
		expect(catches(`${PINO}async function f(urls) { ${body} }\n${quiet}`)[0]?.does).toContain('rethrow');
	});

	test('not told: what follows is an answer', () => {
		expect(catches('async function f() { try { return await fetch("a"); } catch {} return null; }')[0]?.does).toEqual(['nothing']);
	});
});

describe('what was tried', () => {
	test.each([
		['outbound', 'await pay.charge();'],
		['outbound', 'const order = await store.get(id);'],
		['other', 'ledger.book(order);'],
		['parse', 'return JSON.parse(text);'],
		['parse', 'return new URL(text).hostname;'],
		['parse', 'return await response.json();'],
		['probe', 'await fs.access(path);'],
		['probe', 'return JSON.parse(await readFile(path));'],
		['probe', "await import('optional');"],
		['cleanup', 'await client.close();'],
		['cleanup', 'await fs.unlink(path);'],
		['cleanup', 'await storage.delete(tmpPath);'],
		['rollback', "await client.query('ROLLBACK');"],
		['rollback', 'await db.query(`ROLLBACK TO SAVEPOINT ${name}`);'],
		['outbound', 'await validateAttestation(a);'],
		['probe', 'validateAttestation(a);'],
		['probe', 'await schema.validate(a);'],
	])('%s: %s', (guards, tried) => {
		expect(only(`async function f() { try { ${tried} } catch {} }`).guards).toBe(guards);
	});

	test.each([
		['cleanup', 'async function close() { try { await pay.flush(); } catch {} }'],
		['cleanup', 'async function f() { try { a(); } finally { await pay.flush().catch(() => {}); } }'],
		['probe', 'async function isHealthy() { try { await pay.ask(); } catch {} }'],
		['parse', 'function parseOrder() { try { order.read(); } catch {} }'],
	])('%s by where it stands: %s', (guards, text) => {
		expect(only(text).guards).toBe(guards);
	});

	test('is named by the call', () => {
		expect(only('async function f() { try { const a = build(); await storage.getObject(a); } catch {} }').trying).toBe('storage.getObject');
	});

	test('log lines are nothing that could be lost', () => {
		expect(only(`${PINO}function f() { try { logger.info('a'); } catch {} }`)).toMatchObject({ guards: 'other', trying: '' });
	});

	test('an afterthought in a handler that tells its own failure is cleanup', () => {
		const [, inner] = catches('async function f() { try { await a.b(); } catch (error) { await pay.undo().catch(() => {}); throw error; } }');
		expect(inner?.guards).toBe('cleanup');
	});
});

describe('a reason in a comment', () => {
	test.each([
		[true, 'try { await a.b(); } catch { /* the cache is only a shortcut */ }'],
		[true, 'try { a.b(); } catch { /* swallow */ }'],
		[true, 'try { a.b(); } catch {\n// Ignored\n}'],
		[false, 'try { await a.b(); } catch { /* swallow */ }'],
		[false, 'try { await a.b(); } catch {\n// Ignored\n}'],
		[false, 'await a.b().catch(() => { /* ignore errors */ });'],
		[false, 'await a.b().catch(() => {}); // no-op'],
		[true, 'try { await a.b(); } catch { /* ignore errors: the next tick asks again */ }'],
		[true, 'try { await a.b(); } catch { /* best effort */ }'],
		[true, '// best effort: nobody waits for it\nawait a.b().catch(() => {});'],
		[true, 'await a.b().catch(() => {}); // fire and forget'],
		[true, 'try { await a.b(); } catch { res.status(500).end(); /* already logged by the store */ }'],
		[false, 'try { await a.b(); } catch { res.status(500).end(); /* the database is surely gone then */ }'],
		[true, "// Transient errors don't unselect the source; the sample is just skipped.\ntry { return await a.b(); } catch { return undefined; }"],
		[true, '// When the index is unavailable\n// the old entries are kept.\nawait a.b().catch(() => {});'],
		[true, 'try {\nlog();\n// A failure leaves the old value.\nawait a.b();\n} catch {}'],
		[false, '// Errors are returned to the caller.\n\n\ntry { await a.b(); } catch {}'],
		[false, '// Keeps the order in step.\ntry { await a.b(); } catch {}'],
		[false, '// Errors are returned as they are.\ntry { await a.b(); } catch { res.status(500).end(); }'],
		[false, 'try { await a.b(); } catch {}'],
		[false, 'try { await a.b(); } catch { /* TODO handle this error */ }'],
		[false, 'try { await a.b(); } catch { /* eslint-disable-line no-empty */ }'],
		[false, "try { await a.b('// ignored on purpose'); } catch {}"],
		[false, '// charges the order\nawait a.b().catch(() => {});'],
	])('%s: %s', (explained, body) => {
		expect(only(`async function f(res) {\n${body}\n}`).explained).toBe(explained);
	});
});

describe('a reason in the description of the function', () => {
	test.each([
		[true, '/** Returns an empty map on any failure; never throws. */'],
		[true, '/**\n * Finds the label.\n *\n * If the store is unreachable the old one is kept.\n */'],
		[false, '/**\n * @returns the label\n * @throws Error when the store fails\n */'],
		[false, '/** Returns the errors of an order. */'],
		[false, '// returns nothing on failure'],
	])('%s: %s', (explained, description) => {
		expect(only(`${description}\nexport async function f() { try { return await a.b(); } catch { return new Map(); } }`).explained).toBe(explained);
		expect(only(`class A {\n${description}\nasync f() { try { return await a.b(); } catch { return new Map(); } }\n}`).explained).toBe(explained);
	});
});

describe('whose call it is', () => {
	test.each([
		[true, 'showLoader', 'const show = { resolve: (_root, { id }, { showLoader }) => showLoader(id).then(String).catch(() => null) };'],
		[true, 'load', 'const all = { resolve: (_root, { ids }, { loaders: { load } }) => Promise.all(ids.map((id) => load(id))).catch(() => []) };'],
		[true, 'load', 'function f(context) { const { load } = context; return load().catch(() => null); }'],
		[true, 'load', 'async function f(load) { try { return await load(); } catch { return null; } }'],
		[false, 'run', 'steps.map(async ({ run }) => { try { await run(); } catch { return null; } });'],
		[false, 'context.load', 'function f(context) { return context.load().catch(() => null); }'],
		[false, 'load', "import { load } from './load.ts';\nfunction f() { return load().catch(() => null); }"],
	])('handed in %s: %s in %s', (handed, trying, text) => {
		expect(only(text)).toMatchObject({ handed, trying });
	});

	test.each([
		[true, 'eviction', 'function f(id) { platformCache.totals.remove(id).catch(() => {}); }'],
		[true, 'eviction', 'function f(id) { void this.cache?.del(id).catch(() => {}); }'],
		[true, 'outbound', 'function f(id) { orders.remove(id).catch(() => {}); }'],
		[false, 'outbound', 'async function f(id) { await platformCache.totals.remove(id).catch(() => {}); }'],
		[false, 'outbound', 'async function f(id) { try { await cache.remove(id); } catch {} }'],
	])('nobody waits %s: %s in %s', (detached, guards, text) => {
		expect(only(text)).toMatchObject({ detached, guards });
	});

	test.each([
		[true, 'async function f(req, res) { try { await a.b(); } catch {} }'],
		[true, 'router.use((_req, res) => { a.b().catch(() => {}); });'],
		[true, 'const f = async () => { try { await a.b(); } catch { return new Response(null, { status: 502 }); } };'],
		[false, 'const f = async () => { try { await a.b(); } catch { return new Response(null, { status: 404 }); } };'],
		[false, 'async function f(request) { try { await a.b(); } catch {} }'],
	])('answers requests %s: %s', (serves, text) => {
		expect(only(text).serves).toBe(serves);
	});
});

describe('the function that it stands in', () => {
	test.each([
		['fields.orders.resolve', 'const type = { fields: () => ({ orders: { resolve: () => a.b().catch(() => {}) } }) };'],
		['make.Query.orders', 'function make() { return { Query: { orders: async () => { await a.b().catch(() => {}); } } }; }'],
		['f', 'function f() { send({ body: { total: a.b().catch(() => {}) } }); }'],
	])('%s', (subject, text) => {
		expect(only(text).subject).toBe(subject);
	});
});

describe('where failures arrive', () => {
	test.each([
		['method', 'a.b().then(done, () => {});'],
		['method', 'a.b().catch(noop);'],
		['method', 'a.b().catch(function () {});'],
		['callback', 'useMutation({ onError: () => {} });'],
	])('%s: %s', (kind, text) => {
		expect(only(text)).toMatchObject({ kind, does: kind === 'method' && text.includes('noop') ? ['return-fallback'] : ['nothing'] });
	});

	test.each(['a.b().catch(handle);', "z.string().catch('none');", 'a.b().then(done);'])('not here: %s', (text) => {
		expect(catches(text)).toEqual([]);
	});
});
