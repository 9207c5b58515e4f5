import type { RepoPath } from '../change/change.ts';
import { type Baseline, BASELINE_PATH } from '../finding/baseline.ts';
import { tells, weakens } from '../verdict/guardrails/effect.ts';
import { baselineEffects, beyond, ownHidden } from '../verdict/guardrails/baseline-effects.ts';
import { MOST_BASELINE_BYTES } from './baseline.ts';
import type { GuardrailReader } from './guardrail-reader.ts';
import type { Difference, GuardrailsInForce } from './guardrails.ts';
import { entryAt } from './material.ts';
import { previousPaths } from './previous-paths.ts';

/** What the baseline of head would hide, of this change's own findings too. */
export async function baselineChange({ material, baseline = [] }: GuardrailsInForce, read: GuardrailReader): Promise<Difference> {
	const entry = await entryAt(material, 'head', BASELINE_PATH);
	if (entry === undefined) return { effects: baseline.length === 0 ? [tells('would be gone')] : baselineEffects(baseline, []) };
	const bytes = entry.kind === 'file' || entry.kind === 'executable' ? await material.raw(entry.id, MOST_BASELINE_BYTES) : undefined;
	if (bytes === undefined) return { effects: [weakens(`could not be read, and nothing could be decided: it must be a file of at most ${MOST_BASELINE_BYTES} bytes`)] };
	const found = await read({ type: 'baseline', path: BASELINE_PATH, text: new TextDecoder('utf-8').decode(bytes) });
	if (found === undefined) return { effects: [weakens('could not be read in time: nobody can tell what it would hide')] };
	if ('problem' in found) return { effects: [weakens(`would not be valid, and nothing could be decided: ${found.problem}`)] };
	const after: Baseline = found.value;
	const previous = previousPaths(material.change);
	const added = beyond(after, baseline);
	return {
		effects: baselineEffects(baseline, after),
		onFindings: (findings) => ownHidden(added, findings, (path) => previous.get(path as RepoPath) ?? path),
	};
}
