import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';
import type { OutboundCall } from '../../facts.ts';

function callOf(text: string, dependencies: readonly string[] = []): OutboundCall | undefined {
	const manifest = JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(['express', ...dependencies].map((name) => [name, '1'])) });
	return codeFacts({ 'package.json': manifest, 'src/server/a.ts': text }, 'src/server/a.ts').code.outboundCalls.at(0);
}

describe('correlation of an outbound call', () => {
	test.each([
		['propagated', "export const f = (id) => fetch('https://x', { headers: { 'x-request-id': id } });"],
		['propagated', "export function f(id) { const headers = { 'x-request-id': id }; return fetch('https://x', { headers }); }"],
		['propagated', "export function f(id) { const options = { headers: { 'x-request-id': id } }; return fetch('https://x', options); }"],
		['absent', "export const f = () => fetch('https://x', { method: 'POST' });"],
		['unknown', "export const f = (options) => fetch('https://x', options);"],
	])('%s: %s', (expected, text) => {
		expect(callOf(text)?.correlation).toBe(expected);
	});

	test('by instrumentation', () => {
		expect(callOf("export const f = () => fetch('https://x');", ['@opentelemetry/instrumentation-undici'])?.correlation).toBe('auto');
	});
});

describe('span of an outbound call', () => {
	test.each([
		['absent', "export const f = () => fetch('https://x');", []],
		['manual', "export const f = () => tracer.startActiveSpan('x', async (span) => { await fetch('https://x'); span.end(); });", []],
		['auto', "export const f = () => fetch('https://x');", ['dd-trace']],
		['unknown', "export const f = () => fetch('https://x');", ['@opentelemetry/instrumentation-pg']],
	])('%s', (expected, text, dependencies) => {
		expect(callOf(text, dependencies)?.span).toBe(expected);
	});
});

test('the handler that leads to it', () => {
	expect(callOf("import express from 'express'; const app = express(); app.post('/orders', async (req, res) => { await pay(); }); async function pay() { await fetch('https://x'); }")?.entry).toBe('POST /orders');
});
