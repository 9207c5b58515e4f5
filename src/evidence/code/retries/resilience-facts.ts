import type { ResilienceFacts } from '../../facts/resilience.ts';
import { signalUses } from '../abort/signal-uses.ts';
import type { CodeContext } from '../context.ts';
import { messageWrites } from '../idempotency/message-writes.ts';
import { heldWork } from '../transactions/held-work.ts';
import { retries } from './retries.ts';

export const NO_RESILIENCE: ResilienceFacts = { retries: [], signalUses: [], heldWork: [], messageWrites: [] };

/** The facts about attempts, signals, transactions and repeated messages. */
export function resilienceFacts(context: CodeContext): ResilienceFacts {
	return { retries: retries(context), signalUses: signalUses(context), heldWork: heldWork(context), messageWrites: messageWrites(context) };
}
