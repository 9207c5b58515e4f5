import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { LOG_FILE, LOG_REF } from '../../src/people/chain.ts';
import { askForWaiver, prepareFlows, WAIVED_PULL, type Storage } from './faults-flows.ts';
import { MANY, STAGES } from './faults-findings.ts';
import type { GitHubOnLoopback } from './github/server.ts';
import { BOT, type Token } from './github/state.ts';
import { runStep, type BundledAction, type Prepared, type Step, type StepOptions } from './run-action.ts';
import { Shop } from './shop.ts';

/** Everything on the server that a run may change: lists of the state, and the refs of the repository. */
export interface Snapshot {
	readonly lists: string;
	readonly refs: ReadonlyMap<string, string>;
}

/** The pull request whose head is the first one still, beside number 7, whose head is the third. */
export const FIRST_PULL = 8;
/** The one whose head has more findings than a request takes. */
export const LARGE_PULL = 9;

/** Three pull requests on a server of its own. Every world is the same, to the commit ids. */
export class World {
	readonly shop = new Shop();

	constructor() {
		const { repository, github, head } = this.shop;
		const pull = github.state.pulls.get(7);
		if (pull === undefined) throw new Error('the shop has its pull request');
		repository.run(['push', '--quiet', repository.bare, `${head}:refs/heads/first`]);
		github.state.pulls.set(FIRST_PULL, { ...pull, number: FIRST_PULL, branch: 'first' });
		repository.commit('large', { 'README.md': 'large\n' }, {}, 'feature');
		github.state.pulls.set(LARGE_PULL, { ...pull, number: LARGE_PULL, branch: 'large' });
		github.state.tokens.set('canary-all', { ...github.state.tokens.get('canary-resolver'), write: ['pull-requests', 'contents', 'checks'] } as Token);
	}

	/** Publishes the first two stages of number 7 and pushes the third. */
	async grow(action: BundledAction, storage: Storage): Promise<void> {
		const reports: Record<string, Prepared> = { ...prepareFlows(this, storage), [this.shop.github.state.tip('large')]: MANY, ...(STAGES[0] === undefined ? {} : { made: STAGES[0] }) };
		for (const [index, stage] of STAGES.entries()) {
			if (index > 0) this.shop.push({ 'README.md': `${index}\n` });
			reports[this.shop.head] = stage;
			action.prepare(reports);
			if (index < STAGES.length - 1) await this.step(action.entry, 7);
		}
		await this.step(action.entry, WAIVED_PULL, { inputs: { publish: 'review, check' } });
		askForWaiver(this);
	}

	/** A run of the bundled Action that waits for nothing. */
	step(entry: string, number: number, more: Partial<StepOptions> = {}): Promise<Step> {
		const sha = this.github.state.tip(this.github.state.pulls.get(number)?.branch ?? '');
		const env = { GROUNDWIRE_RETRY_SCALE: '0.001', NODE_COMPILE_CACHE: join(dirname(entry), 'cache'), ...more.env };
		return runStep({ entry, github: this.github, token: 'canary-all', event: this.event(number), sha, workspace: this.shop.repository.work, ...more, env });
	}

	get github(): GitHubOnLoopback {
		return this.shop.github;
	}

	event(number: number): StepOptions['event'] {
		const { state } = this.github;
		const pull = state.pulls.get(number);
		const [head, base] = [state.tip(pull?.branch ?? ''), state.tip(pull?.baseBranch ?? '')];
		const sides = { base: { sha: base, ref: 'main' }, head: { sha: head, ref: pull?.branch } };
		return { name: 'pull_request', payload: { action: 'synchronize', pull_request: { number, commits: 1, user: { login: 'octocat' }, body: '', ...sides }, repository: { default_branch: 'main' } } };
	}

	#lists(): readonly unknown[][] {
		return Object.values(this.github.state).filter((value): value is unknown[] => Array.isArray(value));
	}

	#refs(): ReadonlyMap<string, string> {
		const listed = this.shop.repository.served('for-each-ref', '--format=%(refname) %(objectname)').trim().split('\n');
		return new Map(listed.map((line) => line.split(' ') as [string, string]));
	}

	snapshot(): Snapshot {
		return { lists: JSON.stringify(this.#lists()), refs: this.#refs() };
	}

	/** Puts the server back, and rids it of faults. */
	restore({ lists, refs }: Snapshot): void {
		const saved = JSON.parse(lists) as unknown[][];
		for (const [index, list] of this.#lists().entries()) list.splice(0, list.length, ...(saved[index] ?? []));
		const now = this.#refs();
		if (!isDeepStrictEqual(now, refs)) {
			const lines = [...[...now.keys()].filter((name) => !refs.has(name)).map((name) => `delete ${name}`), ...[...refs].map(([name, sha]) => `update ${name} ${sha}`)];
			execFileSync('git', ['--git-dir', this.shop.repository.bare, 'update-ref', '--stdin'], { input: `${lines.join('\n')}\n` });
		}
		Object.assign(this.github, { fault: () => undefined, refuseGit: false, movedFrom: undefined });
	}

	/** What people see, and the check run that counts of each name and commit. */
	visible(): unknown {
		const { state } = this.github;
		const newest = new Map(state.checkRuns.map((run) => [`${String(run.values['name'])} ${String(run.values['head_sha'])}`, run] as const));
		const checks = [...newest].map(([name, { values: { status, conclusion, output }, annotations }]) => [name, status, conclusion, output, annotations]);
		const signs = state.reactions.map(({ comment, content }) => [comment, content]);
		return { ...(state.visible() as object), checks, signs, decisions: this.#decisions() };
	}

	/** How many decisions are written down. */
	#decisions(): number {
		return this.#refs().has(LOG_REF) ? this.shop.repository.served('show', `${LOG_REF}:${LOG_FILE}`).trim().split('\n').length : 0;
	}

	/** Markers of ours that stand on more than one comment. There must never be any. */
	duplicates(): readonly string[] {
		const { reviewComments, issueComments } = this.github.state;
		const ours = [...reviewComments, ...issueComments].filter(({ user }) => user.login === BOT.login);
		const markers = ours.map((comment) => `${'pull' in comment ? comment.pull : comment.issue} ${comment.body.split('\n', 1)[0] ?? ''}`).filter((line) => line.includes('groundwire:'));
		return markers.filter((marker, index) => markers.indexOf(marker) !== index);
	}

	dispose(): void {
		this.shop.dispose();
	}
}
