import { type Baseline, recordedCount } from '../../finding/baseline.ts';
import type { Finding } from '../../finding/finding.ts';
import { keyText } from '../../finding/fingerprint.ts';
import { isNew } from '../decide.ts';
import { type Effect, tells, weakens } from './effect.ts';

/** The records of head beyond those of base, and the other way round. */
export function baselineEffects(before: Baseline, after: Baseline): Effect[] {
	const more = recordedCount(beyond(after, before));
	const fewer = recordedCount(beyond(before, after));
	return [
		...(more === 0 ? [] : [weakens(`would hide ${more} more ${more === 1 ? 'finding' : 'findings'}`)]),
		...(fewer === 0 ? [] : [tells(`would no longer hide ${fewer} ${fewer === 1 ? 'finding' : 'findings'}`)]),
		...(more + fewer === 0 ? [tells('records the same findings')] : []),
	];
}

/** What `baseline` records and `other` does not. */
export function beyond(baseline: Baseline, other: Baseline): Baseline {
	const known = new Map(other.map((entry) => [keyText(entry), entry.count]));
	return baseline.flatMap((entry) => {
		const count = entry.count - (known.get(keyText(entry)) ?? 0);
		return count > 0 ? [{ ...entry, count }] : [];
	});
}

/** How many findings of the change itself the new records would hide. What a change takes away always speaks. */
export function ownHidden(added: Baseline, findings: readonly Finding[], pathAtBase: (path: string) => string): Effect[] {
	const left = new Map(added.map((entry) => [keyText(entry), entry.count]));
	const hidden = findings.filter((finding) => {
		const key = keyText({ rule: finding.rule, path: pathAtBase(finding.location.path) as Finding['location']['path'], subject: finding.subject });
		const own = keyText({ rule: finding.rule, path: finding.location.path, subject: finding.subject });
		const used = [own, key].find((name) => (left.get(name) ?? 0) > 0);
		if (!isNew(finding) || finding.state === 'removed' || used === undefined) return false;
		left.set(used, (left.get(used) ?? 0) - 1);
		return true;
	});
	const all = findings.filter(isNew).length;
	return hidden.length === 0 ? [] : [weakens(`would hide ${hidden.length} of this change's ${all} ${all === 1 ? 'finding' : 'findings'}`)];
}
