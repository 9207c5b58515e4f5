import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { json } from '../report/json.ts';
import { prose } from '../report/markdown-escape.ts';
import type { Report } from '../report/report.ts';
import { summary } from '../report/summary.ts';
import type { Judged, Step } from './step.ts';

/** A runner takes 1 MiB of job summary from a step, and drops one that is larger. */
const SUMMARY_BYTES = 1_000_000;

/**
 * The outputs of the step: an enum, a count and a path, and nothing that comes from the pull request. The report is written as
 * it is published, and always to the same place, so that a later step can upload it.
 */
export async function writeOutputs({ runner, inputs }: Step, judged: Judged | undefined): Promise<void> {
	const folder = join(runner.temp, 'groundwire', inputs.instance);
	await rm(folder, { recursive: true, force: true });
	core.setOutput('conclusion', judged?.report.verdict.conclusion ?? 'undecided');
	core.setOutput('findings', judged?.report.findings.filter((finding) => finding.state !== 'existing').length ?? 0);
	if (judged === undefined) return;
	await mkdir(folder, { recursive: true });
	const path = join(folder, 'report.json');
	await writeFile(path, json(judged.report));
	core.setOutput('report', path);
}

/** The report as the job's own page, with what else its reader has to know. */
export async function writeJobSummary(report: Report, warnings: readonly string[]): Promise<void> {
	const notes = warnings.map((warning) => `**Note:** ${prose(warning)}.`);
	try {
		await core.summary.addRaw(summary(report, { commented: new Set(), notes, maxBytes: SUMMARY_BYTES }), true).write();
	} catch (error) {
		core.warning(`the job summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
	}
}
