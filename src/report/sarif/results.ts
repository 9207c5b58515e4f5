import type { Fix, Result, Suppression } from 'sarif';

import { BASELINE_PATH } from '../../finding/baseline.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Edit } from '../../parse/parsed.ts';
import { LEVELS } from './rules.ts';
import { artifactLocation, primaryLocation, region, relatedLocations } from './places.ts';
import { plainText } from './text.ts';

/** How a run's findings become results. */
export interface ResultContext {
	/** Position of a rule in the tool's list. */
	readonly ruleIndex: (rule: string) => number;
	/** A tree was scanned: nothing in it is new but what a baseline does not record. */
	readonly scanned: boolean;
	readonly hasBaseline: boolean;
	/** The folder that paths of a scan start from. */
	readonly root?: string;
}

/**
 * One finding as a result. Our fingerprint stands under a name of its own: under `primaryLocationLineHash` the upload Action warns of
 * every value that it did not compute itself; it adds that one from the line's text.
 */
export function resultOf(finding: Finding, context: ResultContext): Result {
	const { root } = context;
	const suppressions = suppressionsOf(finding);
	const related = relatedLocations(finding, root);
	return {
		ruleId: finding.rule,
		ruleIndex: context.ruleIndex(finding.rule),
		level: LEVELS[finding.severity],
		message: { text: messageOf(finding) },
		locations: [primaryLocation(finding, root)],
		...(related.length > 0 && { relatedLocations: related }),
		partialFingerprints: { 'groundwire/v1': finding.fingerprint },
		...baselineState(finding, context),
		...(suppressions.length > 0 && { suppressions }),
		...(finding.edits.length > 0 && { fixes: [fixOf(finding, root)] }),
		properties: { severity: finding.severity, confidence: finding.confidence, state: finding.state, placement: finding.placement, ...(finding.baseline === true && { baseline: true }) },
	};
}

function messageOf({ message, location, remedy, state }: Finding): string {
	const deleted = location.side === 'RIGHT' ? '' : ` (${lines(location.startLine, location.endLine)} of \`${location.path}\` at base ${location.endLine > location.startLine ? 'are' : 'is'} gone.)`;
	const pending = state === 'pending' ? ' The change suppresses this itself: a person has to approve it.' : '';
	return plainText(`${message}${deleted}${pending} ${remedy}`.trim());
}

function lines(first: number, last: number): string {
	return first === last ? `Line ${first}` : `Lines ${first} to ${last}`;
}

/** What the change fixed is no result: code scanning takes every result for an alert, whatever its baseline state. */
function baselineState({ state, baseline }: Finding, { scanned, hasBaseline }: ResultContext): Pick<Result, 'baselineState'> {
	if (scanned) return hasBaseline ? { baselineState: baseline === true ? 'unchanged' : 'new' } : {};
	return { baselineState: state === 'existing' || state === 'suppressed' ? 'unchanged' : 'new' };
}

function suppressionsOf({ state, reason, baseline }: Finding): Suppression[] {
	const justification = reason === undefined ? {} : { justification: plainText(reason) };
	if (state === 'suppressed') return [{ kind: 'inSource', status: 'accepted', ...justification }];
	// Under review is not suppressed: the finding counts until a person has said yes.
	if (state === 'pending') return [{ kind: 'inSource', status: 'underReview', ...justification }];
	if (state === 'waived') return [{ kind: 'external', status: 'accepted', ...justification }];
	return baseline === true ? [{ kind: 'external', status: 'accepted', justification: `Recorded in ${BASELINE_PATH}.` }] : [];
}

/** The edits of a finding are one fix: all of them or none. */
function fixOf({ edits, remedy }: Finding, root?: string): Fix {
	const check = edits.every(({ safe }) => safe) ? '' : ' (To be checked: it may change what the code does.)';
	return {
		description: { text: plainText(`${remedy}${check}`) },
		artifactChanges: [...Map.groupBy(edits, ({ path }) => path)].map(([path, changes]) => ({ artifactLocation: artifactLocation(path, root), replacements: changes.map(replacement) })),
	};
}

function replacement(edit: Edit) {
	return { deletedRegion: region(edit), insertedContent: { text: edit.text } };
}
