import type { Judged, Step } from './step.ts';

/** What people have said on the pull request, laid over the judgement: the report and the exit code that hold with it. */
export async function withPeopleHeard(_step: Step, judged: Judged): Promise<Judged> {
	return judged;
}
