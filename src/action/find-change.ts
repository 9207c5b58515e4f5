import { eventChange, type EventChange } from '../github/event.ts';
import { proposalsOf, readWorkflowRun, type WorkflowRun } from '../github/workflow-run.ts';
import type { Step } from './step.ts';

/** A change to judge, and the finished run that may have judged it already. */
export interface FoundChange {
	readonly change: EventChange;
	readonly run?: WorkflowRun;
}

/** What the run was started for, or why there is nothing to do. More than one where several pull requests propose the same commit. */
export type Found = { readonly changes: readonly FoundChange[] } | { readonly nothing: string };

/** The change that the event speaks of. */
export async function findChange({ client, runner }: Step): Promise<Found> {
	if (runner.eventName !== 'workflow_run') return { changes: [{ change: eventChange({ name: runner.eventName, payload: runner.payload, sha: runner.sha }) }] };
	const run = readWorkflowRun(runner.payload, runner);
	const proposals = await proposalsOf(client, { owner: runner.owner, repo: runner.repo }, run);
	return typeof proposals === 'string' ? { nothing: proposals } : { changes: proposals.map(({ change, run: own }) => ({ change, ...(own !== undefined && { run: own }) })) };
}
