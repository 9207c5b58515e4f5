import { createHash } from 'node:crypto';
import type { RepoPath } from '../change/change.ts';
import type { RuleId } from '../policy/policy.ts';

/** What makes two findings of base and head the same remark: no line, no column, no message. */
export interface FindingKey {
	readonly rule: RuleId;
	/** The path at base where the file exists there, so that a rename keeps the fingerprint; else the path at head. */
	readonly path: RepoPath;
	readonly subject: string;
}

/** Characters of a fingerprint: 64 bits, enough that two findings of one repository do not meet by chance. */
const LENGTH = 16;

/** The key as one string. Parts are JSON, so that no part can pretend to be two. */
export function keyText(key: FindingKey): string {
	return JSON.stringify([key.rule, key.path, key.subject]);
}

/** Names a finding from push to push. `ordinal` tells several with one key apart, from 0. */
export function fingerprint(key: FindingKey, ordinal: number): string {
	return createHash('sha256').update(`${keyText(key)}#${ordinal}`, 'utf8').digest('hex').slice(0, LENGTH);
}
