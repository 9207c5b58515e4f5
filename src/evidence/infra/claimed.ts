import type { RepoPath } from '../../change/change.ts';
import { sourceText } from '../../parse/text.ts';
import { textFormats, yamlFormats } from './formats.ts';
import { kubernetesFormat } from './kubernetes.ts';
import { looksLikePlan } from './terraform/plan/recognise.ts';

/**
 * Does a format know this file by its path or a glance at its text, whatever keeps it from being read? Of a format that takes any YAML
 * (manifests) see `couldHoldObjects`.
 */
export function isClaimed(path: RepoPath, bytes: Uint8Array): boolean {
	const source = sourceText(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
	const claims = [...textFormats, ...yamlFormats].some((format) => format !== kubernetesFormat && format.claims(source));
	return claims || looksLikePlan(path, bytes);
}
