import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as core from '@actions/core';

import { DEFAULT_INSTANCE } from '../github/markers.ts';
import { builtinPages, builtinRules } from '../policy/builtin-docs.ts';
import { visible } from '../report/markdown-escape.ts';
import type { Report } from '../report/report.ts';
import { sarif } from '../report/sarif/sarif.ts';
import type { Inputs } from './inputs.ts';
import type { Log } from './log.ts';
import type { Runner } from './runner.ts';

/** Writes the validated report as SARIF where the input says. False when that failed: the run then does not end as a success. */
export async function writeSarif(report: Report, { sarif: path, instance }: Inputs, { workspace, serverUrl, owner, repo }: Runner, cli: string, log: Log): Promise<boolean> {
	if (path === undefined) return true;
	const dist = join(dirname(cli), '..');
	const { text, notes } = sarif(report, {
		rules: builtinRules(dist),
		pages: builtinPages(dist),
		scanned: false,
		repository: `${serverUrl}/${owner}/${repo}`,
		...(instance !== DEFAULT_INSTANCE && { instance }),
	});
	for (const note of notes) core.warning(note);
	const file = resolve(workspace, path);
	try {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, text);
		log.line(`the findings stand as SARIF in ${visible(file)}`);
		return true;
	} catch (error) {
		core.error(visible(`The SARIF file could not be written: ${error instanceof Error ? error.message : String(error)}. Name a path in the workspace.`));
		return false;
	}
}
