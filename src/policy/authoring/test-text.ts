import type { RegoCoverage, RegoTestResult } from '../rego-tool.ts';
import { type LineOf, placeText, sourceLine } from './problem-text.ts';

const RULE = '-'.repeat(80);
const OUTCOMES = { pass: 'PASS', fail: 'FAIL', error: 'ERROR', skip: 'SKIPPED' } as const;

/** How many tests came out how. Of a test that has cases each case counts, as for `opa test`. */
export interface TestCounts {
	readonly pass: number;
	readonly fail: number;
	readonly error: number;
	readonly skip: number;
}

export function countTests(tests: readonly RegoTestResult[]): TestCounts {
	const outcomes = tests.flatMap(({ outcome, cases }) => (cases === undefined || outcome === 'skip' || outcome === 'error' ? [outcome] : cases.map((one) => one.outcome)));
	const count = (wanted: RegoTestResult['outcome']): number => outcomes.filter((outcome) => outcome === wanted).length;
	return { pass: count('pass'), fail: count('fail'), error: count('error'), skip: count('skip') };
}

/** The report of `opa test`, with the expression that failed, its place and its values. */
export function testsText(tests: readonly RegoTestResult[], lineOf: LineOf, verbose: boolean): string {
	const shown = tests.filter(({ outcome }) => verbose || outcome !== 'pass');
	const counts = countTests(tests);
	const total = counts.pass + counts.fail + counts.error + counts.skip;
	const summary = (['pass', 'fail', 'skip', 'error'] as const).filter((outcome) => counts[outcome] > 0).map((outcome) => `${OUTCOMES[outcome]}: ${counts[outcome]}/${total}`);
	return [...shown.flatMap((test) => testLines(test, lineOf, verbose)), ...(shown.length > 0 ? [RULE] : []), ...summary].map((line) => `${line}\n`).join('');
}

function testLines(test: RegoTestResult, lineOf: LineOf, verbose: boolean): string[] {
	const duration = test.outcome === 'skip' ? '' : ` (${milliseconds(test.durationNs)})`;
	const cases = (test.cases ?? []).filter(({ outcome }) => verbose || outcome === 'fail');
	return [
		`${test.file}:${test.row}:`,
		`data.${test.package}.${test.name}: ${OUTCOMES[test.outcome]}${duration}`,
		...cases.map(({ name, outcome }) => `  ${name.join('/')}: ${OUTCOMES[outcome]}`),
		...(test.printed === undefined ? [] : ['', ...indented(test.printed), '']),
		...reason(test, lineOf),
	];
}

function reason({ outcome, trace = '', failedAt }: RegoTestResult, lineOf: LineOf): string[] {
	const place = failedAt === undefined ? [] : [`  ${placeText(failedAt)}:`];
	// What failed is shown with its values; an error only has its words.
	if (outcome === 'fail') return [...place, ...indented(trace)];
	return outcome === 'error' ? [...place, ...indented(trace), ...(failedAt === undefined ? [] : indented(sourceLine(failedAt, lineOf).join('\n')))] : [];
}

function indented(text: string): string[] {
	return text === '' ? [] : text.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
}

function milliseconds(nanoseconds: number): string {
	return `${(nanoseconds / 1_000_000).toFixed(3)}ms`;
}

/** The tests in the form of `opa test --format json`. */
export function testsJson(tests: readonly RegoTestResult[]): unknown {
	return tests.map(({ file, row, col, outcome, durationNs, ...test }) => ({
		location: { file, row, col },
		package: `data.${test.package}`,
		name: test.name,
		...(outcome === 'fail' && { fail: true }),
		...(outcome === 'error' && { error: { message: test.trace ?? '', ...(test.failedAt !== undefined && { location: test.failedAt }) } }),
		...(outcome === 'skip' && { skip: true }),
		duration: durationNs,
		...(test.printed !== undefined && { output: Buffer.from(`${test.printed}\n`).toString('base64') }),
		...(outcome === 'fail' && test.failedAt !== undefined && { failed_at: { location: test.failedAt, text: test.trace ?? '' } }),
		...(test.cases !== undefined && { cases: test.cases }),
	}));
}

/** Which lines no test came by, file by file. */
export function coverageText({ files, coverage, covered_lines: covered, not_covered_lines: missed }: RegoCoverage): string {
	const rows = Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([file, report]) => {
		const lines = lineList(report.not_covered ?? []);
		return `${(report.coverage ?? 0).toFixed(2).padStart(6)}%  ${file}${lines === '' ? '' : `  (not covered: ${lines})`}\n`;
	});
	return `${rows.join('')}${coverage.toFixed(2).padStart(6)}%  all (${covered} of ${covered + missed} lines)\n`;
}

function lineList(ranges: readonly { readonly start: { readonly row: number }; readonly end: { readonly row: number } }[]): string {
	const rows = [...new Set(ranges.flatMap(({ start, end }) => Array.from({ length: end.row - start.row + 1 }, (_, index) => start.row + index)))].sort((a, b) => a - b);
	const runs: { first: number; last: number }[] = [];
	for (const row of rows) {
		const run = runs.at(-1);
		if (run?.last === row - 1) run.last = row;
		else runs.push({ first: row, last: row });
	}
	return runs.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
}
