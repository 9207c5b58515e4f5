import { availableParallelism } from 'node:os';
import type { Readable, Writable } from 'node:stream';

import type { ObjectId, RepoPath } from '../../change/change.ts';
import { type IsolatedProcess, spawnIsolated } from '../../isolation/child-process.ts';
import { FrameReader, frame, jsonFrame } from '../../isolation/frames.ts';
import { limit } from '../../parse/limits.ts';
import type { Edit, NotAnalysedReason } from '../../parse/parsed.ts';
import { asRepoPath, type ObjectAnswer } from '../../parse/source-tree.ts';
import type { PackageProfile } from '../facts/package-profile.ts';
import type { FileEvidence } from '../file-evidence.ts';
import type { RootModule } from '../infra/terraform/calls.ts';
import type { Refused, Rendered, RenderPlan, RenderRoot } from '../infra/rendering.ts';
import { unread } from './extractor.ts';
import { ANSWER_DESCRIPTOR, REQUEST_DESCRIPTOR, encodeAnswer } from './object-pipe.ts';
import type { ExtractJob, FixJob, Job, JobResult, ModuleJob, PlanJob, ProfileJob, RenderedJob, RootsJob, ScopeJob, Session } from './protocol.ts';

export interface ExtractionOptions {
	/** The child's entry, `dist/child/extract.js`. */
	readonly entry: string;
	/** Folders that the child may read: its own code. */
	readonly readable: readonly string[];
	readonly session: Session;
	/** Git objects; a blob over the file limit must be answered `too-large` without being read. */
	readonly object: (id: ObjectId) => Promise<ObjectAnswer>;
	/** When the whole change must be done, in milliseconds since the epoch. */
	readonly deadline: number;
}

/** Frames above this are no evidence of ours. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024;
/** With fewer modules a second child is not worth its start. */
const MANY_MODULES = 8;
const OBJECT_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * Runs jobs in an isolated child. A file that takes too long or brings the child down costs that file only: the child
 * is killed, the file is recorded, and a new child goes on with the rest.
 */
export class ExtractionClient {
	readonly #options: ExtractionOptions;
	#run: ChildRun | undefined;

	constructor(options: ExtractionOptions) {
		this.#options = options;
	}

	/** Evidence by job id; every job has one, if only to say why nothing was read. */
	async extract(jobs: readonly ExtractJob[]): Promise<ReadonlyMap<number, FileEvidence>> {
		const evidence = new Map<number, FileEvidence>();
		await this.#all(jobs, {
			done: (job, result) => evidence.set(job.id, extracted(job, result)),
			lost: (job, reason, detail) => evidence.set(job.id, unread(job.path, reason, detail)),
		});
		return evidence;
	}

	/**
	 * The evidence of each module's files, by job id; of one that could not be read at all, that of the paths which the job names.
	 * No module needs another's: many of them are evaluated by two children, each of which takes the next one when it is free.
	 */
	async modules(jobs: readonly ModuleJob[]): Promise<ReadonlyMap<number, readonly FileEvidence[]>> {
		if (jobs.length < MANY_MODULES || availableParallelism() < 2) return this.#modules(jobs);
		const evidence = new Map<number, readonly FileEvidence[]>();
		const waiting = jobs.values();
		const take = async (client: ExtractionClient): Promise<void> => {
			for (const job of waiting) {
				// oxlint-disable-next-line no-await-in-loop -- one child takes one module at a time
				for (const [id, files] of await client.#modules([job])) evidence.set(id, files);
			}
		};
		const beside = new ExtractionClient(this.#options);
		try {
			await Promise.all([take(this), take(beside)]);
		} finally {
			beside.close();
		}
		return evidence;
	}

	async #modules(jobs: readonly ModuleJob[]): Promise<ReadonlyMap<number, readonly FileEvidence[]>> {
		const evidence = new Map<number, readonly FileEvidence[]>();
		await this.#all(jobs, {
			done: (job, result) => evidence.set(job.id, result.type === 'module' ? result.files : job.paths.map((path) => unread(path, 'crashed', bugOf(result)))),
			lost: (job, reason, detail) => evidence.set(job.id, job.paths.map((path) => unread(path, reason, detail))),
		});
		return evidence;
	}

	/** The Terraform modules to evaluate, by job id; none where they could not be told. */
	async roots(jobs: readonly RootsJob[]): Promise<ReadonlyMap<number, readonly RootModule[]>> {
		const roots = new Map<number, readonly RootModule[]>();
		await this.#all(jobs, {
			done: (job, result) => roots.set(job.id, result.type === 'roots' ? result.roots : []),
			lost: (job) => roots.set(job.id, []),
		});
		return roots;
	}

	/** The charts and kustomizations of each job; of one that failed none: its files are judged as they stand. */
	async scopes(jobs: readonly ScopeJob[]): Promise<ReadonlyMap<number, readonly RenderRoot[]>> {
		const roots = new Map<number, readonly RenderRoot[]>();
		await this.#all(jobs, {
			done: (job, result) => roots.set(job.id, result.type === 'scope' ? result.roots : []),
			lost: (job) => roots.set(job.id, []),
		});
		return roots;
	}

	/** How each root is to be rendered; nothing for one that is rendered only as a part of others. */
	async plans(jobs: readonly PlanJob[]): Promise<ReadonlyMap<number, RenderPlan | Refused>> {
		const plans = new Map<number, RenderPlan | Refused>();
		const lost = ({ id, root }: PlanJob, reason: NotAnalysedReason, detail: string): unknown => plans.set(id, { root, refused: [{ path: aboutRoot(root), reason, detail }] });
		await this.#all(jobs, {
			done: (job, result) => {
				if (result.type !== 'planned') lost(job, 'crashed', bugOf(result));
				else if (result.plan !== undefined) plans.set(job.id, result.plan);
			},
			lost,
		});
		return plans;
	}

	/** What was rendered, as evidence of the files that it was made of. */
	async rendered(jobs: readonly RenderedJob[]): Promise<ReadonlyMap<number, Rendered>> {
		const found = new Map<number, Rendered>();
		const lost = ({ id, root }: RenderedJob, reason: NotAnalysedReason, detail: string): unknown => found.set(id, { files: [], covered: [], notAnalysed: [{ path: aboutRoot(root), reason, detail }] });
		await this.#all(jobs, {
			done: (job, result) => (result.type === 'rendered' ? found.set(job.id, result.rendered) : lost(job, 'crashed', bugOf(result))),
			lost,
		});
		return found;
	}

	/** What the packages of base do, in and below a directory; undefined when they could not be read. */
	async profiles(directory: string): Promise<readonly PackageProfile[] | undefined> {
		let found: readonly PackageProfile[] | undefined;
		const job: ProfileJob = { type: 'profile', id: 0, directory };
		await this.#all([job], {
			done: (_job, result) => {
				found = result.type === 'profile' ? result.packages : undefined;
			},
			lost: () => undefined,
		});
		return found;
	}

	/** Edits by job id. A fix that fails is no fix: the finding stands without it. */
	async fix(jobs: readonly FixJob[]): Promise<ReadonlyMap<number, readonly Edit[]>> {
		const edits = new Map<number, readonly Edit[]>();
		await this.#all(jobs, {
			done: (job, result) => edits.set(job.id, result.type === 'fixed' ? result.edits : []),
			lost: (job) => edits.set(job.id, []),
		});
		return edits;
	}

	close(): void {
		this.#run?.kill();
		this.#run = undefined;
	}

	async #all<J extends Job>(jobs: readonly J[], sink: Sink<J>): Promise<void> {
		let rest = jobs;
		while (rest.length > 0) {
			if (Date.now() > this.#options.deadline) {
				for (const job of rest) sink.lost(job, 'timeout', `the change took longer than ${limit('changeMs')} ms`);
				return;
			}
			this.#run ??= new ChildRun(this.#options);
			const failure = await this.#run.process(rest, sink);
			if (failure === undefined) return;
			this.close();
			sink.lost(failure.job, failure.reason, failure.detail);
			rest = rest.slice(rest.indexOf(failure.job) + 1);
		}
	}
}

interface Sink<J extends Job> {
	done(job: J, result: JobResult): void;
	lost(job: J, reason: NotAnalysedReason, detail: string): void;
}

interface Failure<J extends Job> {
	readonly job: J;
	readonly reason: NotAnalysedReason;
	readonly detail: string;
}

function extracted(job: ExtractJob, result: JobResult): FileEvidence {
	if (result.type === 'extracted') return result.evidence;
	return unread(job.path, 'crashed', bugOf(result));
}

/** The file by which a root is known. */
function aboutRoot({ renderer, directory }: RenderRoot): RepoPath {
	return asRepoPath(`${directory === '' ? '' : `${directory}/`}${renderer === 'helm' ? 'Chart.yaml' : 'kustomization.yaml'}`);
}

function bugOf(result: JobResult): string {
	return `a bug of Groundwire, please report it: ${result.type === 'failed' ? result.detail : result.type}`;
}

/** One life of the child. */
class ChildRun {
	readonly #options: ExtractionOptions;
	readonly #process: IsolatedProcess;
	readonly #results: AsyncQueue<JobResult | 'gone'> = new AsyncQueue();

	constructor(options: ExtractionOptions) {
		this.#options = options;
		this.#process = spawnIsolated({ entry: options.entry, readable: options.readable, heapMb: Math.floor(limit('childBytes') / 1024 / 1024), extraPipes: 2 });
		this.#readResults();
		this.#serveObjects();
		this.#process.child.stdin?.write(jsonFrame(options.session));
	}

	/** Runs the jobs in order; the first that fails ends this life. */
	async process<J extends Job>(jobs: readonly J[], sink: Sink<J>): Promise<Failure<J> | undefined> {
		for (const job of jobs) this.#process.child.stdin?.write(jsonFrame(job));
		for (const job of jobs) {
			const most = limit(job.type === 'module' || job.type === 'roots' || job.type === 'profile' ? 'moduleMs' : 'fileMs');
			const until = Math.min(Date.now() + most, this.#options.deadline);
			const result = await this.#resultOf(job, until);
			if (result === 'late') return { job, reason: 'timeout', detail: `took longer than ${most} ms` };
			if (result === 'gone') return { job, reason: 'crashed', detail: `the process that parses ended${this.#process.lastWords()}` };
			sink.done(job, result);
		}
		return undefined;
	}

	kill(): void {
		this.#process.kill();
	}

	async #resultOf(job: Job, until: number): Promise<JobResult | 'gone' | 'late'> {
		for (;;) {
			const result = await this.#results.next(until - Date.now());
			if (result === undefined) return 'late';
			if (result === 'gone') return 'gone';
			if (result.id === job.id && result.type !== 'started') return result;
		}
	}

	#readResults(): void {
		const reader = new FrameReader(MAX_FRAME_BYTES);
		const { child } = this.#process;
		child.stdin?.on('error', () => this.#results.push('gone'));
		child.stdout?.on('data', (chunk: Buffer) => {
			for (const bytes of reader.push(chunk)) this.#results.push(JSON.parse(bytes.toString('utf8')) as JobResult);
		});
		child.on('close', () => this.#results.push('gone'));
		child.on('error', () => this.#results.push('gone'));
	}

	#serveObjects(): void {
		const requests = this.#process.child.stdio[REQUEST_DESCRIPTOR] as Readable;
		const answers = this.#process.child.stdio[ANSWER_DESCRIPTOR] as Writable;
		const reader = new FrameReader(1024);
		answers.on('error', () => this.#results.push('gone'));
		requests.on('error', () => this.#results.push('gone'));
		requests.on('data', (chunk: Buffer) => {
			for (const bytes of reader.push(chunk)) void this.#answer(bytes.toString('latin1'), answers);
		});
	}

	/** The child may be hostile by now: it gets objects by id and nothing else. */
	async #answer(id: string, answers: Writable): Promise<void> {
		try {
			const answer = OBJECT_ID.test(id) ? await this.#options.object(id as ObjectId) : 'missing';
			answers.write(frame(encodeAnswer(answer)));
		} catch {
			this.#results.push('gone');
		}
	}
}

/** A queue that one reader waits on with a bound. */
class AsyncQueue<T> {
	readonly #items: T[] = [];
	#wake: (() => void) | undefined;

	push(item: T): void {
		this.#items.push(item);
		this.#wake?.();
	}

	/** The next item, or undefined after `ms` milliseconds without one. */
	async next(ms: number): Promise<T | undefined> {
		if (this.#items.length === 0) await this.#arrival(ms);
		return this.#items.shift();
	}

	#arrival(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, Math.max(0, ms));
			this.#wake = () => {
				clearTimeout(timer);
				this.#wake = undefined;
				resolve();
			};
		});
	}
}
