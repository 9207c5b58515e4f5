import type { Change, Side } from '../change/change.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { FixJob } from '../evidence/extraction/protocol.ts';
import type { Baseline } from '../finding/baseline.ts';
import { type BaselineUse, withBaseline } from '../finding/baseline-matching.ts';
import type { Finding, FixedFinding } from '../finding/finding.ts';
import { groupFindings } from '../finding/grouping.ts';
import { type LineMaps, lineMapsOf, nothingBefore } from '../finding/line-map.ts';
import { type PairedFinding, pairFindings } from '../finding/pair.ts';
import { elsewhere as excusedElsewhere, type IsElsewhere, type Suppressions, suppressionOf } from '../finding/suppression.ts';
import type { Edit } from '../parse/parsed.ts';
import type { RuleMetadata } from '../policy/policy.ts';
import { useOfBaseline } from './baseline.ts';
import { type Cause, causesOf } from './causes.ts';
import { withDigest } from './digests.ts';
import { followed } from './followed.ts';
import type { Evidence } from './gather.ts';
import type { Judgements } from './judging.ts';
import { type LocatedObjection, locate } from './locating.ts';
import type { Material } from './material.ts';
import type { PlacesAt } from './places.ts';
import { withTexts } from './texts.ts';
import type { Config } from '../config/config.ts';

export interface Outcome {
	readonly findings: readonly Finding[];
	readonly fixed: readonly FixedFinding[];
	/** Where there is a baseline. */
	readonly baseline?: BaselineUse;
}

/** The baseline in force, and the rules that ran: a record of another rule is not gone. */
export interface Recorded {
	readonly baseline: Baseline;
	readonly rules: readonly RuleMetadata[];
}

interface Draft {
	readonly paired: PairedFinding<LocatedObjection>;
	readonly finding: Finding;
}

/** Turns objections of both sides into the findings of the change: paired, suppressed where granted, with edits, grouped. */
export async function assemble(judgements: Judgements, evidence: Evidence, config: Config, client: ExtractionClient, material: Material, recorded?: Recorded, places?: PlacesAt): Promise<Outcome> {
	const { change, scanned } = material;
	const placed = withoutRepeats(judgements.objections.map((objection) => locate(objection, change, config, places)));
	const located = placed.some(({ objection }) => objection.side === 'base') ? await withTexts(placed, material) : placed;
	const side = (wanted: 'base' | 'head') => located.filter(({ objection }) => objection.side === wanted);
	const lineMaps = scanned ? nothingBefore : lineMapsOf(change);
	const before = followed(side('base'), side('head'), change);
	const pairing = pairFindings(before, side('head'), lineMaps);
	const gone = new Set(pairing.fixed.map(({ finding }) => finding));
	const standing = pairing.head.filter(({ state }) => state === 'existing').map(({ finding }) => finding);
	const isElsewhere = excusedElsewhere(before.filter((finding) => !gone.has(finding)), standing);
	const suppressions = { base: suppressionsOf(evidence, 'base'), head: suppressionsOf(evidence, 'head'), isElsewhere };
	const drafts: Draft[] = [];
	for (const paired of withBaseline(pairing.head, recorded?.baseline ?? [], lineMaps)) {
		const causes = scanned || paired.state === 'existing' ? [] : await causesOf(paired.finding, evidence, material);
		drafts.push({ paired, finding: withCauses(draft(paired, suppressions, lineMaps, scanned), causes) });
	}
	const edits = await editsFor(drafts, change, client);
	const findings: Finding[] = [];
	// A scan has nobody who decides.
	for (const [index, { finding, paired }] of drafts.entries()) findings.push({ ...(scanned ? finding : await withDigest(finding, paired.finding, material)), edits: edits.get(index) ?? [] });
	const fixed = pairing.fixed.map(({ finding, fingerprint }) => ({ fingerprint, rule: finding.rule, subject: finding.subject, path: finding.path }));
	// A scan is an inventory: each place is listed. A review gathers like remarks.
	return { findings: scanned ? findings : groupFindings(findings), fixed, ...(recorded !== undefined && { baseline: baselineUseOf(recorded, drafts, evidence, material, lineMaps) }) };
}

function baselineUseOf({ baseline, rules }: Recorded, drafts: readonly Draft[], evidence: Evidence, material: Material, lineMaps: LineMaps): BaselineUse {
	const matched = drafts.filter(({ finding }) => finding.baseline === true).map(({ paired }) => paired.finding);
	return useOfBaseline(baseline, matched, rules, evidence, material, lineMaps);
}

function draft(paired: PairedFinding<LocatedObjection>, suppressions: { readonly base: Suppressions; readonly head: Suppressions; readonly isElsewhere: IsElsewhere }, lineMaps: LineMaps, scanned: boolean): Finding {
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
		...(paired.location.side === 'LEFT' && !located.deleted && { atHead: { path: located.path, side: 'RIGHT', ...located.range } }),
		related: elsewhere(located.related, paired.location),
		edits: [],
		...(objection.raw.approvals !== undefined && { approvals: objection.raw.approvals }),
		...(heard.reason !== undefined && { reason: heard.reason }),
		...(heard.uncovered === true && { uncovered: true as const }),
		...(paired.recorded === true && heard.state === 'existing' && { baseline: true }),
	};
}

/** Without the place that the remark itself stands on: a call that lost its guardrail is one only where the deleted line is. */
function elsewhere(related: Finding['related'], { path, side, startLine, startColumn }: Finding['location']): Finding['related'] {
	return related.filter((other) => other.path !== path || other.side !== side || other.startLine !== startLine || other.startColumn !== startColumn);
}

/** A finding in lines that the change left alone says what of the change led to it. */
function withCauses(finding: Finding, causes: readonly Cause[]): Finding {
	const state = finding.state === 'introduced' && causes.some(({ removal }) => removal) ? 'removed' : finding.state;
	return { ...finding, state, related: [...finding.related, ...causes.map(({ location }) => location)] };
}

/**
 * Instances of one block (`count`, `for_each`) of which the same is said are one finding. So is what is said of one line of a module
 * for each of its calls, whatever names these give, and what is said of an argument both in the file and in the module that gets it.
 */
function withoutRepeats(located: readonly LocatedObjection[]): LocatedObjection[] {
	const said = new Set<string>();
	const builders = new Map<string, string>();
	const calls = new Map<string, string>();
	const own = new Set(located.filter(isInItsFile).map(lineKey));
	const rendered = located.filter(({ objection: { document } }) => document?.platform === 'kubernetes').map(({ metadata: { category }, path }) => ({ category, path }));
	return located.filter((entry) => {
		const { objection: { document }, subject, message } = entry;
		if (document?.platform === 'helm-values' && isToldByChart(entry, rendered)) return false;
		if (document?.platform === 'kubernetes' && document.workspace !== undefined) return isFirstOf(builders, lineKey(entry), document.workspace);
		if (document?.platform !== 'terraform') return true;
		if (!isInItsFile(entry) && document.workspace !== undefined && own.has(lineKey(entry))) return false;
		const place = `${lineKey(entry)} ${subject}`;
		const call = document.workspace ?? '';
		const first = calls.get(place) ?? call;
		calls.set(place, first);
		const key = `${place} ${message}`;
		const isNew = first === call && !said.has(key);
		said.add(key);
		return isNew;
	});
}

/** What values lead to is told of what the chart makes of them, where it makes something of them. */
function isToldByChart({ metadata, path }: LocatedObjection, rendered: readonly { readonly category: string; readonly path: string }[]): boolean {
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	return rendered.some((other) => other.category === metadata.category && (other.path === path || other.path.startsWith(`${folder}templates/`)));
}

function isInItsFile({ objection: { evidence }, path }: LocatedObjection): boolean {
	return evidence?.path === path;
}

function lineKey({ objection: { side }, rule, path, range }: LocatedObjection): string {
	return JSON.stringify([side, rule, path, range]);
}

/** What several kustomizations make of one line of a base is said for the first of them. */
function isFirstOf(builders: Map<string, string>, place: string, workspace: string): boolean {
	const first = builders.get(place) ?? workspace;
	builders.set(place, first);
	return first === workspace;
}

export function suppressionsOf(evidence: Evidence, side: Side): Suppressions {
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
		// A value that another file decides is mended there, where the path into this document leads nowhere.
		if (document !== undefined && paired.finding.objection.evidence?.path !== paired.finding.path) continue;
		// An editor sees a file of Terraform by itself, whoever calls its module.
		const index = document?.workspace !== undefined && document.platform === 'terraform' ? 0 : document?.index;
		jobs.push({ type: 'fix', id, path: paired.finding.path, blob, at: raw.at, fix: raw.fix, ...(index !== undefined && { document: index }) });
	}
	return client.fix(jobs);
}
