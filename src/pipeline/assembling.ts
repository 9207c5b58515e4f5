import type { Change, Side } from '../change/change.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { FixJob } from '../evidence/extraction/protocol.ts';
import type { Finding, FixedFinding } from '../finding/finding.ts';
import { groupFindings } from '../finding/grouping.ts';
import { type LineMaps, lineMapsOf, nothingBefore } from '../finding/line-map.ts';
import { type PairedFinding, pairFindings } from '../finding/pair.ts';
import { type Suppressions, suppressionOf } from '../finding/suppression.ts';
import type { Edit } from '../parse/parsed.ts';
import type { Evidence } from './gather.ts';
import type { Judgements } from './judging.ts';
import { type LocatedObjection, locate } from './locating.ts';
import type { Material } from './material.ts';
import { withTexts } from './texts.ts';
import type { Config } from '../config/config.ts';

export interface Outcome {
	readonly findings: readonly Finding[];
	readonly fixed: readonly FixedFinding[];
}

interface Draft {
	readonly paired: PairedFinding<LocatedObjection>;
	readonly finding: Finding;
}

/** Turns objections of both sides into the findings of the change: paired, suppressed where granted, with edits, grouped. */
export async function assemble(judgements: Judgements, evidence: Evidence, config: Config, client: ExtractionClient, material: Material): Promise<Outcome> {
	const { change, scanned } = material;
	const placed = withoutRepeats(judgements.objections.map((objection) => locate(objection, change, config)));
	const located = placed.some(({ objection }) => objection.side === 'base') ? await withTexts(placed, material) : placed;
	const side = (wanted: 'base' | 'head') => located.filter(({ objection }) => objection.side === wanted);
	const lineMaps = scanned ? nothingBefore : lineMapsOf(change);
	const pairing = pairFindings(side('base'), side('head'), lineMaps);
	const suppressions = { base: suppressionsOf(evidence, 'base'), head: suppressionsOf(evidence, 'head') };
	const drafts = pairing.head.map((paired) => ({ paired, finding: draft(paired, suppressions, lineMaps, scanned) }));
	const edits = await editsFor(drafts, change, client);
	const findings = drafts.map(({ finding }, index) => ({ ...finding, edits: edits.get(index) ?? [] }));
	const fixed = pairing.fixed.map(({ finding, fingerprint }) => ({ fingerprint, rule: finding.rule, subject: finding.subject, path: finding.path }));
	// A scan is an inventory: each place is listed. A review gathers like remarks.
	return { findings: scanned ? findings : groupFindings(findings), fixed };
}

function draft(paired: PairedFinding<LocatedObjection>, suppressions: { readonly base: Suppressions; readonly head: Suppressions }, lineMaps: LineMaps, scanned: boolean): Finding {
	const { finding: located, fingerprint } = paired;
	const { metadata, objection, severity, confidence } = located;
	// A scan has no base: a suppression that stands in the tree is as granted as anything in it.
	const heard = suppressionOf(located, scanned ? 'existing' : paired.state, scanned ? { base: suppressions.head, head: suppressions.head } : suppressions, lineMaps);
	return {
		fingerprint,
		rule: located.rule,
		category: metadata.category,
		persona: metadata.persona,
		severity,
		confidence,
		state: heard.state,
		placement: severity === 'low' || confidence === 'low' ? 'summary' : 'inline',
		subject: located.subject,
		title: metadata.title,
		message: objection.raw.message,
		why: metadata.description,
		remedy: metadata.remedy,
		location: located.deleted ? { ...paired.location, side: 'LEFT' } : paired.location,
		related: located.related,
		edits: [],
		...(heard.reason !== undefined && { reason: heard.reason }),
	};
}

/** Instances of one block (`count`, `for_each`) of which the same is said are one finding. */
function withoutRepeats(located: readonly LocatedObjection[]): LocatedObjection[] {
	const said = new Set<string>();
	return located.filter(({ objection: { side, document }, rule, path, range, subject, message }) => {
		if (document?.platform !== 'terraform') return true;
		const key = JSON.stringify([side, rule, path, range, subject, message]);
		const isNew = !said.has(key);
		said.add(key);
		return isNew;
	});
}

function suppressionsOf(evidence: Evidence, side: Side): Suppressions {
	return new Map([...evidence[side], ...evidence.siblings[side]].map(([path, { suppressions }]) => [path, suppressions]));
}

/** Edits are made only for what the change brought: nobody is asked to mend the past here. */
async function editsFor(drafts: readonly Draft[], change: Change, client: ExtractionClient): Promise<ReadonlyMap<number, readonly Edit[]>> {
	const blobs = new Map(change.files.flatMap(({ after }) => (after === undefined ? [] : [[after.path, after.blob]])));
	const jobs: FixJob[] = [];
	for (const [id, { paired, finding }] of drafts.entries()) {
		const { raw, document } = paired.finding.objection;
		const blob = blobs.get(paired.finding.path);
		const isNew = finding.state === 'introduced' || finding.state === 'removed' || finding.state === 'pending';
		if (raw.fix === undefined || blob === undefined || !isNew) continue;
		jobs.push({ type: 'fix', id, path: paired.finding.path, blob, at: raw.at, fix: raw.fix, ...(document !== undefined && { document: document.index }) });
	}
	return client.fix(jobs);
}
