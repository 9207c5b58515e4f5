import type { Change, ChangedFile } from '../change/change.ts';
import type { Config } from '../config/config.ts';
import { weightOf } from '../config/selection.ts';
import type { CodeEvidence } from '../evidence/facts.ts';
import { pointerOf, resolveAt } from '../evidence/infra/positions.ts';
import type { Location } from '../finding/finding.ts';
import type { Located } from '../finding/pair.ts';
import type { Range } from '../parse/parsed.ts';
import type { At, Confidence, RuleMetadata, Severity } from '../policy/policy.ts';
import type { Objection } from './judging.ts';

/** An objection with its place, subject and weight: what pairing and the report need. */
export interface LocatedObjection extends Located {
	readonly metadata: RuleMetadata;
	readonly objection: Objection;
	readonly severity: Severity;
	readonly confidence: Confidence;
	readonly related: readonly Location[];
	/** Stands on a file that head does not have. */
	readonly deleted: boolean;
}

const FIRST_LINE: Range = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** Finds the place that a policy named. A place that does not exist is the nearest one that does. */
export function locate(objection: Objection, change: Change, config: Config): LocatedObjection {
	const { rule, raw } = objection;
	const place = placeOf(objection, raw.at, change);
	return {
		rule: rule.id,
		metadata: rule,
		objection,
		path: place.path,
		range: place.range,
		subject: raw.subject ?? subjectOf(objection, raw.at),
		message: raw.message,
		...weightOf(rule, config, raw),
		related: (raw.related ?? []).map(({ at }) => relatedLocation(objection, at, change)),
		deleted: place.deleted,
		...placeAtBase(objection, raw.at),
	};
}

/** A rule that misses something points at where it should be: base may have had it exactly there. */
function placeAtBase({ document, before }: Objection, at: At): { readonly was?: Range } {
	if (document === undefined || before === undefined || typeof at === 'string') return {};
	const pointer = pointerOf(at);
	const missing = document.positions.every(([known]) => known !== pointer);
	const old = missing ? before.positions.find(([known]) => known === pointer) : undefined;
	return old === undefined ? {} : { was: { ...resolveAt(before.positions, at), endLine: old[3], endColumn: old[4] } };
}

interface Place {
	readonly path: Location['path'];
	readonly range: Range;
	readonly deleted: boolean;
}

function placeOf({ evidence, document }: Objection, at: At, change: Change): Place {
	if (evidence === undefined) return changePlace(at, change);
	const range = evidence.kind === 'code' && typeof at === 'string' ? evidence.positions[at] : document !== undefined && typeof at !== 'string' ? resolveAt(document.positions, at) : undefined;
	return { path: evidence.path, range: range ?? FIRST_LINE, deleted: false };
}

/** `["files", 3]`: the first changed line of that file. */
function changePlace(at: At, change: Change): Place {
	const index = typeof at === 'string' ? 0 : Number(at[1] ?? 0);
	const file = change.files[index] ?? change.files[0];
	const version = file?.after ?? file?.before;
	if (file === undefined || version === undefined) throw new Error(`a policy named file ${index} of a change that has ${change.files.length}`);
	const line = firstChangedLine(file);
	return { path: version.path, range: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 }, deleted: file.after === undefined };
}

function firstChangedLine({ hunks, after }: ChangedFile): number {
	const [first] = hunks === 'unknown' ? [] : hunks;
	return first === undefined ? 1 : Math.max(1, after === undefined ? first.baseStart : first.headStart);
}

function relatedLocation(objection: Objection, at: At, change: Change): Location {
	const { path, range, deleted } = placeOf(objection, at, change);
	return { path, side: deleted || objection.side === 'base' ? 'LEFT' : 'RIGHT', ...range };
}

/** The default subject: the function, or kind and name. */
function subjectOf({ evidence, document }: Objection, at: At): string {
	if (document !== undefined) return document.name;
	return evidence?.kind === 'code' && typeof at === 'string' ? (subjectOfFact(evidence.code, at) ?? '<module>') : '<change>';
}

function subjectOfFact(code: CodeEvidence, handle: string): string | undefined {
	const facts = Object.values(code).filter((value): value is readonly { readonly at: string; readonly subject: string }[] => Array.isArray(value));
	return facts.flat().find(({ at }) => at === handle)?.subject;
}
