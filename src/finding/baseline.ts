import { ConfigurationError } from '../config/configuration-error.ts';
import type { RepoPath } from '../change/change.ts';
import type { RuleId } from '../policy/policy.ts';
import { type FindingKey, keyText } from './fingerprint.ts';
import { isRecord } from '../parse/json-values.ts';

/** Where a repository keeps its baseline, relative to its root. */
export const BASELINE_PATH = '.groundwire/baseline.json';

/** So many findings of one key were there when the baseline was written: no line, no column, no message. */
export interface BaselineEntry extends FindingKey {
	readonly count: number;
}

/** What a repository had when it adopted Groundwire. Described by docs/baseline.schema.json. */
export type Baseline = readonly BaselineEntry[];

const SCHEMA = 'groundwire.baseline/1';

/** Reads a baseline file. One of another shape is a `ConfigurationError`: half a baseline would let the other half speak, or hide it. */
export function parseBaseline(text: string, path: string): Baseline {
	const value = parsed(text, path);
	if (!isRecord(value) || value['schema'] !== SCHEMA) throw wrong(path, `\`schema\` must be "${SCHEMA}"`);
	const { findings } = value;
	if (!Array.isArray(findings)) throw wrong(path, '`findings` must be a list');
	const entries = findings.map((entry: unknown, index) => baselineEntry(entry, path, index));
	if (new Set(entries.map(keyText)).size < entries.length) throw wrong(path, 'a rule, path and subject stand there twice');
	return entries;
}

/** A line a finding, sorted, so that the diff of a baseline shows what came and what went. */
export function baselineText(baseline: Baseline): string {
	const lines = baseline.toSorted(byKey).map(({ rule, path, subject, count }) => `\t\t${JSON.stringify({ path, rule, subject, count })}`);
	return `{\n\t"schema": "${SCHEMA}",\n\t"findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n\t`}]\n}\n`;
}

/** The entries of findings, each given by its key. */
export function baselineOf(keys: readonly FindingKey[]): Baseline {
	const groups = Map.groupBy(keys, keyText);
	return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ rule: first.rule, path: first.path, subject: first.subject, count: others.length + 1 }])).sort(byKey);
}

/** How many findings a baseline records. */
export function recordedCount(baseline: Baseline): number {
	return baseline.reduce((sum, { count }) => sum + count, 0);
}

function byKey(a: BaselineEntry, b: BaselineEntry): number {
	return byText(a.path, b.path) || byText(a.rule, b.rule) || byText(a.subject, b.subject);
}

function byText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

function parsed(text: string, path: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new ConfigurationError('the baseline is not valid JSON', { path, line: text.split('\n').findIndex((line) => !isOurs(line)) + 1 || 1, remedy: REMEDY });
	}
}

/** A line as `baselineText` writes it; the first other one, such as the mark of a merge that is not resolved, is where to look. */
function isOurs(line: string): boolean {
	if (/^\s*(?:[{}\]]?|"schema": "[^"]*",|"findings": \[\]?)\s*$/.test(line)) return true;
	const entry = /^\s*(\{.*\}),?$/.exec(line)?.[1];
	try {
		return entry !== undefined && isRecord(JSON.parse(entry));
	} catch {
		// No entry: this is the line that was looked for.
		return false;
	}
}

const REMEDY = 'Write it anew with `groundwire baseline`.';

function baselineEntry(entry: unknown, path: string, index: number): BaselineEntry {
	if (!isRecord(entry)) throw wrong(path, `\`findings[${index}]\` must be an object`);
	const { rule, path: file, subject, count } = entry;
	if (typeof rule !== 'string' || typeof file !== 'string' || typeof subject !== 'string') throw wrong(path, `\`findings[${index}]\` must have the texts \`path\`, \`rule\` and \`subject\``);
	if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) throw wrong(path, `\`findings[${index}].count\` must be a whole number from 1`);
	return { rule: rule as RuleId, path: file as RepoPath, subject, count };
}

function wrong(path: string, message: string): ConfigurationError {
	return new ConfigurationError(`the baseline is not valid: ${message}`, { path, remedy: REMEDY });
}
