import type { ObjectId, RepoPath } from '../../../change/change.ts';
import type { HclFile, HclModule, HclProblem, HclTool } from '../../../parse/hcl/hcl-tool.ts';
import { limit } from '../../../parse/limits.ts';
import type { NotAnalysed } from '../../../parse/parsed.ts';
import { asRepoPath, type SourceTree } from '../../../parse/source-tree.ts';
import { decodeText, type SourceText } from '../../../parse/text.ts';
import { readBlob } from '../../extraction/extractor.ts';
import type { DocumentEvidence, FileEvidence } from '../../file-evidence.ts';
import { mayHoldWildcards, wildcardFacts } from '../iam/wildcards.ts';
import { MARK } from '../suppressions.ts';
import { callWorkspace } from './calls.ts';
import { linkedBlocks, type ModuleFiles } from './links.ts';
import { isModuleInput, isTerraformPath } from './paths.ts';
import { hclSuppressions } from './suppressions.ts';

/** More places than this in one file help nobody: the rest is counted. */
const MOST_PROBLEMS = 10;

/** The files of one directory that Terraform reads: each as text, or as evidence that says why it could not be read. */
export interface ModuleSources {
	readonly sources: readonly SourceText[];
	readonly unread: readonly FileEvidence[];
}

/** Reads the module of a directory, up to the limits: what is beyond them is told file by file. */
export function readModule(tree: SourceTree, directory: string): ModuleSources {
	const sources: SourceText[] = [];
	const unread: FileEvidence[] = [];
	let bytes = 0;
	for (const { path, blob } of moduleFiles(tree, directory)) {
		const read = readText(tree, path, blob, sources.length, bytes);
		if ('text' in read) {
			sources.push(read);
			bytes += read.text.length;
		} else {
			unread.push({ kind: 'unread', path, suppressions: [], notAnalysed: [read] });
		}
	}
	return { sources, unread };
}

function moduleFiles(tree: SourceTree, directory: string): { readonly path: RepoPath; readonly blob: ObjectId }[] {
	const prefix = directory === '' ? '' : `${directory}/`;
	return [...tree.list(directory)]
		.filter(([name, { kind }]) => (kind === 'file' || kind === 'executable') && isModuleInput(prefix + name))
		.map(([name, { id }]) => ({ path: asRepoPath(prefix + name), blob: id }))
		.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function readText(tree: SourceTree, path: RepoPath, blob: ObjectId, files: number, bytes: number): SourceText | NotAnalysed {
	if (files >= limit('moduleFiles')) return { path, reason: 'too-large', detail: `the directory holds more than ${limit('moduleFiles')} files of Terraform` };
	const found = readBlob(tree, path, blob);
	if (!(found instanceof Uint8Array)) return found;
	if (bytes + found.length > limit('moduleBytes')) return { path, reason: 'too-large', detail: `the Terraform files of the directory are over the limit of ${limit('moduleBytes')} bytes` };
	const decoded = decodeText(path, found);
	return decoded.ok ? decoded.value : decoded.notAnalysed;
}

/** The evidence of every file of a module: one document a file of Terraform, evaluated with all of them; none a file of values. */
export function moduleEvidence({ sources, unread }: ModuleSources, tool: HclTool): FileEvidence[] {
	if (sources.length === 0) return [...unread];
	const module = tool.evaluate({ files: filesOf(sources), comments: MARK });
	const problems = Map.groupBy(module.problems, ({ file }) => file);
	return [...withExpanded(sources.map((source) => fileEvidence(source, module.files, problems.get(source.path) ?? [])), sources), ...unread];
}

/** The outermost module of a tree and those that it leads to, each by its directory, and the other files that its functions read. */
export interface TreeSources {
	readonly directory: string;
	readonly modules: ReadonlyMap<string, ModuleSources>;
	readonly texts: Readonly<Record<string, string>>;
}

/**
 * The evidence of a module and of those that it calls: of each of these one document a file for each call that gives it other values.
 * What of them is never called has none.
 */
export function treeEvidence({ directory, modules, texts }: TreeSources, tool: HclTool): FileEvidence[] {
	const own = modules.get(directory) ?? { sources: [], unread: [] };
	const all = [...modules.values()].flatMap(({ sources }) => sources);
	const unread = [...modules.values()].flatMap((module) => module.unread);
	if (own.sources.length === 0) return [...own.unread];
	const answer = tool.evaluate({ files: filesOf(all), comments: MARK, tree: true, directory, texts });
	const problems = Map.groupBy(answer.problems, ({ file }) => file);
	const root = own.sources.map((source) => fileEvidence(source, answer.files, problems.get(source.path) ?? []));
	const called = answer.called.map(({ directory: at, address, files }): ModuleFiles => {
		const workspace = callWorkspace(directory, address);
		return { address, workspace, files: (modules.get(at)?.sources ?? []).map((source) => inWorkspace(fileEvidence(source, files, problems.get(source.path) ?? []), workspace)) };
	});
	return [...withExpanded([...root, ...called.flatMap(({ files }) => files)], all), ...linkedBlocks([{ address: '', workspace: directory, files: root }, ...called]), ...unread];
}

/** What the wildcards of policies stand for, where a text of the modules holds one at all. */
function withExpanded(files: FileEvidence[], sources: readonly SourceText[]): FileEvidence[] {
	if (!sources.some(({ text }) => mayHoldWildcards(text))) return files;
	return files.map((file) => (file.kind === 'documents' ? { ...file, documents: file.documents.map(expanded) } : file));
}

function expanded(file: DocumentEvidence): DocumentEvidence {
	const { document } = file;
	return typeof document === 'object' && document !== null ? { ...file, document: { ...document, ...wildcardFacts(document) } } : file;
}

function inWorkspace(file: FileEvidence, workspace: string): FileEvidence {
	return file.kind === 'documents' ? { ...file, documents: file.documents.map((document) => ({ ...document, workspace })) } : file;
}

function filesOf(sources: readonly SourceText[]): Record<string, string> {
	return Object.fromEntries(sources.map(({ path, text }) => [path, text]));
}

function fileEvidence(source: SourceText, files: HclModule['files'], problems: readonly HclProblem[]): FileEvidence {
	const { path } = source;
	const file = isTerraformPath(path) ? files[path] : undefined;
	const notAnalysed = problemRecords(path, problems);
	if (file === undefined || isEmpty(file)) {
		const broken = notAnalysed.some(({ reason }) => reason === 'syntax');
		return broken ? { kind: 'unread', path, suppressions: [], notAnalysed } : { kind: 'documents', path, suppressions: [], notAnalysed: partial(notAnalysed), documents: [] };
	}
	const { document, positions } = file;
	const name = path.slice(path.lastIndexOf('/') + 1);
	return {
		kind: 'documents',
		path,
		suppressions: hclSuppressions(source, file),
		notAnalysed: partial(notAnalysed),
		documents: [{ index: 0, platform: 'terraform', name, document, positions }],
	};
}

function isEmpty({ document }: HclFile): boolean {
	return typeof document !== 'object' || document === null || Object.keys(document).length === 0;
}

function problemRecords(path: RepoPath, problems: readonly HclProblem[]): NotAnalysed[] {
	const records = problems.slice(0, MOST_PROBLEMS).map((problem): NotAnalysed => ({ path, reason: reasonOf(problem), detail: `${problem.line}:${problem.column} ${problem.message}` }));
	const next = problems[MOST_PROBLEMS];
	if (next === undefined) return records;
	return [...records, { path, reason: reasonOf(next), detail: `${problems.length - MOST_PROBLEMS} more such places from ${next.line}:${next.column} on` }];
}

/** What is no error was left out on purpose: instances beyond the limit, calls in a circle. */
function reasonOf({ severity }: HclProblem): NotAnalysed['reason'] {
	if (severity === 'depth') return 'too-deep';
	return severity === 'error' ? 'syntax' : 'too-many-nodes';
}

function partial(records: readonly NotAnalysed[]): NotAnalysed[] {
	return records.map((record) => ({ ...record, partial: true }));
}
