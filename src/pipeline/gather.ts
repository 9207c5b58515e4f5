import type { ChangedFile, FileVersion, RepoPath, Side } from '../change/change.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { ExtractJob } from '../evidence/extraction/protocol.ts';
import type { FileEvidence } from '../evidence/file-evidence.ts';
import { mayHoldDocuments } from '../evidence/infra/paths.ts';
import { couldHoldObjects } from '../evidence/infra/raw-search.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';
import { isCodePath } from '../parse/code-path.ts';
import { limit } from '../parse/limits.ts';
import type { NotAnalysed, NotAnalysedReason } from '../parse/parsed.ts';
import { isVendored } from '../parse/vendored.ts';
import type { Material } from './material.ts';
import { gatherModules } from './modules.ts';
import { gatherRendered, isExplained, putRendered, type RenderWishes } from './rendered.ts';
import { gatherSiblings } from './siblings.ts';

/** Evidence of one side, by path on that side. */
export type FilesOfSide = ReadonlyMap<RepoPath, FileEvidence>;

/** The evidence of both sides. */
export interface Evidence {
	/** The changed files, and the files of a Terraform module that say something else because others of it changed. */
	readonly base: FilesOfSide;
	readonly head: FilesOfSide;
	/** Unchanged files beside the changed ones: only rules about a workspace see them. */
	readonly siblings: Readonly<Record<Side, FilesOfSide>>;
	/** What of head was not read, with entries that are no files of text. */
	readonly notAnalysed: readonly NotAnalysed[];
}

/** Does some extractor read files of this name? Code that was copied or bundled is nobody's to mend here. */
export function isCandidate(path: RepoPath): boolean {
	if (isCodePath(path) || isModuleInput(path)) return !isVendored(path);
	return mayHoldDocuments(path);
}

/** What the rules of a run want to see beyond the changed files' own facts. */
export interface Wishes {
	/** The platforms of which some rule wants to see whole directories. */
	readonly workspaces: ReadonlySet<string>;
	/** Are a file's documents of no known platform wanted? */
	readonly isGeneric: (path: RepoPath) => boolean;
	/** Charts and kustomizations are judged as what they render to. Absent: as their files stand. */
	readonly rendering?: RenderWishes;
}

const NO_WISHES: Wishes = { workspaces: new Set(), isGeneric: () => false };

/**
 * Extracts the evidence of every changed file, at base and at head, and of the unchanged files beside them that are judged with
 * them.
 */
export async function gather(material: Material, client: ExtractionClient, isIgnored: (path: RepoPath) => boolean, wishes: Wishes = NO_WISHES): Promise<Evidence> {
	const wanted = material.change.files.filter((file) => isCandidate((file.after ?? file.before)?.path ?? ('' as RepoPath)) && contentChanged(file));
	const versions = wanted.flatMap((file) => [...version(file, 'head'), ...version(file, 'base')]).filter(({ file }) => !isIgnored(file.path));
	const texts = versions.filter(({ file }) => isText(file));
	const jobs = texts.filter(({ file }) => !isModuleInput(file.path)).map(({ side, file }, id): ExtractJob => ({ type: 'extract', id, side, path: file.path, blob: file.blob, ...(wishes.isGeneric(file.path) && { generic: true }) }));
	const results = await client.extract(jobs);
	const sides = { base: new Map<RepoPath, FileEvidence>(), head: new Map<RepoPath, FileEvidence>() };
	for (const job of jobs) {
		const evidence = results.get(job.id);
		if (evidence !== undefined) sides[job.side].set(job.path, evidence);
	}
	const modules = await gatherModules(texts, client, material.scanned ? ['head'] : ['head', 'base']);
	for (const { side, evidence } of modules.filter(({ same }) => !same)) sides[side].set(evidence.path, evidence);
	const odd = versions.filter(({ side, file }) => side === 'head' && !isText(file)).map(({ file }) => oddEntry(file));
	const lacking = [...(await lackingOf(jobs, sides.head, material)), ...lackingOfModules(modules, versions)];
	const siblings = material.scanned ? { base: new Map<RepoPath, FileEvidence>(), head: new Map<RepoPath, FileEvidence>() } : await gatherSiblings(sides, wishes, material, client);
	for (const { side, evidence } of modules.filter(({ same }) => same)) siblings[side].set(evidence.path, evidence);
	const rendered = wishes.rendering === undefined ? undefined : await gatherRendered(allVersions(material).filter(({ file }) => isText(file) && !isIgnored(file.path)), material.scanned ? ['head'] : ['head', 'base'], material, client, wishes.rendering);
	if (rendered !== undefined) putRendered(rendered, sides, siblings, new Set(allVersions(material).map(({ file }) => file.path)), material.scanned);
	const beside = [...siblings.head.values()].filter(({ kind }) => kind === 'unread').flatMap(({ notAnalysed }) => notAnalysed);
	return { ...sides, siblings, notAnalysed: [...odd, ...lacking.filter((entry) => !isExplained(entry, rendered)), ...beside, ...(rendered?.notAnalysed ?? [])] };
}

async function lackingOf(jobs: readonly ExtractJob[], head: FilesOfSide, material: Material): Promise<NotAnalysed[]> {
	const unread: NotAnalysed[] = [];
	for (const { side, path, blob, generic = false } of jobs) {
		const lacking = (side === 'head' ? head.get(path)?.notAnalysed : undefined) ?? [];
		if (lacking.length > 0 && (generic || !(await concernsNobody(lacking, path, () => material.raw(blob, limit('searchedBytes')))))) unread.push(...lacking);
	}
	return unread;
}

/** What an unchanged file of a module lacks it lacked before, unless it is not in this clone: then nobody knows. */
function lackingOfModules(modules: readonly { readonly side: Side; readonly evidence: FileEvidence }[], versions: readonly { readonly file: FileVersion }[]): NotAnalysed[] {
	const changed = new Set<string>(versions.map(({ file }) => file.path));
	return modules
		.filter(({ side }) => side === 'head')
		.flatMap(({ evidence }) => evidence.notAnalysed.filter(({ reason }) => reason === 'missing-object' || changed.has(evidence.path)));
}

/** Reasons that speak of size alone: the file may be as sound as it is long. */
const OVERSIZED: ReadonlySet<NotAnalysedReason> = new Set(['too-large', 'line-too-long', 'too-many-nodes', 'too-deep']);

/** A large file that no format knows and in which no object can stand (a generated description of an API, for one) leaves nothing to analyse. */
async function concernsNobody(lacking: readonly NotAnalysed[], path: RepoPath, raw: () => ReturnType<Material['raw']>): Promise<boolean> {
	if (isCodePath(path) || !lacking.every(({ reason }) => OVERSIZED.has(reason))) return false;
	const bytes = await raw();
	if (bytes === undefined || couldHoldObjects(bytes)) return false;
	const { isClaimed } = await import('../evidence/infra/claimed.ts');
	return !isClaimed(path, bytes);
}

/** Every file of the change: what a chart is made of may have any name. */
function allVersions({ change }: Material): readonly { readonly side: Side; readonly file: FileVersion }[] {
	return change.files.filter(contentChanged).flatMap((file) => [...version(file, 'head'), ...version(file, 'base')]);
}

/** A file whose mode alone changed says nothing new. */
function contentChanged({ before, after }: ChangedFile): boolean {
	return before?.blob !== after?.blob || before?.path !== after?.path || before?.kind !== after?.kind;
}

function version(file: ChangedFile, side: Side): { readonly side: Side; readonly file: FileVersion }[] {
	// The original of a copy still stands: what it says is nothing that the copy had before.
	if (side === 'base' && file.status === 'copied') return [];
	const found = side === 'base' ? file.before : file.after;
	return found === undefined ? [] : [{ side, file: found }];
}

function isText({ kind }: FileVersion): boolean {
	return kind === 'file' || kind === 'executable';
}

function oddEntry({ path, kind }: FileVersion): NotAnalysed {
	if (kind === 'symlink') return { path, reason: 'symlink', detail: 'symbolic links are never followed' };
	return { path, reason: 'submodule', detail: 'the content is in another repository' };
}
