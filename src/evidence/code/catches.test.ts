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
		[true, 'try { await a.b(); } catch { /* swallow */ }'],
		[true, 'try { await a.b(); } catch {\n// Ignored\n}'],
		[true, '// best effort: nobody waits for it\nawait a.b().catch(() => {});'],
		[true, 'await a.b().catch(() => {}); // fire and forget'],
		[true, 'try { await a.b(); } catch { res.status(500).end(); /* already logged by the store */ }'],
		[false, 'try { await a.b(); } catch { res.status(500).end(); /* the database is surely gone then */ }'],
		[false, 'try { await a.b(); } catch {}'],
		[false, 'try { await a.b(); } catch { /* TODO handle this error */ }'],
		[false, 'try { await a.b(); } catch { /* eslint-disable-line no-empty */ }'],
		[false, "try { await a.b('// ignored on purpose'); } catch {}"],
		[false, '// charges the order\nawait a.b().catch(() => {});'],
	])('%s: %s', (explained, body) => {
		expect(only(`async function f(res) {\n${body}\n}`).explained).toBe(explained);
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
