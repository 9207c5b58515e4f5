import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { CommitSha } from '../../src/change/change.ts';
import type { Report } from '../../src/report/report.ts';
import type { Artifact } from './github/artifact-operations.ts';
import type { Pull } from './github/state.ts';
import { action, ALL, FETCH, shop, step } from './harness.ts';
import { reportOf } from './report-of.ts';
import type { Step } from './run-action.ts';

/** The finished run. */
export const RUN = 4711;
const STARTED = '2026-11-21T10:00:00Z';
const UPLOADED = '2026-11-21T10:01:00Z';

/** The storage that artifacts are downloaded from: another server, which must never see the token. */
const blobs = new Map<string, Uint8Array>();
/** What was asked of it. */
export const askedOfStorage: { readonly url: string; readonly authorization: string | undefined }[] = [];
let storage: Server;

/** To be called once by a test file, after `useShop`: the pull request comes from a fork. */
export function useTwoSteps(): void {
	beforeAll(async () => {
		storage = createServer((request, response) => {
			askedOfStorage.push({ url: request.url ?? '', authorization: request.headers.authorization });
			const bytes = blobs.get(request.url ?? '');
			response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
		});
		await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => new Promise((resolve) => storage.close(resolve)));
	beforeEach(() => {
		askedOfStorage.length = 0;
		blobs.clear();
		shop().github.state.pulls.set(7, { ...pull(), fork: 'octocat/shop' });
		shop().addToken('second', ['pull-requests', 'checks']);
	});
}

/** The pull request as the server has it. */
export function pull(): Pull {
	const found = shop().github.state.pulls.get(7);
	if (found === undefined) throw new Error('no pull request');
	return found;
}

/** What GitHub says of a finished run: of a fork it does not name the pull request. */
export function finished(over: Readonly<Record<string, unknown>> = {}): { readonly name: string; readonly payload: unknown } {
	const head = { full_name: 'octocat/shop', owner: { login: 'octocat' } };
	const run = { id: RUN, event: 'pull_request', head_sha: shop().head, head_branch: 'feature', head_repository: head, repository: { full_name: 'acme/shop' }, run_started_at: STARTED, run_attempt: 1, pull_requests: [], ...over };
	return { name: 'workflow_run', payload: { action: 'completed', workflow_run: run, repository: { full_name: 'acme/shop', default_branch: 'main' } } };
}

/** Leaves an archive as the first step's artifact. */
export function upload(bytes: Uint8Array, over: Partial<Artifact> = {}): void {
	const id = shop().github.state.nextId();
	const path = `/blob/${id}?sig=secret`;
	blobs.set(path, bytes);
	const { port } = storage.address() as AddressInfo;
	shop().github.state.artifacts.push({ id, name: 'groundwire-report', run: RUN, headSha: shop().head, createdAt: UPLOADED, size: bytes.length, url: `http://127.0.0.1:${port}${path}`, ...over });
}

export function zipped(files: Readonly<Record<string, string>>): Uint8Array {
	return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
}

export function uploadReport(report: unknown, over: Partial<Artifact> = {}): void {
	upload(zipped({ 'report.json': JSON.stringify(report) }), over);
}

/** The report as the check would have it: of these commits. */
export function ofChange(report: Report): Report {
	return { ...report, change: { ...report.change, base: shop().base as CommitSha, head: shop().head as CommitSha } };
}

/** The second step, on the finished run. */
export function second(over: Partial<Parameters<typeof step>[0]> = {}): Promise<Step> {
	return step({ event: finished(), token: 'canary-second', sha: shop().repository.served('rev-parse', 'main').trim(), ...over });
}

/** What the stub would say if the change were judged anew. */
export function prepareAnew(): void {
	action.prepare({ [shop().head]: { report: reportOf([FETCH]), exitCode: 1 } });
}

/** Comments on lines, comments on the conversation, conclusions of check runs. */
export function published(): readonly [number, number, readonly unknown[]] {
	const { reviewComments, issueComments, checkRuns } = shop().github.state;
	return [reviewComments.length, issueComments.length, checkRuns.map(({ values }) => values['conclusion'])];
}

/** Leaves a report that was changed on the way. */
export function changed(change: (report: Report) => unknown): () => void {
	return () => uploadReport(change(ofChange(reportOf(ALL))));
}

/** A folder for `RUNNER_TEMP` that outlives the step. */
export function temp(name: string): string {
	const folder = join(shop().repository.folder, name);
	mkdirSync(folder);
	return folder;
}
