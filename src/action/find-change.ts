import { eventChange, type EventChange } from '../github/event.ts';
import type { Step } from './step.ts';

/** What the run was started for, or why there is nothing to do. */
export type Found = { readonly change: EventChange } | { readonly nothing: string };

/** The change that the event speaks of. */
export async function findChange({ runner }: Step): Promise<Found> {
	return { change: eventChange({ name: runner.eventName, payload: runner.payload, sha: runner.sha }) };
}
