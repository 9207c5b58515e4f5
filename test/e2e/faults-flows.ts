import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zipSync } from 'fflate';
import type { CommitSha } from '../../src/change/change.ts';
import { STAGES, WAIVABLE } from './faults-findings.ts';
import type { World } from './faults-world.ts';
import type { User } from './github/state.ts';
import type { Prepared, StepOptions } from './run-action.ts';

/** The pull request on which a maintainer has asked for a waiver. */
export const WAIVED_PULL = 10;
/** The one from a fork, whose first step has left a report. */
export const FORKED_PULL = 11;

const MAINTAINER: User = { login: 'ada-maintains', id: 11, type: 'User' };
const RUN = 4711;
const COMMENT = 900;

/** Lays out what both flows begin with, besides the comments of earlier runs. */
export function prepareFlows({ shop, github: { state } }: World, storage: Storage): Readonly<Record<string, Prepared>> {
	const pull = state.pulls.get(7);
	if (pull === undefined) throw new Error('the shop has its pull request');
	const waived = shop.repository.commit('waived', { 'README.md': 'waived\n' }, {}, 'feature');
	const forked = shop.repository.commit('forked', { 'README.md': 'forked\n' }, {}, 'feature');
	state.pulls.set(WAIVED_PULL, { ...pull, number: WAIVED_PULL, branch: 'waived' });
	state.pulls.set(FORKED_PULL, { ...pull, number: FORKED_PULL, branch: 'forked', fork: 'octocat/shop' });
	state.accounts.set('ada-maintains@example.com', MAINTAINER);
	state.roles.set(MAINTAINER.login, 'maintain');
	state.roles.set('octocat', 'admin');
	const report = { ...STAGES[0]?.report, change: { base: shop.base as CommitSha, head: forked as CommitSha, provenance: { marks: [], complete: true, commits: 1 } } };
	const bytes = zipSync({ 'report.json': Buffer.from(JSON.stringify(report)) });
	state.artifacts.push({ id: 77, name: 'groundwire-report', run: RUN, headSha: forked, createdAt: '2026-11-21T10:01:00Z', size: bytes.length, url: storage.keep(bytes) });
	return { [waived]: WAIVABLE, ...(STAGES[0] === undefined ? {} : { [forked]: STAGES[0] }) };
}

/** The maintainer speaks, after the first run has shown the finding. */
export function askForWaiver({ github: { state } }: World): void {
	const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
	const body = `/groundwire waive aaaa000000000009 until ${until} because the queue ends this call by itself`;
	state.issueComments.push({ id: COMMENT, issue: WAIVED_PULL, user: MAINTAINER, body, createdAt: state.now() });
}

/** The event of the maintainer's comment. */
export function commentEvent({ shop, github: { state } }: World): Partial<StepOptions> {
	const written = state.issueComments.find(({ id }) => id === COMMENT);
	const comment = { id: COMMENT, body: written?.body, user: MAINTAINER };
	const payload = { action: 'created', issue: { number: WAIVED_PULL, state: 'open', pull_request: { url: 'x' } }, comment, sender: MAINTAINER, repository: { default_branch: 'main' } };
	return { event: { name: 'issue_comment', payload }, sha: shop.base };
}

/** The event of the first step's end. */
export function secondStepEvent({ github: { state } }: World): Partial<StepOptions> {
	const head = { full_name: 'octocat/shop', owner: { login: 'octocat' } };
	const run = { id: RUN, event: 'pull_request', head_sha: state.tip('forked'), head_branch: 'forked', head_repository: head, repository: { full_name: 'acme/shop' }, run_started_at: '2026-11-21T10:00:00Z', run_attempt: 1, pull_requests: [] };
	return { event: { name: 'workflow_run', payload: { action: 'completed', workflow_run: run, repository: { full_name: 'acme/shop', default_branch: 'main' } } }, sha: state.tip('main') };
}

/** Where artifacts are downloaded from: another server than GitHub's. */
export class Storage {
	readonly #kept: Uint8Array[] = [];
	readonly #server: Server = createServer((request, response) => response.end(this.#kept[Number((request.url ?? '/').slice(1))]));

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
	}

	keep(bytes: Uint8Array): string {
		this.#kept.push(bytes);
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${this.#kept.length - 1}`;
	}

	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}
