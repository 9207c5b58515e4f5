import { compareTerms, printRegoTerm, readRegoTerm, type RegoTerm, termValue } from '../../src/policy/rego-terms.ts';
import type { Case } from './cases.ts';

/** What a case answered: rows of bindings, or the error that the evaluation ended with. */
export type Answer = { readonly rows: RegoTerm } | { readonly error: string };

/**
 * Why an answer is not what the case wants, compared as OPA's own test does (`v1/topdown/exported_test.go`): rows are a set, and
 * sets in them arrays in order. A builtin's error is no error to an evaluation that is not strict, as ours and that of `opa eval`:
 * there the answer must be empty. `evaluator`: OPA's own, whose errors must be worded as the case says.
 */
export function difference(testCase: Case, answer: Answer, evaluator: boolean): string | undefined {
	if (testCase.want_result !== undefined) return differentRows(testCase, answer);
	const { want_error: wanted = '', want_error_code: code = '', strict_error: strict = false } = testCase;
	if ('error' in answer) return !evaluator || (answer.error.includes(wanted) && answer.error.includes(code)) ? undefined : `wanted the error ${code} ${wanted}, got ${answer.error}`;
	return strict && !evaluator && isEmpty(answer.rows) ? undefined : `wanted the error ${code} ${wanted}, got ${printRegoTerm(answer.rows)}`;
}

function differentRows(testCase: Case, answer: Answer): string | undefined {
	if ('error' in answer) return `got the error ${answer.error}`;
	const wanted = canonicalRows(readRegoTerm(JSON.stringify(testCase.want_result)), false);
	const got = canonicalRows(answer.rows, testCase.sort_bindings === true);
	return wanted === got ? undefined : `wanted ${wanted}, got ${got}`;
}

/** Rows as a set. With `sort` the values of the bindings are arrays to be sorted. */
function canonicalRows(rows: RegoTerm, sort: boolean): string {
	if (rows.kind !== 'array' && rows.kind !== 'set') return printRegoTerm(rows);
	const items = rows.items.map(asJson).map((row) => (row.kind === 'object' && sort ? { ...row, items: row.items.map(([key, value]) => [key, sorted(value)] as const) } : row));
	return printRegoTerm({ kind: 'set', items: unique(items) });
}

function sorted(term: RegoTerm): RegoTerm {
	return term.kind === 'array' ? { kind: 'array', items: [...term.items].sort(compareTerms) } : term;
}

function unique(terms: readonly RegoTerm[]): readonly RegoTerm[] {
	return [...new Map(terms.map((term) => [printRegoTerm(term), term])).values()];
}

/** A value as it is in JSON: sets are arrays in order, keys are texts, and a number has one spelling. */
function asJson(term: RegoTerm): RegoTerm {
	if (term.kind === 'number') return { kind: 'number', text: spelling(term.text) };
	if ('text' in term) return term;
	if (term.kind === 'object') return { kind: 'object', items: term.items.map(([key, value]) => [key.kind === 'string' ? key : { kind: 'string', text: JSON.stringify(termValue(key)) }, asJson(value)]) };
	const items = term.kind === 'set' ? [...term.items].sort(compareTerms) : term.items;
	return { kind: 'array', items: items.map(asJson) };
}

/** `1.50`, `15e-1` and `1.5` are one number: digits without zeros at their ends, and a power of ten. */
function spelling(text: string): string {
	const [, sign = '', whole = '', decimals = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
	const digits = (whole + decimals).replace(/^0+/, '');
	const short = digits.replace(/0+$/, '');
	return short === '' ? '0' : `${sign}${short}e${Number(power) - decimals.length + digits.length - short.length}`;
}

function isEmpty(rows: RegoTerm): boolean {
	return (rows.kind === 'array' || rows.kind === 'set') && rows.items.length === 0;
}
