/**
 * `npm run demo`: makes a real git repository with a realistic AI-written pull request, runs the real `check` on it and
 * prints what a reviewer would see. Starts on any Node from 20 on; installs what is missing first.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = join(root, 'node_modules/.bin/node');

function run(command, args, options = {}) {
	const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
	if (error !== undefined) throw error;
	return status ?? 1;
}

function git(directory, ...args) {
	const identity = ['-c', 'user.name=Groundwire demo', '-c', 'user.email=demo@groundwire.invalid', '-c', 'commit.gpgSign=false', '-c', 'init.defaultBranch=main'];
	if (run('git', [...identity, ...args], { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] }) !== 0) throw new Error(`git ${args[0]} failed`);
}

if (!existsSync(node)) {
	console.log('Installing what is missing (npm ci) …\n');
	if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }) !== 0) process.exit(1);
}

const repository = mkdtempSync(join(tmpdir(), 'groundwire-demo-'));
try {
	git(repository, 'init', '--quiet');
	cpSync(join(root, 'scripts/demo/base'), repository, { recursive: true });
	git(repository, 'add', '--all');
	git(repository, 'commit', '--quiet', '-m', 'Orders service');
	git(repository, 'checkout', '--quiet', '-b', 'claude/charge-orders');
	cpSync(join(root, 'scripts/demo/head'), repository, { recursive: true });
	git(repository, 'add', '--all');
	const trailer = '🤖 Generated with [Claude Code](https://claude.com/claude-code)\n\nCo-Authored-By: Claude <noreply@anthropic.com>';
	git(repository, 'commit', '--quiet', '-m', 'Charge orders through the payment service', '-m', trailer);

	console.log('A pull request of an AI agent: it adds payments to an orders service (TypeScript and Kubernetes).');
	console.log('$ groundwire check --base main --head claude/charge-orders\n');
	const status = run(node, [join(root, 'dist/cli/index.js'), 'check', '--repo', repository, '--base', 'main', '--head', 'claude/charge-orders']);
	console.log(`\nExit code ${status}: ${['the change passes', 'the change is blocked', 'it could not be decided', 'a bug of Groundwire'][status] ?? 'unknown'}.`);
	console.log('\nOn your own repository, from its folder:');
	console.log(`  ${node} ${join(root, 'dist/cli/index.js')} check`);
	// A blocked pull request is what the demo shows; only a failure of ours is a failure of the demo.
	process.exitCode = status === 0 || status === 1 ? 0 : status;
} finally {
	rmSync(repository, { recursive: true, force: true });
}
