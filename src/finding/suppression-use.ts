import { nearest } from '../config/nearest.ts';
import type { RepoPath } from '../change/change.ts';
import type { Suppression } from '../evidence/file-evidence.ts';
import { speaksOf, type Suppressions } from './suppression.ts';

/** A `groundwire-ignore` whose rule ran and has nothing to say there. */
export interface UnusedSuppression {
	readonly path: RepoPath;
	readonly line: number;
	readonly rule: string;
	/** No rule has this id. */
	readonly unknown?: true;
	/** The rule that was probably meant. */
	readonly meant?: string;
}

/** An objection of head, whatever became of it. */
export interface Objected {
	readonly rule: string;
	readonly path: RepoPath;
	readonly line: number;
}

export interface SuppressionUse {
	readonly suppressions: Suppressions;
	/** Everything that rules object to, what was there before and what comments already silence too. */
	readonly objected: readonly Objected[];
	/** Did the rule judge the whole of this file? */
	readonly ran: (rule: string, path: RepoPath) => boolean;
	/** The ids of all rules; absent where some are not known. */
	readonly known?: readonly string[];
}

/** A longer word is no id that anybody mistyped. */
const LONGEST_ID = 100;

/** The comments that silence nothing, in the order of their places. Of a rule that did not run nothing is said. */
export function unusedSuppressions({ suppressions, objected, ran, known }: SuppressionUse): UnusedSuppression[] {
	const lines = Map.groupBy(objected, ({ rule, path }) => JSON.stringify([rule, path]));
	const ids = known === undefined ? undefined : new Set(known);
	const isUsed = (path: RepoPath, suppression: Suppression): boolean => lines.get(JSON.stringify([suppression.rule, path]))?.some(({ line }) => speaksOf(suppression, line)) ?? false;
	return [...suppressions]
		.flatMap(([path, all]) =>
			all.flatMap((suppression): UnusedSuppression[] => {
				const { line, rule } = suppression;
				if (ids !== undefined && !ids.has(rule)) return [{ path, line, rule: rule.slice(0, LONGEST_ID), unknown: true, ...meant(rule, ids) }];
				return ran(rule, path) && !isUsed(path, suppression) ? [{ path, line, rule }] : [];
			}),
		)
		.toSorted((a, b) => byText(a.path, b.path) || a.line - b.line || byText(a.rule, b.rule));
}

function meant(rule: string, ids: ReadonlySet<string>): Pick<UnusedSuppression, 'meant'> {
	const found = rule.length > LONGEST_ID ? undefined : nearest(rule, ids);
	return found === undefined ? {} : { meant: found };
}

function byText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
