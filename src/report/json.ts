import { ordered } from './order.ts';
import type { Report } from './report.ts';

/** Keys stand in this order wherever they occur; others follow by name. */
const KEYS = `schema tool startedAt change verdict findings fixed notAnalysed coverage comments timings
	base head provenance complete commits marks conclusion threshold reasons kind
	fingerprint rule category persona severity confidence state placement beside subject title
	message why remedy location related edits path reason atHead uncovered baseline detail partial
	digest approvals waiver by until comment rules required refused team fingerprints approvedBy people guardrails effects weaker unusedSuppressions unknown meant line attributed ranges evidence model lines added byTool unknown
	side startLine startColumn endLine endColumn text safe files analysed workspaces recorded judged gone limit inline summary overLimit totalMs`.split(/\s+/);
const RANK: ReadonlyMap<string, number> = new Map(KEYS.map((key, index) => [key, index]));

/** The report as JSON, by docs/report.schema.json: the same report gives the same bytes. Ends with a newline. */
export function json(report: Report): string {
	return stableJson(ordered(report));
}

/** Any value as JSON with its keys in a fixed order. Ends with a newline. */
export function stableJson(value: unknown): string {
	return `${spelt(JSON.stringify(value, inOrder, 2))}\n`;
}

/** What `visible` shows, but C0, which JSON escapes by itself. A report that is printed must steer no terminal. */
const INVISIBLE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The same JSON with everything that cannot be seen as `\u…`: whoever reads it gets the same value. */
export function spelt(jsonText: string): string {
	return jsonText.replace(INVISIBLE, (character) => Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''));
}

function inOrder(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function rank(key: string): number {
	return RANK.get(key) ?? KEYS.length;
}
