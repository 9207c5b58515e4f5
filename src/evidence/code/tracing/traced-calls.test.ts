import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';

/** At base the file had a span, so that all its calls are of interest. */
function traced(text: string, more: Readonly<Record<string, string>> = {}, dependency = '@opentelemetry/api', base = 'withSpan("x", () => 1);'): string[] {
	const files = { 'package.json': JSON.stringify({ name: 'shop', dependencies: { [dependency]: '1' } }), ...more };
	const { code } = codeFacts({ ...files, 'src/a.ts': text }, 'src/a.ts', { ...files, 'src/a.ts': base });
	return code.tracedCalls.map(({ kind, name, subject, depth, wrappers }) => `${kind} ${name} in ${subject} depth ${depth} wrappers ${wrappers}`);
}

describe('traced calls', () => {
	test('work outside of a span and inside of one, two, and an opened one', () => {
		expect(traced('async function f() { await save(1); }')).toEqual(['call save in f depth 0 wrappers 0']);
		expect(traced('async function f() { await withSpan("x", async () => { await save(1); }); }')).toEqual(['span withSpan in f depth 0 wrappers 0', 'call save in f depth 1 wrappers 0']);
		expect(traced('class A { async f() { return withSpan("x", () => withSpan("y", () => this.db.save(1))); } }')).toEqual([
			'span withSpan in A.f depth 0 wrappers 0',
			'span withSpan in A.f depth 1 wrappers 0',
			'call this.db.save in A.f depth 2 wrappers 0',
		]);
		expect(traced('async function f() { await withSpan("x", () => save(1)); await tell(); }').at(-1)).toBe('call tell in f depth 0 wrappers 0');
		expect(traced('async function f() { const span = tracer.startSpan("x"); await save(1); span.end(); }')).toEqual(['span tracer.startSpan in f depth 1 wrappers 0', 'call save in f depth 1 wrappers 0']);
	});

	test('a wrapper that we cannot look into is counted', () => {
		expect(traced('async function f() { await retry(async () => { await save(1); }); }')).toEqual(['call retry in f depth 0 wrappers 0', 'call save in f depth 0 wrappers 1']);
	});

	test('a function that opens a span itself brings its own', () => {
		const more = { 'src/save.ts': 'export async function save(x) { return tracer.startActiveSpan("save", () => x); }' };
		expect(traced("import { save } from './save.ts';\nasync function f() { await save(1); }", more)).toEqual(['call save in f depth 1 wrappers 0']);
	});

	test('a constant keeps its name inside a wrapper', () => {
		expect(traced('export const sync = withSpan("sync", async () => { await save(1); });')).toEqual(['span withSpan in sync depth 0 wrappers 0', 'call save in sync depth 1 wrappers 0']);
		expect(traced('export const sync = async () => { await save(1); };')).toEqual(['call save in sync depth 0 wrappers 0']);
	});

	test('callees are the same whatever their arguments and line breaks', () => {
		expect(traced('async function f() { await new Mailer(\n1,\n2\n)\n.send(); }')).toEqual(['call new Mailer().send in f depth 0 wrappers 0']);
	});

	test('logs, spans and values on the way are no work', () => {
		expect(traced('async function f(span) { logger.info("a"); span.end(); const a = parse(1); await sleep(1); list.push(a); }')).toEqual([]);
	});

	test('nothing where no span was and none is, but where the trace was handed on', () => {
		const text = 'async function f() { await save(1); }';
		expect(traced(text, {}, '@opentelemetry/api', text)).toEqual([]);
		expect(traced(text, {}, '@opentelemetry/api', 'async function f() { await save(2); }')).toEqual([]);
		expect(traced(text, {}, '@opentelemetry/api', 'async function f() { await context.with(parent, () => save(1)); }')).toEqual(['call save in f depth 0 wrappers 0']);
	});

	test('nothing where nothing is traced', () => {
		expect(traced('async function f() { await withSpan("x", async () => { await save(1); }); }', {}, 'express')).toEqual([]);
	});
});
