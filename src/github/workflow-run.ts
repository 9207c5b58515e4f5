import { ConfigurationError } from '../config/configuration-error.ts';
import type { Client } from './client.ts';
import { readProposal, type Proposal } from './pull-change.ts';

/** The finished run that started this one. Its branch is whatever its author named it. */
export interface WorkflowRun {
	readonly id: number;
	/** The event that the finished run was started by. */
	readonly event: string;
	readonly headSha: string;
	readonly headBranch: string;
	readonly headOwner: string;
	/** `owner/name` of where the head branch lives. */
	readonly headRepository: string;
	/** When its last attempt began (ISO 8601). */
	readonly startedAt: string;
	/** A pull request of the branch, maybe a closed one, has another base: the run may have been that one's, by a workflow of its base. */
	readonly otherBase?: boolean;
}

/** A pull request that proposes the commit of the finished run. */
export interface Proposed extends Proposal {
	/** The run that may have been its own. Absent where it proposes the commit from another branch. */
	readonly run?: WorkflowRun;
}

interface Repository {
	readonly owner: string;
	readonly repo: string;
}

/** Reads the payload of a `workflow_run` event, which must be about this very repository. */
export function readWorkflowRun(payload: unknown, { owner, repo }: Repository): WorkflowRun {
	const run = field(payload, 'workflow_run');
	const head = field(run, 'head_repository');
	if (text(field(run, 'repository'), 'full_name').toLowerCase() !== `${owner}/${repo}`.toLowerCase()) {
		throw new ConfigurationError('the finished run belongs to another repository');
	}
	const [id, headSha] = [field(run, 'id'), text(run, 'head_sha')];
	if (typeof id !== 'number' || !Number.isSafeInteger(id) || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(headSha)) {
		throw new ConfigurationError('the event file has no valid workflow_run');
	}
	return {
		id,
		headSha,
		event: text(run, 'event'),
		headBranch: text(run, 'head_branch'),
		headOwner: text(field(head, 'owner'), 'login'),
		headRepository: text(head, 'full_name'),
		startedAt: text(run, 'run_started_at'),
	};
}

/** Pull requests that may propose one commit: more than this is somebody's game. */
const MOST_PROPOSALS = 10;
const PAGE = 100;
/** Of the open pull requests of a repository: among the newest of them those from other branches are looked for. */
const MOST_PAGES = 10;

/**
 * The open pull requests that propose exactly the commit of the finished run, or why there are none. The event itself does not
 * name them for a fork, and what an artifact says of them is not asked. A check of the commit is one for all of them, from whatever
 * branch they propose it, so none may be left out.
 */
export async function proposalsOf(client: Client, repository: Repository, run: WorkflowRun): Promise<readonly Proposed[] | string> {
	if (run.event !== 'pull_request') return `nothing to publish: the finished run was started by ${run.event}, not by a pull request`;
	const { data } = await client.rest.pulls.list({ ...repository, state: 'all', head: `${run.headOwner}:${run.headBranch}`, sort: 'created', direction: 'desc', per_page: PAGE });
	const numbers = data.filter(({ state }) => state === 'open').map(({ number }) => number);
	const proposals = await readAll(client, repository, numbers, 'branch');
	const ours = proposals.filter(({ open, headRepository }) => open && headRepository?.toLowerCase() === run.headRepository.toLowerCase());
	if (ours.length === 0) return 'nothing to publish: no open pull request proposes the branch of the finished run';
	const same = ours.filter(({ change }) => change.head === run.headSha);
	if (same.length === 0) return `nothing to publish: the head moved from ${run.headSha.slice(0, 12)} to ${ours[0]?.change.head.slice(0, 12) ?? ''} meanwhile; the run for the new head publishes`;
	const otherBase = data.length === PAGE || new Set(data.map(({ base }) => base.ref)).size > 1;
	const others = (await proposingElsewhere(client, repository, run.headSha)).filter((number) => !numbers.includes(number));
	const elsewhere = await readAll(client, repository, others, 'commit');
	return [...same.map((proposal) => ({ ...proposal, run: { ...run, otherBase } })), ...elsewhere.filter(({ open, change }) => open && change.head === run.headSha)];
}

async function readAll(client: Client, repository: Repository, numbers: readonly number[], what: 'branch' | 'commit'): Promise<readonly Proposal[]> {
	if (numbers.length > MOST_PROPOSALS) throw new ConfigurationError(`${numbers.length} open pull requests propose one ${what}, and at most ${MOST_PROPOSALS} are judged`, { remedy: 'Close those that nobody needs' });
	const proposals: Proposal[] = [];
	for (const number of numbers) proposals.push(await readProposal(client, repository, number));
	return proposals;
}

/** GitHub does not name the pull requests of a fork's commit, so the open ones are gone through. */
async function proposingElsewhere(client: Client, repository: Repository, commit: string): Promise<readonly number[]> {
	const found: number[] = [];
	for (let page = 1; page <= MOST_PAGES; page++) {
		const { data } = await client.rest.pulls.list({ ...repository, state: 'open', sort: 'created', direction: 'desc', per_page: PAGE, page });
		found.push(...data.filter(({ head }) => head.sha === commit).map(({ number }) => number));
		if (data.length < PAGE) break;
	}
	return found;
}

function text(value: unknown, key: string): string {
	const found = field(value, key);
	if (typeof found !== 'string' || found === '') throw new ConfigurationError(`the event file has no valid workflow_run: ${key} is missing`);
	return found;
}

function field(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
