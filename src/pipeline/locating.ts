import type { Change, ChangedFile, RepoPath } from '../change/change.ts';
import type { Config } from '../config/config.ts';
import { weightOf } from '../config/selection.ts';
import type { CodeEvidence } from '../evidence/facts.ts';
import type { DocumentEvidence, FileEvidence, PositionEntry } from '../evidence/file-evidence.ts';
import { placeAt, pointerOf, subjectAt, valueAt } from '../evidence/infra/positions.ts';
import { addressAt, blockAt, mentions } from '../evidence/infra/terraform/address.ts';
import type { Location } from '../finding/finding.ts';
import type { Located } from '../finding/pair.ts';
import type { Range } from '../parse/parsed.ts';
import type { At, Confidence, RawFinding, RuleMetadata, Severity } from '../policy/policy.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import type { Objection } from './judging.ts';
import type { PlacesAt } from './places.ts';

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
export function locate(objection: Objection, change: Change, config: Config, places: PlacesAt = () => []): LocatedObjection {
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
		...weightOf(rule, config, raw, places(place.path)),
		related: [...(raw.related ?? []).map(({ at, document }) => relatedLocation(relatedTarget(objection, document), at, change)), ...lostPlaces(objection, place)],
		deleted: place.deleted,
		...(objection.document?.platform === 'terraform' && { selfContained: true }),
		...placeAtBase(objection, raw.at, place, change),
	};
}

/** What a path is looked up in. */
type Target = Pick<Objection, 'side' | 'evidence' | 'document'>;

function relatedTarget(objection: Objection, index: number | undefined): Target {
	const named = index === undefined ? undefined : objection.workspace?.documents[index];
	return named === undefined ? objection : { side: objection.side, evidence: named.file, document: named.document };
}

/** Where the facts of base that a finding names stood. */
function lostRanges({ was = [] }: RawFinding, earlier: Objection['earlier']): readonly Range[] {
	return was.flatMap((handle) => earlier?.positions[handle] ?? []);
}

/** All but the first, which the remark itself may stand on. */
function lostPlaces({ raw, earlier }: Objection, { path }: Place): readonly Location[] {
	return lostRanges(raw, earlier).slice(1).map((range) => ({ path, side: 'LEFT', ...range }));
}

/** A rule that misses something points at where it should be: base may have had it exactly there. */
function placeAtBase({ evidence, document, before, earlier, raw }: Objection, at: At, place: Place, change: Change): { readonly was?: Range } {
	const [lost] = lostRanges(raw, earlier);
	if (lost !== undefined) return { was: lost };
	if (evidence === undefined || document === undefined || before === undefined || typeof at === 'string') return {};
	const pointer = pointerOf(at);
	const missing = document.positions.every(([known]) => known !== pointer);
	const old = (missing ? before.positions.find(([known]) => known === pointer) : undefined) ?? lostBlock(document, before, at);
	if (old === undefined || (old[5] ?? pathBefore(evidence.path, change)) !== pathBefore(place.path, change)) return {};
	return { was: { startLine: old[1], startColumn: old[2], endLine: old[3], endColumn: old[4] } };
}

/** A block of the file that was about the finding's own and is gone: the settings of a bucket stand in blocks beside it. */
function lostBlock(document: DocumentEvidence, before: DocumentEvidence, at: readonly (string | number)[]): PositionEntry | undefined {
	if (document.platform !== 'terraform') return undefined;
	const address = addressAt(at);
	const standing = new Set(document.positions.map(([pointer]) => blockAt(pointer)));
	return before.positions.find(([pointer]) => {
		const block = blockAt(pointer);
		return block !== undefined && address !== undefined && !standing.has(block) && mentions(valueAt(before.document, pointer), address);
	});
}

function pathBefore(path: RepoPath, change: Change): string {
	return change.files.find(({ after }) => after?.path === path)?.before?.path ?? path;
}

interface Place {
	readonly path: RepoPath;
	readonly range: Range;
	readonly deleted: boolean;
}

function placeOf({ evidence, document }: Target, at: At, change: Change): Place {
	if (evidence === undefined) return changePlace(at, change);
	const { path, range } = placeInFile(evidence, document, at);
	return { path, range: range ?? FIRST_LINE, deleted: false };
}

function placeInFile(evidence: FileEvidence, document: DocumentEvidence | undefined, at: At): { readonly path: RepoPath; readonly range: Range | undefined } {
	if (document === undefined || typeof at === 'string') return { path: evidence.path, range: evidence.kind === 'code' && typeof at === 'string' ? evidence.positions[at] : undefined };
	const { range, file } = placeAt(document, at);
	return { path: file === undefined ? evidence.path : asRepoPath(file), range };
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

function relatedLocation(target: Target, at: At, change: Change): Location {
	const { path, range, deleted } = placeOf(target, at, change);
	return { path, side: deleted || target.side === 'base' ? 'LEFT' : 'RIGHT', ...range };
}

/** The default subject: the function, kind and name, or the address in its module. */
function subjectOf({ evidence, document }: Objection, at: At): string {
	if (document !== undefined) return typeof at === 'string' ? document.name : subjectAt(document, at);
	return evidence?.kind === 'code' && typeof at === 'string' ? (subjectOfFact(evidence.code, at) ?? '<module>') : '<change>';
}

function subjectOfFact(code: CodeEvidence, handle: string): string | undefined {
	const facts = Object.values(code).filter((value): value is readonly { readonly at: string; readonly subject: string }[] => Array.isArray(value));
	return facts.flat().find(({ at }) => at === handle)?.subject;
}
