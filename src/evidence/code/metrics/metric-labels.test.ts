import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';

/** `label=bound:kind` of each label in a file. */
function labels(text: string, more: Readonly<Record<string, string>> = {}): string[] {
	const manifest = JSON.stringify({ name: 'shop', dependencies: { 'prom-client': '15', express: '5' } });
	const { code } = codeFacts({ 'package.json': manifest, ...more, 'src/server/a.ts': `import 'prom-client';\n${text}` }, 'src/server/a.ts');
	return code.metricLabels.map(({ label, bound, kind, on }) => `${on === 'metric' ? '' : `${on} `}${label}=${bound}${kind === 'none' ? '' : `:${kind}`}`);
}

describe('values of labels', () => {
	test.each([
		['userId', 'unbounded:id'],
		['req.user.id', 'unbounded:id'],
		['job?.id', 'unbounded:id'],
		['String(order.customerId)', 'unbounded:id'],
		["user_id ?? 'none'", 'unbounded:id'],
		['`${tenantId}:${kind}`', 'unbounded:id'],
		['error.message', 'unbounded:message'],
		['`${error}`', 'unbounded:message'],
		['err.message.slice(0, 80)', 'unbounded:message'],
		['req.originalUrl', 'unbounded:path'],
		['ctx.path', 'unbounded:path'],
		['new URL(req.url).pathname', 'unbounded:path'],
		["req.headers['user-agent']", 'unbounded:personal'],
		['crypto.randomUUID()', 'unbounded:random'],
		['new Date().toISOString()', 'unbounded:time'],
		["'fixed'", 'bounded'],
		['count > 3', 'bounded'],
		['Status.Done', 'bounded'],
		['process.env.REGION_ID', 'bounded'],
		['shardId', 'bounded'],
		['region.id', 'bounded'],
		['req.route.path', 'bounded'],
		['request.routeOptions.url', 'bounded'],
		['res.statusCode', 'unknown'],
		['error.name', 'unknown'],
		['normalizePath(req.path)', 'unknown'],
		['hash.slice(0, 2)', 'unknown'],
		['this.name', 'unknown'],
	])('%s', (value, expected) => {
		expect(labels(`requestsTotal.inc({ label: ${value} });`)).toEqual([`label=${expected}`]);
	});

	test('the settings of the process, and those of a customer', () => {
		expect(labels("import { config } from './config.ts'; requestsTotal.inc({ id: config.instanceUuid });")).toEqual(['id=bounded']);
		expect(labels('function f(config) { requestsTotal.inc({ id: config.projectId }); }')).toEqual(['id=unbounded:id']);
	});

	test('a name that is constant after all', () => {
		expect(labels("const userId = 'system'; requestsTotal.inc({ userId });")).toEqual(['userId=bounded']);
		expect(labels("for (const id of ['a', 'b']) requestsTotal.inc({ id });")).toEqual(['id=bounded']);
		expect(labels("function f(state: 'on' | 'off') { requestsTotal.inc({ state }); }")).toEqual(['state=bounded']);
	});
});

describe('where labels are given', () => {
	test.each([
		["import client from 'prom-client'; const c = new client.Counter({}); c.labels(userId).inc();", ['=unbounded:id']],
		['httpRequestsTotal.labels({ userId }).inc();', ['userId=unbounded:id']],
		['latency.observe({ userId }, 3);', ['userId=unbounded:id']],
		['counter.add(1, { ...base, userId });', ['userId=unbounded:id']],
		['const tags = { userId }; queueGauge.set(tags, 3);', ['userId=unbounded:id']],
		['function f() { const tags = { kind: 1 }; tags.user = userId; counter.add(1, tags); }', ['kind=bounded', 'user=unbounded:id']],
		["statsd.timing('x', 3, { userId });", ['userId=unbounded:id']],
		["statsd.increment('x', ['user:' + userId]);", ['user=unbounded:id']],
		['newrelic.incrementMetric(`jobs/${jobId}`);', ['metric-name =unbounded:id']],
		['recordIncrement(ORDERS, 1, { userId });', ['userId=unbounded:id']],
		['tracer.startSpan(`job ${jobId}`);', ['span-name =unbounded:id']],
		["span.setAttribute('http.route', req.url);", ['convention http.route=unbounded:path']],
	])('%s', (text, expected) => {
		expect(labels(text)).toEqual(expected);
	});

	test.each(['cache.set(userId, { userId });', 'seen.add(userId);', "queue.add('mail', { userId });", 'span.setAttributes({ userId });', 'logger.info({ userId });'])('%s holds none', (text) => {
		expect(labels(text)).toEqual([]);
	});

	test('what a function of the repository is given is said of its caller', () => {
		const more = { 'src/server/metrics.ts': 'export function recordOrder(labels) { orders_total.inc(labels); }\nexport function recordUser(userId) { orders_total.inc({ userId }); }' };
		expect(labels("import { recordOrder } from './metrics.ts'; recordOrder({ customerId });", more)).toEqual(['customerId=unbounded:id']);
		expect(labels("import { recordUser } from './metrics.ts'; recordUser(user.id);", more)).toEqual([]);
	});
});
