import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type Client } from '../github/client.ts';
import type { Report } from '../report/report.ts';
import { annotate } from './annotate.ts';
import { findChange } from './find-change.ts';
import type { Inputs } from './inputs.ts';
import { judge } from './judge.ts';
import type { Log } from './log.ts';
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
	const found = await findChange(step);
	if ('nothing' in found) {
		log.line(found.nothing);
		return 0;
	}
	const checked = await judge(step, found.change);
	if (!('report' in checked)) {
		await writeOutputs(step, undefined);
		return checked.exitCode;
	}
	const judged = await withPeopleHeard(step, checked);
	await writeOutputs(step, judged);
	return finish(step, judged);
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

/** Writes and publishes. What should stand somewhere and does not keeps the run from ending as a success. */
async function finish(step: Step, judged: Judged): Promise<number> {
	const { inputs, runner, log, cli } = step;
	const { report } = judged;
	log.line(`verdict: ${report.verdict.conclusion}, ${report.findings.length} findings, base ${judged.base.slice(0, 12)}`);
	const inFile = await writeSarif(report, inputs, runner, cli, log);
	const notes = await publishReport(step, judged);
	await writeJobSummary(report, notes.filter(({ warns }) => warns).map(({ note }) => note));
	for (const { note } of notes) log.line(note);
	if (notes.some((note) => note.annotate)) annotateAndSay(report, log);
	const complete = inFile && notes.every((note) => note.complete);
	return complete || judged.exitCode !== 0 ? judged.exitCode : UNDECIDED;
}

function annotateAndSay(report: Report, log: Log): void {
	const left = annotate(report);
	if (left > 0) log.line(`${left} more findings have no annotation; the job summary lists all`);
}
