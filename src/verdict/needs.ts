import { createHash } from 'node:crypto';
import type { ChangedFile, Provenance, ProvenanceKind } from '../change/change.ts';
import { isAboutFindings, matchesPath } from '../config/approvals.ts';
import type { ApprovalNeed, ApprovalRule, BlockThreshold, Config } from '../config/config.ts';
import type { Finding, Location } from '../finding/finding.ts';
import type { Confidence, Severity } from '../policy/policy.ts';
import { reaches } from './reaches.ts';

/** Approvals that somebody asks for: a rule of the config, or a policy. */
export interface Asked {
	/** Of what asks: the same for the same words of the config. */
	readonly id: string;
	/** `rule 2 of approvals`. */
	readonly by: string;
	readonly approvals: number;
	readonly team?: string;
}

/** What has to happen before something stops blocking. With `block` no approval is enough. */
export interface Need {
	readonly block: boolean;
	readonly asked: readonly Asked[];
}

/** What a rule of the config can look at in a finding. */
export interface Weighed {
	readonly rule: string;
	readonly category: string;
	readonly severity: Severity;
	readonly confidence: Confidence;
}

export const NOTHING: Need = { block: false, asked: [] };
const BLOCK: Need = { block: true, asked: [] };

type Setting = Pick<Config, 'approvals' | 'block' | 'environments'>;

/**
 * What a finding needs. The first rule about findings without `provenance` decides, else the threshold. Rules with `provenance` and the
 * policy itself can only ask for more. A finding that stands under two paths needs what both ask for.
 */
export function needOfFinding(finding: Finding, config: Setting, provenance: Provenance): Need {
	const paths = new Set([finding.location.path, (finding.atHead ?? finding.location).path]);
	const needs = [...paths].flatMap((path) => [needOf({ ...finding, path }, config), ...sharpened({ ...finding, path }, config, (kinds) => touches(provenance, kinds, placesOf(finding)))]);
	return total([...needs, ...byPolicy(finding)]);
}

/** What the config asks for by weight and path alone, before anybody knows who wrote it. */
export function needOf(weighed: Weighed & { readonly path: string }, config: Setting): Need {
	const deciding = config.approvals.findIndex((rule) => isAboutFindings(rule.when) && rule.when.provenance === undefined && fits(rule, weighed, config));
	const rule = config.approvals[deciding];
	if (rule !== undefined) return needOfRule(rule, deciding);
	return reaches(weighed, config.block) ? BLOCK : NOTHING;
}

/** Would a finding of this weight need anything, wherever it stood in the file? That tells whether a file that could not be read matters. */
export function couldNeed(weighed: Weighed & { readonly path: string }, config: Setting, provenance: Provenance): boolean {
	return [needOf(weighed, config), ...sharpened(weighed, config, (kinds) => touches(provenance, kinds, [weighed]))].some(({ block, asked }) => block || asked.length > 0);
}

function sharpened(weighed: Weighed & { readonly path: string }, config: Setting, isBy: (kinds: ReadonlySet<ProvenanceKind>) => boolean): Need[] {
	return config.approvals.flatMap((rule, index) => {
		const { provenance } = rule.when;
		if (provenance === undefined || !isAboutFindings(rule.when)) return [];
		return fits(rule, weighed, config) && isBy(KINDS[provenance]) ? [needOfRule(rule, index)] : [];
	});
}

/**
 * What the change as a whole needs, with the files that ask for it. Of the rules that speak of no finding, the first without `provenance`
 * decides file by file, under its old name and its new one, so that no file makes another one cheaper; rules with `provenance` add to that.
 */
export function needsOfChange(files: readonly ChangedFile[], config: Setting, provenance: Provenance): readonly { readonly asked: Asked; readonly paths: readonly string[] }[] {
	const paths = [...new Set(files.flatMap(({ before, after }) => [before?.path ?? [], after?.path ?? []].flat()))].sort();
	const found = new Map<string, { readonly asked: Asked; readonly paths: string[] }>();
	for (const path of paths) {
		for (const asked of rulesFor(path, config, provenance)) {
			const entry = found.get(asked.id) ?? { asked, paths: [] };
			entry.paths.push(path);
			found.set(asked.id, entry);
		}
	}
	return [...found.values()];
}

function rulesFor(path: string, config: Setting, provenance: Provenance): readonly Asked[] {
	const whole = [...config.approvals.entries()].filter(([, { when }]) => !isAboutFindings(when) && matchesPath(when, path, config.environments));
	const deciding = whole.find(([, { when }]) => when.provenance === undefined);
	const added = whole.filter(([, { when }]) => when.provenance !== undefined && touches(provenance, KINDS[when.provenance], [{ path }]));
	return [...(deciding === undefined ? [] : [deciding]), ...added].flatMap(([index, rule]) => needOfRule(rule, index).asked);
}

function fits({ when }: ApprovalRule, weighed: Weighed & { readonly path: string }, { environments, block }: Setting): boolean {
	const { rules, categories } = when;
	// A weight that is not named is no condition: the lowest fits all.
	const least: BlockThreshold = { ...block, severity: when.severity ?? 'low', confidence: when.confidence ?? 'low' };
	return reaches(weighed, least) && (rules === undefined || named(rules, weighed.rule)) && (categories === undefined || named(categories, weighed.category)) && matchesPath(when, weighed.path, environments);
}

function named(patterns: readonly string[], name: string): boolean {
	return patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

function needOfRule(rule: ApprovalRule, index: number): Need {
	const { need, name } = rule;
	if (need === 'nothing') return NOTHING;
	if (need === 'block') return BLOCK;
	const by = name === undefined ? `rule ${index + 1} of approvals` : `\`${name}\` of approvals`;
	return { block: false, asked: [{ id: identity([rule.when, need]), by, ...need }] };
}

function byPolicy({ rule, approvals }: Finding): Need[] {
	return approvals === undefined ? [] : [{ block: false, asked: [{ id: identity(['policy', rule, approvals]), by: 'asked by its policy', approvals }] }];
}

function identity(words: readonly [...unknown[], ApprovalNeed | number]): string {
	return createHash('sha256').update(JSON.stringify(words), 'utf8').digest('hex').slice(0, 16);
}

/** All of them together, without what another one asks for already. */
function total(needs: readonly Need[]): Need {
	const asked = [...new Map(needs.flatMap((need) => need.asked).map((entry) => [entry.id, entry])).values()];
	const block = needs.some((need) => need.block);
	return { block, asked: asked.filter((entry, index) => !asked.some((other, at) => at !== index && covers(other, entry) && (!covers(entry, other) || at < index))) };
}

/** Whoever gets the one has the other. */
function covers(one: Asked, other: Asked): boolean {
	return one.approvals >= other.approvals && (other.team === undefined || other.team === one.team);
}

/** An agent wrote it; somebody wrote it with help. Bots that run no model, and words that only mention one, are neither. */
const KINDS: Readonly<Record<'agent' | 'assist', ReadonlySet<ProvenanceKind>>> = {
	agent: new Set(['agent', 'session']),
	assist: new Set(['agent', 'session', 'assist', 'disclosed']),
};

/**
 * Lines that are claimed, and beside them every mark of the change: a line that nobody claims may be anybody's, and no claim takes one
 * away. Commits that could not be read may carry marks, too.
 */
function touches({ marks, complete, attributed = [] }: Provenance, kinds: ReadonlySet<ProvenanceKind>, places: readonly Place[]): boolean {
	if (!complete || marks.some(({ kind }) => kinds.has(kind))) return true;
	return attributed.some(({ kind, path, ranges }) => kinds.has(kind) && places.some((place) => place.path === path && ranges.some(([first, last]) => first <= (place.endLine ?? last) && last >= (place.startLine ?? first))));
}

/** A file, or some of its lines. */
interface Place {
	readonly path: string;
	readonly startLine?: number;
	readonly endLine?: number;
}

/** Lines of head that the finding stands on, and those of like remarks that it speaks for. */
function placesOf({ location, atHead, related }: Finding): readonly Location[] {
	return [location, ...(atHead === undefined ? [] : [atHead]), ...related].filter(({ side }) => side === 'RIGHT');
}
