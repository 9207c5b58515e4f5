import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { Report } from '../report/report.ts';
import { json } from '../report/json.ts';
import { summary } from '../report/summary.ts';
import type { Judged, Step } from './step.ts';

/** A job summary may have 1 MiB. */
const SUMMARY_BYTES = 900_000;

/** The outputs of the step: nothing in them comes from the pull request. The report is written as it is published. */
export async function writeOutputs({ folder }: Step, judged: Judged | undefined): Promise<void> {
	const path = join(folder, 'report.json');
	if (judged !== undefined) await writeFile(path, json(judged.report));
	core.setOutput('conclusion', judged?.report.verdict.conclusion ?? 'undecided');
	core.setOutput('findings', judged?.report.findings.filter((finding) => finding.state !== 'existing').length ?? 0);
	core.setOutput('report', path);
}

/** The report as the job's own page. A note says what else the reader has to know. */
export async function writeJobSummary(report: Report, note: string | undefined): Promise<void> {
	const notes = note === undefined || note.startsWith('published: ') ? [] : [`**Note:** ${note}.`];
	try {
		await core.summary.addRaw(summary(report, { commented: new Set(), notes, maxBytes: SUMMARY_BYTES }), true).write();
	} catch (error) {
		core.warning(`the job summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
	}
}
