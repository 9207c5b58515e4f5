/**
 * `node scripts/bench-provenance.ts --repos DIR [--commits N] [--sample N] [--seed N]`: reads the last commits of bare git clones and
 * counts the marks of authorship by signal, kind and tool. `--sample` prints so many marks, drawn at random, with the lines of the
 * commit that may have led to them, to be judged by eye.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

import type { CommitSha, ProvenanceMark } from '../src/change/change.ts';
import { type Commit, parseCommit } from '../src/change/commit.ts';
import { detectMarks } from '../src/change/provenance.ts';

const { values } = parseArgs({ options: { repos: { type: 'string' }, commits: { type: 'string', default: '3000' }, sample: { type: 'string', default: '0' }, seed: { type: 'string', default: '1' } } });
if (values.repos === undefined) throw new Error('--repos is missing: a folder of bare git clones');

interface Seen {
	readonly repository: string;
	readonly mark: ProvenanceMark;
	readonly commit: Commit;
}

function* commitsOf(gitDir: string): Generator<readonly [CommitSha, Commit]> {
	const git = (input: string, ...args: readonly string[]): Buffer => execFileSync('git', ['--git-dir', gitDir, ...args], { input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] });
	const ids = git('', 'rev-list', `--max-count=${values.commits}`, '--all').toString('latin1');
	const objects = git(ids, 'cat-file', '--batch');
	for (let at = 0; at < objects.length; ) {
		const end = objects.indexOf('\n', at);
		const [id = '', type, size] = objects.toString('latin1', at, end).split(' ');
		if (type !== 'commit') {
			at = end + 1;
			continue;
		}
		yield [id as CommitSha, parseCommit(objects.subarray(end + 1, end + 1 + Number(size)))];
		at = end + 2 + Number(size);
	}
}

const clones = globSync('*/{HEAD,*/HEAD}', { cwd: values.repos }).map((path) => `${values.repos}/${dirname(path)}`).filter((path) => existsSync(`${path}/objects`)).sort();
const seen: Seen[] = [];
let [commits, marked, repositories] = [0, 0, 0];
for (const gitDir of clones) {
	const before = commits;
	for (const [id, commit] of commitsOf(gitDir)) {
		commits += 1;
		const marks = detectMarks([{ id, commit }], {});
		if (marks.some(({ kind }) => kind !== 'automation')) marked += 1;
		seen.push(...marks.map((mark) => ({ repository: gitDir.slice(String(values.repos).length + 1), mark, commit })));
	}
	if (commits > before) repositories += 1;
}

function table(title: string, key: (seen: Seen) => string): void {
	const counts = [...Map.groupBy(seen, key)].map(([name, all]) => [name, all.length] as const).sort(([, a], [, b]) => b - a);
	console.log(`\n${title}\n${counts.map(([name, count]) => `${String(count).padStart(7)}  ${name}`).join('\n')}`);
}

console.log(`${repositories} repositories, ${commits} commits, ${marked} with a mark that is not automation`);
table('by signal and kind', ({ mark }) => `${mark.signal} ${mark.kind}/${mark.strength}`);
table('by tool', ({ mark }) => (mark.kind === 'automation' ? 'automation' : `${mark.tool} ${mark.kind}`));
table('by evidence', ({ mark }) => (mark.kind === 'automation' ? 'automation' : String(mark.evidence)));

/** Drawn by a counter that the seed starts (mulberry32): the same seed gives the same sample. */
function* random(seed: number): Generator<number> {
	for (let state = seed; ; ) {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
}

const draws = random(Number(values.seed));
const rest = seen.filter(({ mark }) => mark.kind !== 'automation');
for (let left = Math.min(Number(values.sample), rest.length); left > 0; left -= 1) {
	const [drawn] = rest.splice(Math.floor(Number(draws.next().value) * rest.length), 1);
	if (drawn === undefined) break;
	const { repository, mark, commit } = drawn;
	const lines = commit.message.split('\n').filter((line) => /^\S+-?\w*:|generated|made with|claude|cursor|codex|copilot/iu.test(line)).slice(0, 8);
	console.log(`\n${repository} ${mark.signal} ${mark.place} ${mark.tool} ${mark.kind}/${mark.strength} [${mark.evidence}]\n  ${commit.author.name} <${commit.author.email}>\n${lines.map((line) => `  | ${line.slice(0, 160)}`).join('\n')}`);
}
