import type { Finding } from '../finding/finding.ts';

/** The findings that a command names. */
export type Named =
	| { readonly by: 'fingerprint' | 'rule'; readonly findings: readonly Finding[] }
	| { readonly refused: string };

/** Fewer characters of a fingerprint are a guess. */
const LEAST = 6;
const PREFIX = 'gw:';

/** Finds what `target` names: the id of a rule, a fingerprint, or the beginning of exactly one. */
export function named(target: string, findings: readonly Finding[]): Named {
	const isId = target.startsWith(PREFIX);
	const id = (isId ? target.slice(PREFIX.length) : target).toLowerCase();
	const ofRule = isId ? [] : findings.filter(({ rule }) => rule === target);
	const starting = id.length < LEAST ? [] : findings.filter(({ fingerprint }) => fingerprint.startsWith(id));
	const exact = starting.filter(({ fingerprint }) => fingerprint === id);
	const ofId = exact.length > 0 ? exact : starting;
	const different = new Set(ofId.map(({ fingerprint }) => fingerprint)).size;
	if (ofRule.length > 0 && ofId.length > 0) return { refused: `\`${target}\` is a rule and the beginning of an id; write \`${PREFIX}${target}\` for the id` };
	if (ofRule.length > 0) return { by: 'rule', findings: ofRule };
	if (different > 1) return { refused: `\`${target}\` is the beginning of ${different} ids; write more of it` };
	if (ofId.length > 0) return { by: 'fingerprint', findings: ofId };
	const short = isId && id.length < LEAST ? `; an id needs at least ${LEAST} characters` : '';
	return { refused: `no finding of this change has the id \`${target}\`, and no rule of that name found anything${short}` };
}
