/**
 * The process that parses what a pull request brings: no token, no environment, no network, no writes.
 * Jobs come on standard input, results go to standard output, git objects come over a pipe of their own.
 */
import '../isolation/no-network.ts';
import { setFlagsFromString } from 'node:v8';

import { parseTree } from '../change/tree-entries.ts';
import type { CodeLanguage } from '../evidence/code/language.ts';
import { contained, readBlob, unread } from '../evidence/extraction/extractor.ts';
import { PipeObjectReader } from '../evidence/extraction/object-pipe.ts';
import type { ExtractJob, FixJob, Job, JobResult, ModuleJob, PlanJob, ProfileJob, RenderedJob, RootsJob, ScopeJob, Session } from '../evidence/extraction/protocol.ts';
import type { PackageProfile } from '../evidence/facts/package-profile.ts';
import type { FileEvidence } from '../evidence/file-evidence.ts';
import type { RootModule } from '../evidence/infra/terraform/calls.ts';
import type { Refused, Rendered, RenderPlan, RenderRoot } from '../evidence/infra/rendering.ts';
import type { TerraformModules } from '../evidence/infra/terraform/modules.ts';
import { isTerraformPath } from '../evidence/infra/terraform/paths.ts';
import { looksLikePlan } from '../evidence/infra/terraform/plan/recognise.ts';
import { readFrameSync, writeFrameSync } from '../isolation/frames.ts';
import { isCodePath } from '../parse/code-path.ts';
import type { Edit } from '../parse/parsed.ts';
import { directoryOf, GitSourceTree, type SourceTree } from '../parse/source-tree.ts';
import { decodeText, type SourceText } from '../parse/text.ts';

const STDIN = 0;
const STDOUT = 1;
/** Of V8: roughly the bytes that a function of Wasm executes before it is compiled again, 13 million by default. */
const TIERING_BUDGET = 500_000_000;

/** Loads each language when its first file comes: a change without TypeScript never loads the compiler. */
class Extraction {
	readonly #trees: Readonly<Record<'base' | 'head', SourceTree>>;
	readonly #session: Session;
	#code: CodeLanguage | undefined;
	#terraform: TerraformModules | undefined;

	constructor(session: Session) {
		const reader = new PipeObjectReader();
		this.#session = session;
		const tree = (root: Session['trees']['base']) => new GitSourceTree(reader, parseTree, root);
		this.#trees = { base: tree(session.trees.base), head: tree(session.trees.head) };
	}

	async extract(job: ExtractJob): Promise<FileEvidence> {
		const bytes = readBlob(this.#trees[job.side], job.path, job.blob);
		if (!(bytes instanceof Uint8Array)) return { kind: 'unread', path: job.path, suppressions: [], notAnalysed: [bytes] };
		const plan = looksLikePlan(job.path, bytes) ? await this.#plan(job, bytes) : undefined;
		if (plan !== undefined) return plan;
		const decoded = decodeText(job.path, bytes);
		if (!decoded.ok) return { kind: 'unread', path: job.path, suppressions: [], notAnalysed: [decoded.notAnalysed] };
		if (isCodePath(job.path)) {
			const code = await this.#codeLanguage();
			return contained(job, () => code.extract(job, decoded.value));
		}
		const { extractDocuments } = await import('../evidence/infra/documents.ts');
		return contained(job, () => extractDocuments(decoded.value, job.generic));
	}

	/** A plan of Terraform, with the places of the configuration beside it. Undefined where it is none. */
	async #plan(job: ExtractJob, bytes: Uint8Array): Promise<FileEvidence | undefined> {
		const { planEvidence } = await import('../evidence/infra/terraform/plan/evidence.ts');
		const directory = directoryOf(job.path);
		const hasModule = [...this.#trees[job.side].list(directory)].some(([name]) => isTerraformPath(name));
		const beside = hasModule ? (await this.#terraformModules()).evidence(job.side, directory) : [];
		let isPlan = true;
		const found = contained(job, () => {
			const evidence = planEvidence(job.path, bytes, beside);
			isPlan = evidence !== undefined;
			return evidence ?? { kind: 'documents', path: job.path, suppressions: [], notAnalysed: [], documents: [] };
		});
		return isPlan ? found : undefined;
	}

	async module(job: ModuleJob): Promise<readonly FileEvidence[]> {
		return (await this.#terraformModules()).evidence(job.side, job.directory);
	}

	async roots({ side, directories }: RootsJob): Promise<readonly RootModule[]> {
		return (await this.#terraformModules()).roots(side, directories);
	}

	async profile({ directory }: ProfileJob): Promise<readonly PackageProfile[]> {
		return (await this.#codeLanguage()).profiles(directory);
	}

	async scope({ side, paths, whole }: ScopeJob): Promise<readonly RenderRoot[]> {
		const { renderRoots } = await import('../evidence/infra/render-roots.ts');
		return renderRoots(this.#trees[side], paths, whole);
	}

	async plan(job: PlanJob): Promise<RenderPlan | Refused | undefined> {
		const { planRoot } = await import('../evidence/infra/render-roots.ts');
		return planRoot(this.#trees[job.side], job);
	}

	async rendered(job: RenderedJob): Promise<Rendered> {
		const { readRendered } = await import('../evidence/infra/render-roots.ts');
		return readRendered(this.#trees[job.side], job, job.plain, job.marked);
	}

	async fix(job: FixJob): Promise<readonly Edit[]> {
		return typeof job.at === 'string' ? this.#fixCode(job, job.at) : this.#fixDocument(job, job.at);
	}

	async #fixCode(job: FixJob, at: string): Promise<readonly Edit[]> {
		const { codeEditors } = await import('../fix/code-editors.ts');
		const found = (await this.#codeLanguage()).find(job.path, at);
		const editor = codeEditors[job.fix.name];
		return found === undefined || editor === undefined ? [] : editor({ ...found, params: job.fix.params ?? {} });
	}

	async #fixDocument(job: FixJob, at: readonly (string | number)[]): Promise<readonly Edit[]> {
		const { documentEditors } = await import('../fix/editors.ts');
		const bytes = readBlob(this.#trees.head, job.path, job.blob);
		const decoded = bytes instanceof Uint8Array ? decodeText(job.path, bytes) : undefined;
		if (decoded?.ok !== true) return [];
		const evidence = await this.#documentsOf(decoded.value);
		const document = evidence?.kind === 'documents' ? evidence.documents.find(({ index }) => index === job.document) : undefined;
		const editor = documentEditors[job.fix.name];
		if (document === undefined || editor === undefined) return [];
		const edits = editor({ source: decoded.value, document, at, params: job.fix.params ?? {} });
		return edits.length === 0 || (await this.#staysSound(decoded.value, edits)) ? edits : [];
	}

	/** An edit after which Terraform could not read the file is none. */
	async #staysSound(source: SourceText, edits: readonly Edit[]): Promise<boolean> {
		if (!isTerraformPath(source.path)) return true;
		const { textAfter } = await import('../fix/text-after.ts');
		return (await this.#terraformModules()).isAsSound(source.path, textAfter(source, edits), source.text);
	}

	async #documentsOf(source: SourceText): Promise<FileEvidence | undefined> {
		if (isTerraformPath(source.path)) {
			const files = (await this.#terraformModules()).evidence('head', directoryOf(source.path));
			return files.find(({ path }) => path === source.path);
		}
		const { extractDocuments } = await import('../evidence/infra/documents.ts');
		return extractDocuments(source);
	}

	async #terraformModules(): Promise<TerraformModules> {
		if (this.#terraform !== undefined) return this.#terraform;
		// Most modules are small: to optimise code that runs for milliseconds takes longer than to run it.
		setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
		const [{ TerraformModules: Modules }, { loadHclTool }] = await Promise.all([import('../evidence/infra/terraform/modules.ts'), import('../parse/hcl/hcl-tool.ts')]);
		this.#terraform = new Modules(this.#trees, await loadHclTool(this.#session.tools.hcl));
		return this.#terraform;
	}

	async #codeLanguage(): Promise<CodeLanguage> {
		if (this.#code?.isFull === false) return this.#code;
		const { CodeLanguage: Language } = await import('../evidence/code/language.ts');
		this.#code = new Language(this.#trees, this.#session);
		return this.#code;
	}
}

async function run(extraction: Extraction, job: Job): Promise<JobResult> {
	try {
		if (job.type === 'extract') return { type: 'extracted', id: job.id, evidence: await extraction.extract(job) };
		if (job.type === 'profile') return { type: 'profile', id: job.id, packages: await extraction.profile(job) };
		if (job.type === 'roots') return { type: 'roots', id: job.id, roots: await extraction.roots(job) };
		if (job.type === 'scope') return { type: 'scope', id: job.id, roots: await extraction.scope(job) };
		if (job.type === 'plan') {
			const plan = await extraction.plan(job);
			return { type: 'planned', id: job.id, ...(plan !== undefined && { plan }) };
		}
		if (job.type === 'rendered') return { type: 'rendered', id: job.id, rendered: await extraction.rendered(job) };
		if (job.type === 'module') return { type: 'module', id: job.id, files: await extraction.module(job) };
		return { type: 'fixed', id: job.id, edits: await extraction.fix(job) };
	} catch (error) {
		return { type: 'failed', id: job.id, detail: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error' };
	}
}

function send(result: JobResult): void {
	writeFrameSync(STDOUT, Buffer.from(encode(result), 'utf8'));
}

/** Evidence too deep for JSON is a file too deep to be judged. */
function encode(result: JobResult): string {
	try {
		return JSON.stringify(result);
	} catch {
		if (result.type === 'extracted') return JSON.stringify({ ...result, evidence: tooDeep(result.evidence) });
		if (result.type === 'module') return JSON.stringify({ ...result, files: result.files.map(tooDeep) });
		if (result.type === 'rendered') return JSON.stringify({ ...result, rendered: { ...result.rendered, files: result.rendered.files.map(tooDeep) } });
		throw new Error('a result could not be written as JSON');
	}
}

function tooDeep({ path }: FileEvidence): FileEvidence {
	return unread(path, 'too-deep', 'nested too deeply to be written as JSON');
}

function receive(): unknown {
	const frame = readFrameSync(STDIN);
	return frame === undefined ? undefined : JSON.parse(frame.toString('utf8'));
}

const session = receive() as Session | undefined;
if (session !== undefined) {
	const extraction = new Extraction(session);
	for (let job = receive() as Job | undefined; job !== undefined; job = receive() as Job | undefined) {
		send({ type: 'started', id: job.id });
		send(await run(extraction, job));
	}
}
