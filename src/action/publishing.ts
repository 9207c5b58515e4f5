import type { CommitSha } from '../change/change.ts';
import { publishCheckRun } from '../github/check-run.ts';
import { publish, type Published } from '../github/publish.ts';
import type { Judged, Step } from './step.ts';

/** How publication ended. */
export interface Note {
	readonly note: string;
	/** False when a part of what should stand on the pull request does not. */
	readonly complete: boolean;
	readonly annotate: boolean;
}

/** Puts the report where the input says; undefined where it says nowhere. */
export async function publishReport({ client, inputs, runner: { owner, repo } }: Step, { report, change }: Judged): Promise<Note | undefined> {
	if (inputs.publish === 'none') return undefined;
	const head = change.head as CommitSha;
	if (inputs.publish === 'check') return said(await publishCheckRun(client, { report, head, owner, repo, instance: inputs.instance }), 'checks: write');
	if (change.pull === undefined) return { note: 'there is no pull request to comment on', complete: true, annotate: true };
	const pull = { owner, repo, number: change.pull.number };
	return said(await publish(client, { report, head, pull, instance: inputs.instance }), 'pull-requests: write');
}

function said(published: Published, permission: string): Note {
	const { outcome, writes, resolved, detail = '' } = published;
	switch (outcome) {
		case 'published': {
			const threads = resolved > 0 ? `, ${resolved} threads resolved` : '';
			return { note: `published: ${writes === 0 ? 'nothing new' : `${writes} writes`}${threads}`, complete: true, annotate: false };
		}
		case 'stale':
			return { note: `not published: ${detail}`, complete: true, annotate: false };
		case 'read-only':
			return {
				note: `no comment could be published, because the token may not write (${detail}). Give the job \`${permission}\`; a pull request from a fork gets a token that only reads, whatever the workflow asks for. The findings stand in the job summary and as annotations`,
				complete: true,
				annotate: true,
			};
		default:
			return { note: `published only in part (${writes} writes): ${detail}. Run the job again; what stands is not written twice`, complete: false, annotate: true };
	}
}
