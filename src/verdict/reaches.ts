import type { BlockThreshold } from '../config/config.ts';
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from '../policy/policy.ts';

/** At or above both thresholds. */
export function reaches(weight: { readonly severity: Severity; readonly confidence: Confidence }, block: BlockThreshold): boolean {
	return (
		SEVERITIES.indexOf(weight.severity) >= SEVERITIES.indexOf(block.severity) &&
		CONFIDENCES.indexOf(weight.confidence) >= CONFIDENCES.indexOf(block.confidence)
	);
}
