import { describe, expect, test } from 'vitest';

import { milliseconds, readPromql } from './query.ts';

describe('a PromQL expression', () => {
	test('tells its metrics with labels, functions and ranges', () => {
		const query = readPromql('sum by (job) (rate(http_requests_total{code=~"5..",job="shop"}[5m])) / on (job) up > 0.5');
		expect(query).toMatchObject({ functions: ['rate'], ranges: [300_000], thresholds: [] });
		expect(query.problem).toBeUndefined();
		expect(query.selectors.map(({ metric }) => metric)).toEqual(['http_requests_total', 'up']);
		expect(query.selectors[0]?.labels).toEqual([{ name: 'code', operator: '=~', value: '5..' }, { name: 'job', operator: '=', value: 'shop' }]);
	});

	test.each([
		['sum(up', 'ends too early', 6],
		['nosuch(up)', 'unexpected here', 6],
		['rate(up)', 'rate() takes a range', 5],
		['sum(up[5m])', 'takes no range', 4],
		['abs(up[5m])', 'abs() takes no range', 4],
		['up[5m] > 1', 'takes no range', 0],
		['', 'is empty', 0],
	])('%s is refused', (expression, message, offset) => {
		expect(readPromql(expression).problem).toEqual({ message: expect.stringContaining(message), offset });
	});

	test.each(['rate(up[5m] offset 1d)', 'max_over_time(rate(x[5m])[1h:])', 'quantile_over_time(0.9, x[5m])', 'predict_linear(x[6h], 3600)', 'time() - x > 1h', 'absent(up{job="a"})', 'a:b:c unless on () vector(1)', 'topk(3, x)', 'x @ end()'])('%s is not', (expression) => {
		expect(readPromql(expression).problem).toBeUndefined();
	});

	test('a number against a metric as it is scraped is a threshold, from either side', () => {
		expect(readPromql('100 < sum(x_total)').thresholds).toEqual([{ metric: 'x_total', operator: '>', value: 100 }]);
		expect(readPromql('(x offset 5m) >= 2').thresholds).toEqual([{ metric: 'x', operator: '>=', value: 2 }]);
		expect(readPromql('rate(x_total[5m]) > 1 or count(x) > 2').thresholds).toEqual([]);
	});

	test('durations add up', () => {
		expect([milliseconds('1h30m'), milliseconds('250ms'), milliseconds('5 m')]).toEqual([[5_400_000], [250], []]);
	});
});
