import { statSync } from 'node:fs';
import { join } from 'node:path';

import type { Report } from '../report/report.ts';
import type { Conclusion, Verdict } from '../verdict/verdict.ts';

/** Which roots are scanned together: those without a config or policies of their own. Each of the others is judged by its own. */
export function scanGroups(roots: readonly string[]): readonly (readonly string[])[] {
	const { true: ruled = [], false: plain = [] } = Object.groupBy(roots, (root) => String(statSync(join(root, '.groundwire'), { throwIfNoEntry: false })?.isDirectory() === true));
	return [...ruled.map((root) => [root]), ...(plain.length > 0 ? [plain] : [])];
}

/** Reports of several scans as one. */
export function mergedReport(reports: readonly [Report, ...Report[]]): Report {
	const [first] = reports;
	const timings = new Map<string, number>();
	for (const [name, ms] of reports.flatMap((report) => Object.entries(report.timings))) timings.set(name, (timings.get(name) ?? 0) + ms);
	return {
		...first,
		verdict: mergedVerdict(reports.map(({ verdict }) => verdict)),
		findings: reports.flatMap(({ findings }) => findings),
		notAnalysed: reports.flatMap(({ notAnalysed }) => notAnalysed).toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))),
		coverage: {
			files: sum(reports, ({ coverage }) => coverage.files),
			analysed: sum(reports, ({ coverage }) => coverage.analysed),
			workspaces: sum(reports, ({ coverage }) => coverage.workspaces),
		},
		...mergedBaseline(reports),
		...(reports.some((report) => report.unusedSuppressions !== undefined) && { unusedSuppressions: reports.flatMap(({ unusedSuppressions = [] }) => unusedSuppressions) }),
		timings: { ...Object.fromEntries(timings), totalMs: timings.get('totalMs') ?? 0 },
	};
}

/** Each root may lie under a baseline of its own. */
function mergedBaseline(reports: readonly Report[]): Pick<Report, 'baseline'> {
	const used = reports.flatMap(({ baseline }) => baseline ?? []);
	if (used.length === 0) return {};
	const total = (key: 'recorded' | 'judged' | 'gone'): number => used.reduce((count, baseline) => count + baseline[key], 0);
	return { baseline: { recorded: total('recorded'), judged: total('judged'), gone: total('gone') } };
}

function sum(reports: readonly Report[], figure: (report: Report) => number): number {
	return reports.reduce((total, report) => total + figure(report), 0);
}

/** As for one: what could not be used comes before all, then block, then undecided. */
function mergedVerdict(verdicts: readonly Verdict[]): Verdict {
	const reasons = verdicts.flatMap((verdict) => verdict.reasons);
	const has = (wanted: Conclusion): boolean => verdicts.some(({ conclusion }) => conclusion === wanted);
	const unusable = reasons.some(({ kind }) => kind === 'config' || kind === 'policy');
	const conclusion = unusable ? 'undecided' : has('block') ? 'block' : has('undecided') ? 'undecided' : 'pass';
	return { ...verdicts[0], conclusion, reasons };
}
