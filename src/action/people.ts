import { hearPeople } from '../github/people/hear.ts';
import { exitCode, type FailOn } from '../verdict/exit-code.ts';
import { SEVERITIES } from '../policy/policy.ts';
import { withPeople } from '../verdict/with-people.ts';
import type { Judged, Step } from './step.ts';

/** What people have said on the pull request, laid over the judgement: the report and the exit code that hold with it. */
export async function withPeopleHeard(step: Step, judged: Judged): Promise<Judged> {
	const { change, report } = judged;
	if (change.pull === undefined || report.people === undefined) return judged;
	const { owner, repo } = step.runner;
	const now = new Date();
	const failOn = wantedFailOn(step);
	const facts = await hearPeople(step.client, { pull: { owner, repo, number: change.pull.number }, report, now, failOn });
	for (const sentence of facts.refused) step.log.line(`people: ${sentence}`);
	const heard = withPeople(report, facts, now, failOn);
	// A code that the report does not account for is not ours to change.
	const isVerdict = judged.exitCode === exitCode({ ...report, scanned: false }, failOn);
	return { ...judged, report: heard, exitCode: isVerdict ? exitCode({ ...heard, scanned: false }, failOn) : judged.exitCode };
}

/** The input as the check took it; one that is not valid never gets here. */
export function wantedFailOn({ inputs: { failOn } }: Pick<Step, 'inputs'>): FailOn | undefined {
	return failOn === 'never' ? failOn : SEVERITIES.find((severity) => severity === failOn);
}
