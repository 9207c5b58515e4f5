import type { RepoPath } from '../change/change.ts';
import type { RuleId } from '../policy/policy.ts';
import { type Baseline, recordedCount } from './baseline.ts';
import { type FindingKey, keyText } from './fingerprint.ts';
import type { LineMaps } from './line-map.ts';
import type { Located, PairedFinding } from './pair.ts';

/**
 * What the baseline of base records is `existing`, up to the recorded count. Findings that base has by the pairing use it up first,
 * so that one more of a kind speaks. A finding that is new because the change took a guardrail away always speaks: no record of
 * the past stands for what is done now.
 */
export function withBaseline<T extends Located>(head: readonly PairedFinding<T>[], baseline: Baseline, lineMaps: LineMaps): readonly PairedFinding<T>[] {
	if (baseline.length === 0) return head;
	const left = new Map(baseline.map((entry) => [keyText(entry), entry.count]));
	const recorded = new Set<PairedFinding<T>>();
	for (const state of ['existing', 'introduced'] as const) {
		for (const paired of head) {
			const key = keyText(keyAtBase(paired.finding, lineMaps));
			const count = left.get(key) ?? 0;
			if (paired.state !== state || count === 0) continue;
			left.set(key, count - 1);
			recorded.add(paired);
		}
	}
	return head.map((paired) => (recorded.has(paired) ? { ...paired, state: 'existing', recorded: true } : paired));
}

/** A baseline names files as base does: a rename keeps what is recorded. */
export function keyAtBase({ rule, path, subject }: Pick<Located, 'rule' | 'path' | 'subject'>, lineMaps: LineMaps): FindingKey {
	return { rule, path: lineMaps(path).basePath ?? path, subject };
}

/** How a baseline fares: it shrinks as findings are mended. In the JSON report as `baseline`. */
export interface BaselineUse {
	/** Findings that it records. */
	readonly recorded: number;
	/** Of these, how many this run could look for: of rules that ran, in files that it read. */
	readonly judged: number;
	/** Of these, how many are no longer there. */
	readonly gone: number;
}

/**
 * Compares a baseline with what was found. `found` are the keys at base of all findings that match a record; `judges` tells whether
 * this run would have found such a finding.
 */
export function baselineUse(baseline: Baseline, found: readonly FindingKey[], judges: (rule: RuleId, path: RepoPath) => boolean): BaselineUse {
	const counts = new Map([...Map.groupBy(found, keyText)].map(([key, { length }]) => [key, length]));
	const judged = baseline.filter(({ rule, path }) => judges(rule, path));
	const gone = judged.reduce((sum, entry) => sum + Math.max(0, entry.count - (counts.get(keyText(entry)) ?? 0)), 0);
	return { recorded: recordedCount(baseline), judged: recordedCount(judged), gone };
}
