import type { CommitSha } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import { visible } from '../report/markdown-escape.ts';
import type { Report } from '../report/report.ts';
import { blockingFingerprints, byWeight, summary } from '../report/summary.ts';
import type { Conclusion } from '../verdict/verdict.ts';
import { isReadOnly, statusOf, type Client } from './client.ts';
import { DEFAULT_INSTANCE } from './markers.ts';
import type { Published } from './publish.ts';

export interface CheckRun {
	readonly report: Report;
	readonly head: CommitSha;
	readonly owner: string;
	readonly repo: string;
	readonly instance: string;
}

/** Neutral and skipped count as passing on a required check, so neither is ever used. */
const CONCLUSIONS: Readonly<Record<Conclusion, 'success' | 'failure' | 'action_required'>> = {
	pass: 'success',
	block: 'failure',
	undecided: 'action_required',
};

const MOST_BYTES = 60_000;
const MOST_ANNOTATIONS = 50;

/** The report as one check run on head. A run on the same commit finds it by its name and id and brings it up to date. */
export async function publishCheckRun(client: Client, check: CheckRun): Promise<Published> {
	try {
		const at = { owner: check.owner, repo: check.repo };
		const name = check.instance === DEFAULT_INSTANCE ? 'groundwire' : `groundwire (${check.instance})`;
		const { data } = await client.rest.checks.listForRef({ ...at, ref: check.head, check_name: name, filter: 'latest', per_page: 100 });
		const id = `groundwire:${check.instance}`;
		const existing = data.check_runs.find((run) => run.external_id === id);
		const state = { name, external_id: id, status: 'completed', conclusion: CONCLUSIONS[check.report.verdict.conclusion], output: output(check.report) } as const;
		if (existing?.conclusion === state.conclusion && existing.output.summary === state.output.summary) return { outcome: 'published', writes: 0, resolved: 0 };
		if (existing === undefined) await client.rest.checks.create({ ...at, ...state, head_sha: check.head });
		else await client.rest.checks.update({ ...at, ...state, check_run_id: existing.id });
		return { outcome: 'published', writes: 1, resolved: 0 };
	} catch (error) {
		const detail = `${statusOf(error) ?? ''} ${error instanceof Error ? error.message : String(error)}`.trim().slice(0, 500);
		return { outcome: isReadOnly(error) ? 'read-only' : 'failed', writes: 0, resolved: 0, detail };
	}
}

function output(report: Report): { title: string; summary: string; annotations: Annotation[] } {
	const blocking = blockingFingerprints(report);
	const open = report.findings.filter((finding) => ['introduced', 'removed', 'pending'].includes(finding.state)).sort(byWeight(blocking));
	const title = open.length === 0 ? 'nothing found' : `${open.filter((finding) => blocking.has(finding.fingerprint)).length} block, ${open.length} in all`;
	return {
		title,
		summary: summary(report, { commented: new Set(), maxBytes: MOST_BYTES }),
		annotations: open.filter((finding) => finding.location.side === 'RIGHT').slice(0, MOST_ANNOTATIONS).map((finding) => annotation(finding, blocking)),
	};
}

interface Annotation {
	path: string;
	start_line: number;
	end_line: number;
	annotation_level: 'failure' | 'warning';
	title: string;
	message: string;
}

function annotation(finding: Finding, blocking: ReadonlySet<string>): Annotation {
	const { path, startLine, endLine } = finding.location;
	return {
		path,
		start_line: startLine,
		end_line: endLine,
		annotation_level: blocking.has(finding.fingerprint) ? 'failure' : 'warning',
		title: visible(finding.title).slice(0, 255),
		message: visible(`${finding.message} ${finding.remedy} [${finding.rule}]`).slice(0, 8000),
	};
}
