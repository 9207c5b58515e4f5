import { expect, test } from 'vitest';

import { isIdHeader, isIdName, isLogIdName } from './names.ts';

test.each(['requestId', 'requestID', 'request_id', 'reqId', 'correlationId', 'CORRELATION_HEADER', 'withCorrelationHeader', 'X-Request-Id', 'traceparent', 'traceId', 'requestIdHeader', 'Unkey-Request-Id'])('%s is the id of a request', (name) => {
	expect(isIdName(name)).toBe(true);
});

test.each(['request', 'pullRequestId', 'accessRequestId', 'requestIdleCallback', 'userId', 'requestIdentity', 'trace', 'headers', 'grid', 'stackTrace'])('%s is not', (name) => {
	expect(isIdName(name)).toBe(false);
});

test('headers are told from other texts', () => {
	expect(['x-request-id', 'X-Correlation-ID', 'traceparent', 'sb-request-id', 'x-amzn-trace-id'].every(isIdHeader)).toBe(true);
	expect(['requestId is missing', 'x-user-id', 'content-type'].some(isIdHeader)).toBe(false);
});

test('log lines are joined by the ids of jobs and messages too', () => {
	expect(['jobId', 'task_id', 'requestId'].every(isLogIdName)).toBe(true);
	expect(['userId', 'id'].some(isLogIdName)).toBe(false);
});
