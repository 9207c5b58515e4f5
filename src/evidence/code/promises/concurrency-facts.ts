import type { ConcurrencyFacts } from '../../facts/concurrency.ts';
import { blockingCalls } from '../blocking/blocking-calls.ts';
import type { CodeContext } from '../context.ts';
import { fanOuts } from '../fan-outs/fan-outs.ts';
import { streamUses } from '../streams/streams.ts';
import { promiseUses } from './uses.ts';

/** A file in which nothing of these is asked. */
export const NO_CONCURRENCY: ConcurrencyFacts = { promises: [], fanOuts: [], streams: [], blockingCalls: [] };

/** What a file does at once, lets go of, and stops for. */
export function concurrencyFacts(context: CodeContext): ConcurrencyFacts {
	return { promises: promiseUses(context), fanOuts: fanOuts(context), streams: streamUses(context), blockingCalls: blockingCalls(context) };
}
