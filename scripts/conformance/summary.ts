import type { Result } from './run.ts';

const OPERATORS: ReadonlySet<string> = new Set(['assign', 'eq', 'equal', 'neq', 'lt', 'lte', 'gt', 'gte', 'internal.print']);
const LANGUAGE = '(the language)';

/** A table by builtin, what was refused or failed with the reason, and a line of totals. */
export function summary(results: readonly Result[]): string {
	return [...table(results), '', ...details(results, 'refused'), ...details(results, 'failed'), totals(results)].join('\n');
}

const line = (cells: readonly (string | number)[]): string => cells.map((cell, index) => (index === 0 ? String(cell).padEnd(40) : String(cell).padStart(8))).join('');

function table(results: readonly Result[]): readonly string[] {
	const rows = Map.groupBy(results.flatMap((result) => names(result).map((name) => ({ name, result }))), ({ name }) => name);
	return [
		line(['builtin', 'passed', 'refused', 'failed']),
		...[...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entries]) => line([name, ...(['passed', 'refused', 'failed'] as const).map((outcome) => entries.filter(({ result }) => result.outcome === outcome).length)])),
	];
}

/** A case counts for each builtin that it calls. */
function names({ builtins }: Result): readonly string[] {
	const called = [...new Set(builtins)].filter((name) => !OPERATORS.has(name));
	return called.length === 0 ? [LANGUAGE] : called;
}

function details(results: readonly Result[], outcome: 'refused' | 'failed'): readonly string[] {
	return results.filter((result) => result.outcome === outcome).map((result) => `${outcome}: ${result.case.note} (${result.evaluation ?? 'not compiled'}): ${result.detail ?? ''}`);
}

function totals(results: readonly Result[]): string {
	const many = (test: (result: Result) => boolean): number => results.filter(test).length;
	const outcome = (name: Result['outcome']): string => `${many((result) => result.outcome === name)} ${name}`;
	const by = (name: string): string => `${many((result) => result.evaluation === name)} in ${name === 'wasm' ? 'Wasm' : "OPA's own evaluator"}`;
	return `\n${results.length} cases: ${outcome('passed')}, ${outcome('refused')}, ${outcome('failed')}; ${by('wasm')}, ${by('evaluator')}`;
}
