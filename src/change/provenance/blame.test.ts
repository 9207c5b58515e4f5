import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { GitRepository } from '../../../test/support/git-repository.ts';
import { readChange } from '../change-reader.ts';
import { openRepository } from '../repository.ts';

const AGENT = 'By an agent\n\nCo-authored-by: Claude <noreply@anthropic.com>';

/** What a commit does: put lines in at a place, take some away, move the file. All lines differ, so nobody can doubt whose they are. */
const step = fc.record({ at: fc.nat(40), gone: fc.nat(3), come: fc.nat(4), move: fc.boolean(), agent: fc.boolean(), side: fc.boolean() });

function apply(lines: readonly string[], { at, gone, come }: { at: number; gone: number; come: number }, name: string): string[] {
	const from = Math.min(at, lines.length);
	return [...lines.slice(0, from), ...Array.from({ length: come }, (_, index) => `${name} line ${index}`), ...lines.slice(from + gone)];
}

it('finds whose line it is as git blame does, through edits, moves and merges', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
			const source = new GitRepository();
			try {
				let path = 'f0';
				source.write(path, Array.from({ length: 30 }, (_, index) => `base line ${index}\n`).join(''));
				source.write('other', 'x\n');
				const base = source.commit('base');
				for (const [index, change] of steps.entries()) {
					if (change.side) {
						source.git('checkout', '--quiet', '-b', `side${index}`);
						source.write(`side${index}`, `of side ${index}\n`);
						source.commit(AGENT);
						source.git('checkout', '--quiet', 'main');
					}
					const next = change.move ? `f${index + 1}` : path;
					if (next !== path) source.git('mv', path, next);
					path = next;
					const lines = source.git('show', `HEAD:${index === 0 ? 'f0' : source.git('ls-tree', '--name-only', 'HEAD').split('\n').find((name) => name.startsWith('f')) ?? ''}`).split('\n');
					source.write(path, `${apply(lines, change, `step ${index}`).join('\n')}\n`);
					source.commit(change.agent ? AGENT : 'By hand');
					if (change.side) source.git('merge', '--quiet', '--no-ff', '-m', 'Merge', `side${index}`);
				}
				const repository = await openRepository(source.path);
				const tree = (revision: string): never => source.git('rev-parse', `${revision}^{tree}`) as never;
				const { provenance, files } = await readChange(repository, { base: { commit: base, tree: tree(base) }, head: { commit: source.head(), tree: tree('HEAD') } });
				await repository.close();
				const agents = new Set(source.git('log', '--format=%H', '--grep=noreply@anthropic.com').split('\n'));
				const file = files.find(({ after }) => after?.path === path);
				const added = file === undefined || file.hunks === 'unknown' ? [] : file.hunks.flatMap(({ headStart, headLines }) => Array.from({ length: headLines }, (_, index) => headStart + index));
				const blamed = source.git('blame', '--line-porcelain', `${base}..HEAD`, '--', path).split('\n').flatMap((line) => /^([\da-f]{40}) \d+ (\d+)/u.exec(line)?.slice(1, 3).join(' ') ?? []);
				const expected = blamed.flatMap((line) => {
					const [commit = '', head = ''] = line.split(' ');
					return agents.has(commit) && added.includes(Number(head)) ? [Number(head)] : [];
				});
				const found = (provenance.attributed ?? []).filter((entry) => entry.path === path).flatMap(({ ranges }) => ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index)));
				expect(found.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
				expect(provenance.complete).toBe(true);
			} finally {
				source.delete();
			}
		}),
		{ numRuns: 12, endOnFailure: true },
	);
}, 120_000);
