import { GitRepository, type Files } from './github/git-repository.ts';
import { GitHubOnLoopback } from './github/server.ts';
import { AUTHOR, BOT, type Token } from './github/state.ts';

/** `n` lines that can be told apart. */
export function lines(prefix: string, n: number): readonly string[] {
	return Array.from({ length: n }, (_, index) => `${prefix} ${index + 1}`);
}

const MANIFEST = ['kind: Deployment', 'spec:', '  replicas: 3', '  readinessProbe:', '    httpGet:', '      path: /ready', '  image: web', ''].join('\n');

/** A repository with one pull request, number 7: a changed service, and a manifest that loses its probe. */
export class Shop {
	readonly repository = new GitRepository();
	readonly github = new GitHubOnLoopback(this.repository);
	readonly base: string;
	head: string;

	constructor() {
		const pay = lines('line', 60);
		const root = this.repository.commit('main', { 'src/pay.ts': `${pay.join('\n')}\n`, 'src/old.ts': 'export {};\n', 'deploy/app.yaml': MANIFEST, 'logo.png': 'a\0b' });
		const changed = pay.with(9, 'const response = await fetch(url, { method });').with(40, 'log(error.message);');
		this.head = this.repository.commit(
			'feature',
			{ 'src/pay.ts': `${changed.join('\n')}\n`, 'deploy/app.yaml': MANIFEST.replace(/ {2}readinessProbe:[\s\S]*ready\n/u, ''), 'logo.png': 'a\0c' },
			{ message: 'Add payments' },
			'main',
		);
		// The base branch has moved on: the change is what head did since the merge base.
		this.base = root;
		this.repository.commit('main', { 'README.md': 'later\n' });
		const { state } = this.github;
		state.pulls.set(7, { number: 7, branch: 'feature', baseBranch: 'main', author: AUTHOR, title: 'Payments', body: 'Made with care' });
		this.addToken('writer', ['pull-requests']);
		this.addToken('reader', []);
		this.addToken('resolver', ['pull-requests', 'contents']);
		this.addToken('checker', ['checks']);
		this.addToken('stranger', ['pull-requests'], { user: AUTHOR, installation: false });
	}

	addToken(name: string, write: Token['write'], more: Partial<Token> = {}): void {
		this.github.state.tokens.set(`canary-${name}`, { user: BOT, installation: true, write, ...more });
	}

	/** A new commit on the pull request's branch. */
	push(files: Files, message = 'More'): string {
		this.head = this.repository.commit('feature', files, { message });
		return this.head;
	}

	get event(): { readonly name: string; readonly payload: unknown } {
		const { state } = this.github;
		const sides = { base: { sha: state.tip('main'), ref: 'main' }, head: { sha: this.head, ref: 'feature' } };
		const commits = Number(this.repository.served('rev-list', '--count', `${state.tip('main')}..${this.head}`));
		const payload = { action: 'synchronize', pull_request: { number: 7, commits, user: { login: 'octocat' }, body: 'Made with care', ...sides }, repository: { default_branch: 'main' } };
		return { name: 'pull_request', payload };
	}

	dispose(): void {
		this.repository.dispose();
	}
}
