import { createHash } from 'node:crypto';
import type { Notification, ReportingDescriptor, Result } from 'sarif';

import { CONFIG_PATH } from '../../config/layers.ts';
import type { VerdictReason } from '../../verdict/verdict.ts';
import type { Report } from '../report.ts';
import { artifactLocation } from './places.ts';
import { plainText } from './text.ts';

/** Ids of what a run says about itself. */
export const NOTES: readonly ReportingDescriptor[] = [
	{ id: 'not-analysed', shortDescription: { text: 'A file or a part of it was not analysed' } },
	{ id: 'undecided', shortDescription: { text: 'Something that could have blocked was not judged' } },
	{ id: 'results-left-out', shortDescription: { text: 'The file would be larger than code scanning takes' } },
];

/** The rule under which an undecided run has results: code scanning reads results alone, and a run without any looks clean there. */
export const UNDECIDED: ReportingDescriptor = {
	id: 'could-not-decide',
	name: 'CouldNotDecide',
	shortDescription: { text: 'Groundwire could not decide' },
	fullDescription: { text: 'Something that could have blocked was not judged: a file that was not read, a config or a policy that cannot be used.' },
	help: { text: 'Mend what the message names, and run the check again. Until then nothing is known of this part of the change.' },
	defaultConfiguration: { level: 'error' },
	properties: { precision: 'very-high', 'problem.severity': 'error', tags: ['operations'] },
};

/** Why the verdict is open. */
export function openReasons({ verdict }: Report): VerdictReason[] {
	return verdict.reasons.filter(({ kind }) => kind === 'config' || kind === 'policy' || kind === 'not-analysed');
}

/** One result for each open question, on the file that it is about. */
export function undecidedResult({ kind, detail, path }: VerdictReason, ruleIndex: number, root?: string): Result {
	const print = createHash('sha256').update(JSON.stringify([kind, path, detail]), 'utf8').digest('hex').slice(0, 16);
	return {
		ruleId: UNDECIDED.id,
		ruleIndex,
		level: 'error',
		message: { text: plainText(`Could not decide: ${path === undefined || detail.startsWith(path) ? '' : `${path}: `}${detail}`) },
		locations: [{ physicalLocation: { artifactLocation: artifactLocation(path ?? CONFIG_PATH, root) } }],
		partialFingerprints: { 'groundwire/v1': print },
	};
}

/** What was not analysed, and what left the verdict open. */
export function notifications(report: Report, root?: string): Notification[] {
	const unread = report.notAnalysed.map(({ path, reason, detail, partial }) => note('not-analysed', 'warning', `${path}: not analysed${partial === true ? ' in part' : ''}: ${reason}: ${detail}`, path, root));
	const open = openReasons(report).map(({ detail, path }) => note('undecided', 'error', detail, path, root));
	return [...open, ...unread];
}

/** A notification of one of `NOTES`. */
export function note(id: string, level: Notification.level, text: string, path?: string, root?: string): Notification {
	const location = path === undefined || path === '.' ? {} : { locations: [{ physicalLocation: { artifactLocation: artifactLocation(path, root) } }] };
	return { descriptor: { id, index: NOTES.findIndex((known) => known.id === id) }, level, message: { text: plainText(text) }, ...location };
}
