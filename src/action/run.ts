import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type Client } from '../github/client.ts';
import type { Report } from '../report/report.ts';
import type { Conclusion } from '../verdict/verdict.ts';
import { annotate } from './annotate.ts';
import { answerComment } from './commands.ts';
import { findChange, type FoundChange } from './find-change.ts';
import { handedOver } from './handed-over.ts';
import type { Inputs } from './inputs.ts';
import { judge } from './judge.ts';
import { counted, type Log } from './log.ts';
import { writeJobSummary, writeOutputs } from './outputs.ts';
import { withPeopleHeard } from './people.ts';
import { publishReport } from './publishing.ts';
import type { Runner } from './runner.ts';
import { writeSarif } from './sarif.ts';
import type { Judged, Step } from './step.ts';

/** Everything after the check: writing, waiting for rate limits, and trying again. */
const PUBLISH_MS = 10 * 60_000;
const UNDECIDED = 2;

/** One run of the Action: find the change, check it, hear people, write the outputs, publish. Gives the exit code. */
export async function run(inputs: Inputs, runner: Runner, log: Log, cli: string): Promise<number> {
	const folder = await mkdtemp(join(runner.temp, 'groundwire-'));
	const step: Step = { client: clientOf(inputs, runner, log), inputs, runner, log, cli, folder };
	if (runner.eventName === 'issue_comment') return answerComment(step, (judged) => finish(step, [judged]));
	const found = await findChange(step);
	if ('nothing' in found) {
		log.line(found.nothing);
		return 0;
	}
	const judged: Judged[] = [];
	for (const change of found.changes) {
		const outcome = await judgedOrHandedOver(step, change);
		if (!('report' in outcome)) {
			await writeOutputs(step, undefined);
			return outcome.exitCode;
		}
		judged.push(await withPeopleHeard(step, outcome));
	}
	return finish(step, judged);
}

/** A report that an earlier run has left is taken where it may be believed; every other change is read and checked here. */
async function judgedOrHandedOver(step: Step, { change, run: finished }: FoundChange): Promise<Judged | { readonly exitCode: number }> {
	if (finished === undefined) return judge(step, change);
	const handed = await handedOver(step, change, finished);
	if (typeof handed !== 'string') {
		step.log.line(`the report of run ${finished.id} is published for pull request ${change.pull?.number ?? ''}`);
		return handed;
	}
	step.log.line(`the report of run ${finished.id} is set aside, because ${handed}: the change is read and checked here, and nothing of it is executed`);
	return judge(step, change);
}

function clientOf(inputs: Inputs, runner: Runner, log: Log): Client {
	return createClient({
		token: inputs.token,
		apiUrl: runner.apiUrl,
		graphqlUrl: runner.graphqlUrl,
		deadlineMs: PUBLISH_MS + 20 * 60_000,
		fetch: runner.fetch,
		onWait: (line) => log.line(line),
		...runner.pace,
	});
}

const GRAVITY: readonly Conclusion[] = ['pass', 'undecided', 'block'];

/**
 * Writes and publishes. What should stand somewhere and does not keeps the run from ending as a success. Of several changes with
 * one head, the gravest gives the outputs, the check of the commit and the exit code.
 */
async function finish(step: Step, all: readonly Judged[]): Promise<number> {
	const { inputs, runner, log, cli } = step;
	const [gravest] = all.toSorted((a, b) => GRAVITY.indexOf(b.report.verdict.conclusion) - GRAVITY.indexOf(a.report.verdict.conclusion) || b.exitCode - a.exitCode);
	if (gravest === undefined) throw new Error('no change was judged');
	const { report } = gravest;
	await writeOutputs(step, gravest);
	log.line(`verdict: ${report.verdict.conclusion}, ${counted(report.findings.length, 'finding')}, base ${gravest.base.slice(0, 12)}`);
	const inFile = await writeSarif(report, inputs, runner, cli, log);
	const notes = await publishReport(step, all, gravest);
	await writeJobSummary(report, notes.filter(({ warns }) => warns).map(({ note }) => note));
	for (const { note } of notes) log.line(note);
	if (notes.some((note) => note.annotate)) annotateAndSay(report, log);
	const complete = inFile && notes.every((note) => note.complete);
	return complete || gravest.exitCode !== 0 ? gravest.exitCode : UNDECIDED;
}

function annotateAndSay(report: Report, log: Log): void {
	const left = annotate(report);
	if (left > 0) log.line(`${left} more ${left === 1 ? 'finding has' : 'findings have'} no annotation; the job summary lists all`);
}
