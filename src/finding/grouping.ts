import { createHash } from 'node:crypto';

import type { Confidence, Severity } from '../policy/policy.ts';
import type { Finding, Location } from './finding.ts';

/**
 * Loud remarks (high or critical, and sure) about what is configured stand on their own lines up to this many in one file: each is a
 * resource of its own. Quiet ones are gathered from two on, and so are all about code, where one habit, client or wrapper is the cause.
 */
const LOUD_ALONE = 3;
/** Quiet remarks that are alike stand in this many files; beyond, they are one. */
const FILES_ALONE = 3;
/** Places in one remark; what is beyond starts another, so that no place is lost. */
const PLACES = 50;

/**
 * Gathers like remarks, in a file and, quiet ones, over many files: same rule, side, headline, severity, confidence and state. The first keeps its fingerprint and edits; the
 * places of the others become its `related`. Every place comes out exactly once.
 */
export function groupFindings(findings: readonly Finding[]): Finding[] {
	const sayMuch = rulesThatSayMuch(findings);
	const said = ({ rule, title, message }: Finding): string | undefined => (sayMuch.has(rule) || isUntitled(rule, title) ? message : undefined);
	const inFiles = [...Map.groupBy(findings.toSorted(byLocation), (finding) => likeness(finding, said(finding))).values()].flatMap((group) => (group.length > threshold(group) ? chunks(group).map(gathered) : group));
	return [...Map.groupBy(inFiles, (finding) => likenessAcrossFiles(finding, said(finding))).values()].flatMap((group) => (group.length > FILES_ALONE && !isLoudGroup(group) ? chunks(group).map(gathered) : group));
}

/** Rules that say different things of one place: a Conftest package with several `deny`. Their headline is not what they object to. */
function rulesThatSayMuch(findings: readonly Finding[]): ReadonlySet<string> {
	const places = Map.groupBy(findings, ({ rule, location: { path, side, startLine, startColumn } }) => JSON.stringify([rule, path, side, startLine, startColumn]));
	return new Set([...places.values()].flatMap(([first, ...others]) => (first !== undefined && others.some(({ message }) => message !== first.message) ? [first.rule] : [])));
}

/** A team's package without a title is called by its path. */
function isUntitled(rule: string, title: string): boolean {
	return rule === title || rule.endsWith(`/${title}`);
}

function likeness(finding: Finding, said: string | undefined): string {
	const { rule, title, severity, confidence, state, location, reason, baseline } = finding;
	return JSON.stringify([rule, location.path, location.side, title, severity, confidence, state, reason, baseline, said]);
}

/** The same quiet remark in many files is one remark: a reviewer reads it once. */
function likenessAcrossFiles({ rule, title, severity, confidence, state, location, reason, baseline }: Finding, said: string | undefined): string {
	return JSON.stringify([rule, location.side, title, severity, confidence, state, reason, baseline, said]);
}

function threshold(group: readonly Finding[]): number {
	return isLoudGroup(group) && group[0]?.category.startsWith('code/') !== true ? LOUD_ALONE : 1;
}

function isLoudGroup([first]: readonly Finding[]): boolean {
	return first !== undefined && isLoud(first.severity, first.confidence);
}

function isLoud(severity: Severity, confidence: Confidence): boolean {
	return (severity === 'critical' || severity === 'high') && confidence === 'high';
}

function gathered(group: readonly [Finding, ...Finding[]]): Finding {
	const [first, ...others] = group;
	const places = others.flatMap((other) => [other.location, ...other.related]);
	return others.length === 0 ? first : { ...withDigestOfAll(group), related: [...first.related, ...places] };
}

/** Whoever decides about the remark decides about every place of it: with another one it is another decision. */
function withDigestOfAll(group: readonly [Finding, ...Finding[]]): Finding {
	const { digest, ...first } = group[0];
	if (digest === undefined || group.some((finding) => finding.digest === undefined)) return first;
	const all = group.map((finding) => [finding.fingerprint, finding.digest]);
	return { ...first, digest: createHash('sha256').update(JSON.stringify(all), 'utf8').digest('hex').slice(0, digest.length) };
}

function chunks(group: readonly Finding[]): [Finding, ...Finding[]][] {
	const made: [Finding, ...Finding[]][] = [];
	for (const finding of group) {
		const last = made.at(-1);
		if (last === undefined || last.length >= PLACES) made.push([finding]);
		else last.push(finding);
	}
	return made;
}

function byLocation(a: Finding, b: Finding): number {
	return text(a.location.path, b.location.path) || lineOrder(a.location, b.location) || text(a.fingerprint, b.fingerprint);
}

function lineOrder(a: Location, b: Location): number {
	return a.startLine - b.startLine || a.startColumn - b.startColumn;
}

function text(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
