import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GitRepository, type Files } from '../../test/e2e/github/git-repository.ts';
import { GitHubOnLoopback } from '../../test/e2e/github/server.ts';
import { AUTHOR, BOT } from '../../test/e2e/github/state.ts';
import { runStep } from '../../test/e2e/run-action.ts';

/** A comment as it was published, with the lines above it and the lines that its suggestion would replace. */
export interface ShownComment {
	readonly body: string;
	readonly path: string;
	readonly diff: readonly string[];
	readonly replaced: readonly string[];
}

/** What the Action wrote on the demo's pull request. */
export interface DemoReview {
	readonly comments: readonly ShownComment[];
	readonly summary: string;
}

const PULL = 7;
const TRAILER = '🤖 Generated with [Claude Code](https://claude.com/claude-code)\n\nCo-Authored-By: Claude <noreply@anthropic.com>';

/** Runs the built Action on the demo's pull request, against a GitHub on loopback, and gives what stands there then. */
export async function demoReview(root: string): Promise<DemoReview> {
	const repository = new GitRepository();
	const github = new GitHubOnLoopback(repository);
	await github.start();
	try {
		const base = repository.commit('main', filesOf(join(root, 'scripts/demo/base')), { message: 'Orders service' });
		const head = repository.commit('claude/charge-orders', filesOf(join(root, 'scripts/demo/head')), { message: `Charge orders through the payment service\n\n${TRAILER}` }, 'main');
		const sides = { base: { sha: base, ref: 'main' }, head: { sha: head, ref: 'claude/charge-orders' } };
		github.state.pulls.set(PULL, { number: PULL, branch: sides.head.ref, baseBranch: 'main', author: AUTHOR, title: 'Charge orders', body: '' });
		github.state.tokens.set('canary', { user: BOT, installation: true, write: ['pull-requests'] });
		const payload = { action: 'opened', pull_request: { number: PULL, commits: 1, user: { login: AUTHOR.login }, body: '', ...sides }, repository: { default_branch: 'main' } };
		const { exitCode, log } = await runStep({ entry: join(root, 'dist/action/index.js'), github, token: 'canary', event: { name: 'pull_request', payload }, sha: head });
		const [summary] = github.state.issueComments;
		if (exitCode !== 1 || summary === undefined || github.violations.length > 0) throw new Error(`the demo could not be reviewed: ${[log, ...github.violations].join('\n')}`);
		const comments = github.state.reviewComments.map(({ body, path, side, originalLine = 1, originalStart }) => ({
			body,
			path,
			diff: linesAbove(repository.run(['diff', '--unified=3', base, head, '--', path]), side, originalLine),
			replaced: side === 'LEFT' ? [] : repository.run(['show', `${head}:${path}`]).split('\n').slice((originalStart ?? originalLine) - 1, originalLine),
		}));
		return { comments, summary: summary.body };
	} finally {
		await github.stop();
		repository.dispose();
	}
}

function filesOf(folder: string): Files {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return Object.fromEntries(files.map((entry) => [relative(folder, join(entry.parentPath, entry.name)), readFileSync(join(entry.parentPath, entry.name), 'utf8')]));
}

const ABOVE = 4;

/** The line that a comment stands on and the few before it in the diff, as GitHub shows them over a comment. */
function linesAbove(diff: string, side: 'LEFT' | 'RIGHT', line: number): readonly string[] {
	const [skipped, counted] = side === 'LEFT' ? ['+', '-'] : ['-', '+'];
	let at = 0;
	const hunk: string[] = [];
	for (const text of diff.split('\n')) {
		const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)/u.exec(text);
		if (start !== null) {
			at = Number(side === 'LEFT' ? start[1] : start[2]) - 1;
			hunk.length = 0;
		} else if (at > 0 || hunk.length > 0 || text.startsWith(counted)) {
			hunk.push(text);
			if (!text.startsWith(skipped)) at++;
			if (at === line) return hunk.slice(-ABOVE);
		}
	}
	return hunk.slice(-ABOVE);
}
