import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { '@opentelemetry/api': '1', express: '5' } });
const HEAD = "import { context, trace } from '@opentelemetry/api'; const tracer = trace.getTracer('a');\n";

/** `ended leak` of the spans in a function's body. */
function spans(body: string, more: Readonly<Record<string, string>> = {}): string[] {
	const files = { 'package.json': MANIFEST, ...more, 'src/server/a.ts': `${HEAD}export async function run(order) {\n${body}\n}` };
	return codeFacts(files, 'src/server/a.ts').code.manualSpans.map(({ ended, leak }) => (leak === 'none' ? ended : `${ended} ${leak}`));
}

const START = "const span = tracer.startSpan('a');";

describe('a span that is returned', () => {
	test.each([
		['span.end();', 'always'],
		['load(order); span.end();', 'always'],
		['await load(order); span.end();', 'unless call'],
		['await load(order).catch(() => {}); span.end();', 'always'],
		['try { await load(order); } finally { span.end(); }', 'always'],
		['try { await load(order); span.end(); } catch (error) { span.end(); throw error; }', 'always'],
		['try { await load(order); } catch (error) { log(error); } span.end();', 'always'],
		['try { await load(order); span.end(); } catch (error) { log(error); }', 'unless call'],
		['try { await load(order); } catch (error) { return; } span.end();', 'unless return'],
		['if (order.paid) return; span.end();', 'unless return'],
		['if (order.paid) { span.end(); return; } span.end();', 'always'],
		['if (order.bad) throw new Error(); span.end();', 'unless throw'],
		['try { if (order.bad) throw new Error(); } catch { } span.end();', 'always'],
		['if (order.paid) span.end();', 'unless branch'],
		['switch (order.kind) { case 1: span.end(); break; default: span.end(); }', 'always'],
		['switch (order.kind) { case 1: span.end(); break; }', 'unless branch'],
		['for (const row of order.rows) { if (row.bad) continue; use(row); } span.end();', 'always'],
		['await load(order).finally(() => span.end());', 'always'],
		['return load(order).finally(() => { span.end(); });', 'always'],
		['return context.with(trace.setSpan(context.active(), span), async () => { try { return await load(order); } finally { span.end(); } });', 'always'],
		['return context.with(trace.setSpan(context.active(), span), async () => { if (order.paid) return; span.end(); });', 'unless return'],
		['return span;', 'unknown'],
		['order.span = span;', 'unknown'],
		['keep(span);', 'unknown'],
		['stream.on("end", () => span.end());', 'unknown'],
		['span.setAttribute("a", 1); return load(order);', 'never'],
	])('%s', (body, expected) => {
		expect(spans(`${START} ${body}`)).toEqual([expected]);
	});

	test('in the pass of a loop', () => {
		expect(spans(`for (const row of order.rows) { ${START} if (row.bad) continue; use(row); span.end(); }`)).toEqual(['unless continue']);
		expect(spans(`for (const row of order.rows) { ${START} use(row); span.end(); }`)).toEqual(['always']);
	});

	test('that may not be there', () => {
		expect(spans("let span; if (order.traced) span = tracer.startSpan('a'); use(order); if (span) { span.end(); }")).toEqual(['always']);
		expect(spans("using span = tracer.startSpan('a'); await load(order);")).toEqual(['always']);
	});

	test('that a function of the repository ends', () => {
		const more = { 'src/server/close.ts': 'export function close(span) { span.setAttribute("a", 1); span.end(); }\nexport function note(span) { span.setAttribute("b", 1); }' };
		expect(spans(`const { close } = await import('./close.ts'); ${START} use(order);`, more)).toEqual(['never']);
		const endings = ['close', 'note'].map((call) => codeFacts({ 'package.json': MANIFEST, ...more, 'src/server/a.ts': `import { trace } from '@opentelemetry/api'; import { close, note } from './close.ts'; export function run() { const span = trace.getTracer('a').startSpan('a'); ${call}(span); }` }, 'src/server/a.ts').code.manualSpans.map(({ ended }) => ended));
		expect(endings).toEqual([['always'], ['unknown']]);
	});
});

describe('a span that a function is run with', () => {
	test.each([
		["tracer.startActiveSpan('a', (span) => { use(order); span.end(); });", 'always'],
		["await tracer.startActiveSpan('a', async (span) => { await load(order); span.end(); });", 'unless call'],
		["await tracer.startActiveSpan('a', async () => load(order));", 'never'],
		["await tracer.startActiveSpan('a', (span) => load(order, span));", 'unknown'],
		["await other.startActiveSpan('a', async (span) => load(order));", 'unknown'],
		["await Sentry.startSpanManual({ name: 'a' }, async (span) => { if (order.paid) return; span.end(); });", 'unless return'],
	])('%s', (body, expected) => {
		expect(spans(body)).toEqual([expected]);
	});
});
