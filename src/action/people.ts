import type { CommitSha } from '../change/change.ts';
import { hearPeople, type Hearing } from '../github/people/hear.ts';
import { exitCode, type FailOn } from '../verdict/exit-code.ts';
import { SEVERITIES } from '../policy/policy.ts';
import { withPeople } from '../verdict/with-people.ts';
import type { Judged, Step } from './step.ts';

/** What people have said on the pull request, laid over the judgement: the report and the exit code that hold with it. */
export async function withPeopleHeard(step: Step, judged: Judged): Promise<Judged> {
	const { report } = judged;
	const about = report.people === undefined ? undefined : await proposal(step, judged);
	if (about === undefined) return judged;
	const now = new Date();
	const failOn = wantedFailOn(step);
	const facts = await hearPeople(step.client, { ...about, report, now, failOn });
	for (const sentence of facts.refused) step.log.line(`people: ${sentence}`);
	const heard = withPeople(report, facts, now, failOn);
	// A code that the report does not account for is not ours to change.
	const isVerdict = judged.exitCode === exitCode({ ...report, scanned: false }, failOn);
	return { ...judged, report: heard, exitCode: isVerdict ? exitCode({ ...heard, scanned: false }, failOn) : judged.exitCode };
}

/** Which pull request people speak of, and the commit that they agree to. */
async function proposal({ client, runner: { owner, repo, eventName, payload } }: Step, { change: { pull, base } }: Judged): Promise<Pick<Hearing, 'pull' | 'head'> | undefined> {
	if (pull !== undefined) return { pull: { owner, repo, number: pull.number } };
	const number = eventName === 'merge_group' ? queuedPull(payload, base) : undefined;
	if (number === undefined) return undefined;
	const { data } = await client.rest.pulls.get({ owner, repo, pull_number: number });
	return { pull: { owner, repo, number }, head: data.head.sha as CommitSha };
}

/** The queue merges one pull request after the other, and names the branch of each by its number and the commit that it is put on. */
function queuedPull(payload: unknown, base: string): number | undefined {
	const group: unknown = typeof payload === 'object' && payload !== null && 'merge_group' in payload ? payload.merge_group : undefined;
	const ref = typeof group === 'object' && group !== null && 'head_ref' in group ? group.head_ref : undefined;
	const [, number, onto] = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,15})-([0-9a-f]+)$/u.exec(typeof ref === 'string' ? ref : '') ?? [];
	return onto === base ? Number(number) : undefined;
}

/** The input as the check took it; one that is not valid never gets here. */
export function wantedFailOn({ inputs: { failOn } }: Pick<Step, 'inputs'>): FailOn | undefined {
	return failOn === 'never' ? failOn : SEVERITIES.find((severity) => severity === failOn);
}
