import type { Change, ChangedFile, RepoPath } from '../change/change.ts';
import type { PositionEntry } from '../evidence/file-evidence.ts';
import { valueAt } from '../evidence/infra/positions.ts';
import { addressAt, blockAt, mentions } from '../evidence/infra/terraform/address.ts';
import { callOf } from '../evidence/infra/terraform/calls.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';
import type { Location } from '../finding/finding.ts';
import { headRun } from '../finding/line-map.ts';
import { directoryOf } from '../parse/source-tree.ts';
import type { Evidence } from './gather.ts';
import type { LocatedObjection } from './locating.ts';
import { type Material, textAt } from './material.ts';

/** What of the change led to a finding in lines that it did not touch. */
export interface Cause {
	readonly location: Location;
	/** A block is gone that was about the finding's own. */
	readonly removal: boolean;
}

/** More places than this explain nothing. */
const MOST = 5;

/**
 * A Terraform module is judged as a whole, so a change may lead to a finding in a block that it left alone. Then these places of the
 * module are why: blocks about the finding's resource that were deleted or changed; else variables, locals and values that its block
 * uses; else those that changed at all.
 */
export async function causesOf(located: LocatedObjection, evidence: Evidence, material: Material): Promise<readonly Cause[]> {
	const { document, raw } = located.objection;
	if (document?.platform !== 'terraform' || typeof raw.at === 'string') return [];
	const { change } = material;
	if (isTouched(located, change)) return [];
	const address = addressAt(raw.at);
	const call = callOf(document.workspace);
	const directories = new Set([directoryOf(located.path), ...(call === undefined ? [] : [call.root, directoryOf(located.objection.evidence?.path ?? located.path)])]);
	const parts = change.files.filter((file) => isBeside(file, directories)).flatMap((file) => partsOf(file, evidence, change));
	const about = parts.filter(({ value }) => address !== undefined && mentions(value, address));
	if (about.length > 0) return about.slice(0, MOST).map(({ location, deleted }) => ({ location, removal: deleted }));
	const calling = parts.filter(({ name }) => call?.calls.includes(name) === true);
	if (calling.length > 0) return calling.slice(0, MOST).map(({ location }) => ({ location, removal: false }));
	const feeding = parts.filter(({ name }) => /^(?:var|local|data)\.|^$/.test(name));
	const used = await namesUsed(located, material);
	const direct = feeding.filter(({ name }) => used.has(name));
	return (direct.length > 0 ? direct : feeding).slice(0, MOST).map(({ location }) => ({ location, removal: false }));
}

/** Does the change touch the lines of the block in which the finding stands, or is that not known? */
function isTouched({ objection, path, range }: LocatedObjection, change: Change): boolean {
	const file = change.files.find(({ after }) => after?.path === path);
	if (file === undefined) return false;
	if (file.hunks === 'unknown' || file.status === 'added' || file.status === 'copied') return true;
	const around = blocksAround(objection.document?.positions ?? [], range.startLine);
	const start = Math.min(range.startLine, ...around.map(([, line]) => line));
	const end = Math.max(range.endLine, ...around.map(([, , , line]) => line));
	return file.hunks.map(headRun).some(({ first, end: past }) => (first === past ? first > start && first <= end : first <= end && past > start));
}

function blocksAround(positions: readonly PositionEntry[], line: number): readonly PositionEntry[] {
	return positions.filter(([pointer, start, , end, , file]) => file === undefined && blockAt(pointer) !== undefined && start <= line && end >= line);
}

function isBeside({ before, after }: ChangedFile, directories: ReadonlySet<string>): boolean {
	return [before, after].some((version) => version !== undefined && isModuleInput(version.path) && directories.has(directoryOf(version.path)));
}

/** A changed part of a module. */
interface Part {
	/** `aws_s3_bucket.logs`, `var.region`, `local.tags`; empty for a file of values. */
	readonly name: string;
	readonly location: Location;
	/** Its evaluated content. */
	readonly value: unknown;
	readonly deleted: boolean;
}

function partsOf(file: ChangedFile, evidence: Evidence, change: Change): Part[] {
	return [...deletedParts(file, evidence, change), ...changedParts(file, evidence)];
}

/** Blocks of the file at base that no file of the change's module has at head. */
function deletedParts({ before, after }: ChangedFile, evidence: Evidence, change: Change): Part[] {
	if (before === undefined) return [];
	const directories = new Set(change.files.flatMap((other) => (other.after === undefined ? [] : [directoryOf(other.after.path)])).concat(directoryOf(before.path)));
	const standing = new Set([...evidence.head, ...evidence.siblings.head].flatMap(([path]) => (directories.has(directoryOf(path)) ? blocksOf(evidence, 'head', path).map(({ name }) => name) : [])));
	return blocksOf(evidence, 'base', before.path)
		.filter(({ name }) => !standing.has(name))
		.map(({ name, entry, value }) => ({ name, value, deleted: true, location: { path: (after ?? before).path, side: 'LEFT', ...rangeOf(entry) } }));
}

/** Blocks of the file at head of which the change added or altered lines. */
function changedParts({ after, hunks }: ChangedFile, evidence: Evidence): Part[] {
	if (after === undefined || hunks === 'unknown') return [];
	const lines = hunks.map(headRun).filter(({ first, end }) => end > first);
	const at = (line: number): Location => ({ path: after.path, side: 'RIGHT', startLine: line, startColumn: 1, endLine: line, endColumn: 1 });
	const blocks = blocksOf(evidence, 'head', after.path);
	const [added] = lines;
	if (blocks.length === 0) return added === undefined ? [] : [{ name: '', value: undefined, deleted: false, location: at(added.first) }];
	return blocks.flatMap(({ name, entry: [, start, , end], value }) => {
		const run = lines.find(({ first, end: past }) => first <= end && past > start);
		return run === undefined ? [] : [{ name, value, deleted: false, location: at(Math.max(run.first, start)) }];
	});
}

interface Block {
	readonly name: string;
	readonly entry: PositionEntry;
	readonly value: unknown;
}

function blocksOf(evidence: Evidence, side: 'base' | 'head', path: RepoPath): Block[] {
	const file = evidence[side].get(path) ?? evidence.siblings[side].get(path);
	const document = file?.kind === 'documents' ? file.documents.find(({ platform }) => platform === 'terraform') : undefined;
	if (document === undefined) return [];
	return document.positions.flatMap((entry) => {
		const name = entry[5] === undefined ? blockAt(entry[0]) : undefined;
		return name === undefined ? [] : [{ name, entry, value: valueAt(document.document, entry[0]) }];
	});
}

function rangeOf([, startLine, startColumn, endLine, endColumn]: PositionEntry): Pick<Location, 'startLine' | 'startColumn' | 'endLine' | 'endColumn'> {
	return { startLine, startColumn, endLine, endColumn };
}

/** What the block around a finding refers to: `var.region`, `local.tags`, `data.aws_iam_policy_document.x`. */
async function namesUsed({ objection, path, range }: LocatedObjection, material: Material): Promise<ReadonlySet<string>> {
	const around = blocksAround(objection.document?.positions ?? [], range.startLine);
	const lines = (await textAt(material, 'head', path))?.split('\n') ?? [];
	const text = around.map(([, start, , end]) => lines.slice(start - 1, end).join('\n')).join('\n');
	return new Set(text.match(/\b(?:var|local)\.[\w-]+|\bdata\.[\w-]+\.[\w-]+/g));
}
