import { ts } from '../../../parse/typescript/compiler.ts';
import type { Retry } from '../../facts.ts';
import { staticName } from '../value/object-shape.ts';

/** What the options of a call say about attempts, whoever makes them: a policy compares them with those at base. */
export type RetrySettings = Pick<Retry, 'bound' | 'attempts' | 'backoff' | 'jitter' | 'narrowed'>;

const LIMIT = /^(?:attempts|retries|maxRetries|maxAttempts|numOfAttempts|retryCount|maxRetryAttempts|maxRetriesPerRequest|retryLimit|maxNetworkRetries)$/;
const DELAY = /^(?:backoff|backoffMs|retryDelay|retryDelayMs|retryBackoff|minTimeout|initialDelay|initialDelayMs|baseDelay|baseDelayMs|startingDelay|initialRetryTime|retryStrategy|reconnectStrategy|delayMs|minDelay|minDelayMs)$/;
const JITTER = /^(?:jitter|randomize|retryJitter|jitterMs|randomizationFactor)$/;
const CHOICE = /^(?:shouldRetry|retryOn|retryIf|retryCondition|isRetryable|retryPredicate|when)$/;
const MAX_DEPTH = 3;

/** The retry settings in the object literals that a call is given. */
export function settingsAmong(call: ts.CallExpression | ts.NewExpression): RetrySettings | undefined {
	for (const argument of call.arguments ?? []) {
		const found = ts.isObjectLiteralExpression(argument) ? settingsIn(argument, 0) : undefined;
		if (found !== undefined) return found;
	}
	return undefined;
}

function settingsIn(options: ts.ObjectLiteralExpression, depth: number): RetrySettings | undefined {
	const names = new Map(options.properties.flatMap((property) => {
		const name = property.name === undefined ? undefined : staticName(property.name);
		return name === undefined ? [] : [[name, property] as const];
	}));
	const limit = [...names].find(([name]) => LIMIT.test(name))?.[1];
	if (limit !== undefined) return said(limit, names);
	for (const property of depth < MAX_DEPTH ? names.values() : []) {
		const inner = ts.isPropertyAssignment(property) && ts.isObjectLiteralExpression(property.initializer) ? settingsIn(property.initializer, depth + 1) : undefined;
		if (inner !== undefined) return inner;
	}
	return undefined;
}

function said(limit: ts.ObjectLiteralElementLike, names: ReadonlyMap<string, ts.ObjectLiteralElementLike>): RetrySettings {
	const delay = [...names].find(([name]) => DELAY.test(name))?.[1];
	const jitter = [...names].find(([name]) => JITTER.test(name))?.[1];
	const text = ts.isPropertyAssignment(limit) ? limit.initializer.getText() : '';
	const endless = /^(?:Infinity|Number\.(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE)|-1)$/.test(text);
	const attempts = /^\d+$/.test(text) ? Number(text) : undefined;
	return {
		bound: endless ? 'absent' : attempts === undefined ? 'unknown' : 'bounded',
		...(attempts === undefined ? {} : { attempts }),
		backoff: delay === undefined ? 'absent' : /exponential|\*\*|pow/i.test(delay.getText()) ? 'growing' : 'fixed',
		jitter: jitter === undefined || /(?:false|'none'|"none"|:\s*0)$/.test(jitter.getText()) ? 'absent' : 'present',
		narrowed: [...names.keys()].some((name) => CHOICE.test(name)),
	};
}
