import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { isCodePath } from '../../src/parse/code-path.ts';
import { type Measured, measure } from '../bench/process-tree.ts';

/** What became of a tree of source files that nobody wrote for us. */
export interface Survey {
	readonly files: number;
	readonly findings: number;
	/** Files that were not read, or only in part, by reason. */
	readonly notAnalysed: ReadonlyMap<string, number>;
	/** Files that brought a process down, ended the run or broke a policy: each is a bug of ours. */
	readonly broken: readonly { readonly path: string; readonly why: string }[];
	/** Files that took too long, and did so again by themselves: on an idle machine each is a bug, too. */
	readonly slow: readonly string[];
	readonly seconds: number;
	readonly peakMb: number;
}

/** Reasons that no input may lead to. */
const BUGS: ReadonlySet<string> = new Set(['crashed', 'policy']);
const BATCH = 500;
/** A service that uses everything, so that every extractor takes part. */
const PACKAGE = JSON.stringify({
	name: 'robustness',
	dependencies: { express: '^4', pino: '^9', axios: '^1', bullmq: '^5', 'prom-client': '^15', '@opentelemetry/api': '^1', 'launchdarkly-node-server-sdk': '^7', pg: '^8' },
});

interface Scan {
	readonly findings: number;
	readonly notAnalysed: readonly { readonly path: string; readonly reason: string; readonly detail: string }[];
}

/** Every file below these folders and files whose name is that of code, in one order on every machine. */
export function codeFilesBelow(roots: readonly string[]): string[] {
	return roots.flatMap((root) => {
		if (isCodePath(root)) return [root];
		const names = readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile() && isCodePath(entry.name));
		return names.map(({ parentPath, name }) => join(parentPath, name)).sort();
	});
}

/**
 * Scans files with the built command, as the code of a service, many at a time. Where a run does not end in a report, the batch is
 * halved until the file stands alone. `say` hears of the progress.
 */
export async function survey(cli: string, files: readonly string[], say: (line: string) => void = () => {}): Promise<Survey> {
	const broken: { path: string; why: string }[] = [];
	const slow: string[] = [];
	const notAnalysed = new Map<string, number>();
	let findings = 0;
	let seconds = 0;
	let peakMb = 0;
	const pending = Array.from({ length: Math.ceil(files.length / BATCH) }, (_, index) => files.slice(index * BATCH, (index + 1) * BATCH));
	for (let batch = pending.shift(); batch !== undefined; batch = pending.shift()) {
		const { run, report } = await scanOf(cli, batch);
		seconds += run.seconds;
		peakMb = Math.max(peakMb, run.peakMb);
		say(`${batch[0] ?? ''}: ${batch.length} files in ${run.seconds.toFixed(1)} s, ${run.peakMb.toFixed(0)} MB${report === undefined ? ', NO REPORT' : ''}`);
		if (report !== undefined) {
			findings += report.findings;
			for (const { path, reason, detail } of report.notAnalysed) {
				if (reason === 'timeout' && batch.length > 1) {
					pending.unshift([path]);
					continue;
				}
				if (reason === 'timeout') slow.push(path);
				notAnalysed.set(reason, (notAnalysed.get(reason) ?? 0) + 1);
				if (BUGS.has(reason)) broken.push({ path, why: `${reason}: ${detail}` });
			}
		} else if (batch.length === 1) broken.push({ path: batch[0] ?? '', why: 'no report' });
		else pending.unshift(batch.slice(0, batch.length >> 1), batch.slice(batch.length >> 1));
	}
	return { files: files.length, findings, notAnalysed, broken, slow, seconds, peakMb };
}

async function scanOf(cli: string, files: readonly string[]): Promise<{ readonly run: Measured; readonly report: Scan | undefined }> {
	const folder = mkdtempSync(join(tmpdir(), 'groundwire-robustness-'));
	try {
		writeFileSync(join(folder, 'package.json'), PACKAGE);
		const source = join(folder, 'src/server');
		mkdirSync(source, { recursive: true });
		// By number: the place that a file had says what it is (a test, a page), and would keep it from being judged.
		const named = new Map(files.map((path, index) => [`f${index}${/\.[a-z]+$/.exec(path)?.[0] ?? '.ts'}`, path]));
		for (const [name, path] of named) cpSync(path, join(source, name));
		const run = await measure(process.execPath, [cli, 'scan', folder, '--format', 'json', '--fail-on', 'never']);
		return { run, report: reportOf(run.stdout, (path) => named.get(relative(source, path)) ?? path) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function reportOf(text: string, original: (path: string) => string): Scan | undefined {
	try {
		const { findings, notAnalysed } = JSON.parse(text) as { readonly findings: readonly unknown[]; readonly notAnalysed: Scan['notAnalysed'] };
		return { findings: findings.length, notAnalysed: notAnalysed.map((entry) => ({ ...entry, path: original(entry.path) })) };
	} catch {
		return undefined;
	}
}
