import { gzipSync } from 'node:zlib';
import type { Log, Run } from 'sarif';

import type { Finding } from '../../finding/finding.ts';
import type { RuleMetadata } from '../../policy/policy.ts';
import { spelt } from '../json.ts';
import { ordered } from '../order.ts';
import type { Report } from '../report.ts';
import { blockingFingerprints, byWeight } from '../summary.ts';
import { NOTES, note, notifications, openReasons, UNDECIDED, undecidedResult } from './open-questions.ts';
import { ROOT_ID } from './places.ts';
import { type ResultContext, resultOf } from './results.ts';
import { describedRules, ruleDescriptor } from './rules.ts';

export interface SarifOptions {
	/** Metadata of the rules; a finding of another rule describes its rule itself. */
	readonly rules: readonly RuleMetadata[];
	/** The page of a rule in Markdown, by id. */
	readonly pages: Readonly<Record<string, string>>;
	/** A tree was scanned: there is no change. */
	readonly scanned: boolean;
	/** `https://…` address of the repository, where it is known. */
	readonly repository?: string;
	/** For a scan: the folder that its paths start from, absolute, with `/`. */
	readonly root?: string;
	/** Tells several uses of Groundwire apart. */
	readonly instance?: string;
}

export interface SarifFile {
	/** SARIF 2.1.0 as JSON; the same report gives the same bytes. Ends with a newline. */
	readonly text: string;
	/** What was left out and why, for whoever runs this. */
	readonly notes: readonly string[];
}

/** What code scanning takes: 25,000 results a run, of which it shows the 5,000 gravest, in 10 MB of gzip. */
const MOST_RESULTS = 25_000;
const SHOWN_RESULTS = 5000;
const MOST_BYTES = 10_000_000;
/** Open questions that have a result of their own; all are among the notifications. */
const MOST_OPEN = 1000;

/** The report as SARIF 2.1.0, as GitHub code scanning reads it. What does not fit is left out from the least grave on, and that is said. */
export function sarif(report: Report, options: SarifOptions): SarifFile {
	const all = ordered(report);
	const findings = [...all.findings].sort(byWeight(blockingFingerprints(all)));
	let kept = Math.min(findings.length, MOST_RESULTS - MOST_OPEN);
	for (;;) {
		const notes = leftOut(findings, kept);
		const text = `${spelt(JSON.stringify(logOf(all, findings.slice(0, kept), notes, options), undefined, 2))}\n`;
		const size = Buffer.byteLength(text) <= MOST_BYTES ? 0 : gzipSync(text).length;
		if (size <= MOST_BYTES || kept === 0) return { text, notes };
		kept = Math.floor(kept * Math.min(0.9, (MOST_BYTES / size) * 0.95));
	}
}

function leftOut(findings: readonly Finding[], kept: number): string[] {
	const least = findings[kept]?.severity;
	return [
		...(least === undefined ? [] : [`${findings.length - kept} of ${findings.length} findings are left out of the SARIF file, from the least grave on (the first one is ${least}): code scanning takes ${MOST_RESULTS} results in 10 MB. The JSON report has all.`]),
		...(kept > SHOWN_RESULTS ? [`The SARIF file has ${kept} results: code scanning shows the ${SHOWN_RESULTS} gravest.`] : []),
	];
}

function logOf(report: Report, findings: readonly Finding[], notes: readonly string[], options: SarifOptions): Log {
	return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [runOf(report, findings, notes, options)] };
}

function runOf(report: Report, findings: readonly Finding[], notes: readonly string[], options: SarifOptions): Run {
	const { scanned, root, instance, repository, pages } = options;
	const rules = [...describedRules(options.rules, report.findings).map((rule) => ruleDescriptor(rule, Object.hasOwn(pages, rule.id) ? pages[rule.id] : undefined)), UNDECIDED];
	const indices = new Map(rules.map(({ id }, index) => [id, index]));
	const ruleIndex = (rule: string): number => indices.get(rule) ?? -1;
	const context: ResultContext = { ruleIndex, scanned, hasBaseline: report.baseline !== undefined, ...(root !== undefined && { root }) };
	const open = openReasons(report);
	return {
		tool: { driver: { name: 'Groundwire', version: report.tool.version, semanticVersion: report.tool.version, rules, notifications: [...NOTES] } },
		automationDetails: { id: ['groundwire', ...(instance === undefined ? [] : [instance]), scanned ? 'scan' : 'check', ''].join('/') },
		invocations: [
			{
				// A run that left something open is no success, whatever it found.
				executionSuccessful: open.length === 0,
				toolExecutionNotifications: [...notes.map((text) => note('results-left-out', 'warning', text)), ...notifications(report, root)],
			},
		],
		columnKind: 'utf16CodeUnits',
		originalUriBaseIds: { [ROOT_ID]: { description: { text: 'The root of the repository.' } } },
		...provenance(report, repository),
		results: [...open.slice(0, MOST_OPEN).map((reason) => undecidedResult(reason, ruleIndex(UNDECIDED.id), root)), ...findings.map((finding) => resultOf(finding, context))],
		properties: { conclusion: report.verdict.conclusion, fixed: report.fixed.length },
	};
}

function provenance({ change: { head } }: Report, repository: string | undefined): Pick<Run, 'versionControlProvenance'> {
	if (repository === undefined) return {};
	return { versionControlProvenance: [{ repositoryUri: repository, ...(head !== null && { revisionId: head }), mappedTo: { uriBaseId: ROOT_ID } }] };
}
