import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BOT } from './github/state.ts';
import { action, ALL, FETCH, shop, step, useShop } from './harness.ts';
import { useQuickStub } from './quick-stub.ts';
import { findingOf, reportOf } from './report-of.ts';
import type { Step, StepOptions } from './run-action.ts';

useShop();
beforeEach(() => {
	useQuickStub(action);
	action.prepare({ [shop().head]: { report: reportOf(ALL), exitCode: 1 } });
});

/** A run that waits for nothing and fetches nothing. */
function run(more: Partial<StepOptions> = {}): Promise<Step> {
	return step({ token: 'canary-resolver', workspace: shop().repository.work, ...more, env: { GROUNDWIRE_RETRY_SCALE: '0.001', ...more.env } });
}

/** Does something when the n-th request of a run comes, and holds it back until that is done. */
function at(n: number, act: () => Promise<unknown> | undefined): () => void {
	let count = 0;
	shop().github.gate = () => (++count === n ? act() : undefined);
	return () => (shop().github.gate = () => undefined);
}

/** Comments of ours that say what another one says. */
function duplicates(): readonly string[] {
	const { reviewComments, issueComments } = shop().github.state;
	const firsts = [...reviewComments, ...issueComments].filter(({ user }) => user.login === BOT.login).map(({ body }) => body.split('\n', 1)[0] ?? '');
	return firsts.filter((line, index) => firsts.indexOf(line) !== index);
}

function move(to: string): void {
	shop().repository.served('update-ref', 'refs/heads/feature', to);
}

function forget(): void {
	const { reviews, reviewComments, issueComments } = shop().github.state;
	for (const list of [reviews, reviewComments, issueComments]) list.length = 0;
}

/** What an undisturbed run leads to and asks for, on a pull request that is then as it was. */
async function golden(): Promise<{ readonly visible: unknown; readonly requests: number }> {
	const before = shop().github.seen.length;
	await run();
	const result = { visible: shop().github.state.visible(), requests: shop().github.seen.length - before };
	forget();
	return result;
}

describe('two runs on one head', () => {
	it('leave one comment for a finding and one summary, wherever the one is when the other runs', async () => {
		const { visible, requests } = await golden();
		for (let n = 1; n <= requests; n++) {
			forget();
			const stop = at(n, () => {
				stop();
				return run();
			});
			const { exitCode, log } = await run();
			expect(exitCode, `request ${n}: ${log}`).toBe(1);
			expect(duplicates(), `request ${n}`).toEqual([]);
			expect(shop().github.state.visible(), `request ${n}`).toEqual(visible);
		}
	}, 240_000);

	it('do so when both have found nothing there and write at the same time', async () => {
		const { visible } = await golden();
		let arrived = 0;
		const { promise: both, resolve: open } = Promise.withResolvers<void>();
		shop().github.gate = (method, pathname) => {
			if (method === 'GET' || !pathname.endsWith('/reviews')) return undefined;
			if (++arrived === 2) open();
			return both;
		};
		const runs = await Promise.all([run(), run()]);
		expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1]);
		expect(duplicates()).toEqual([]);
		await run();
		expect(shop().github.state.visible()).toEqual(visible);
	}, 120_000);
});

describe('a push in the middle of a run', () => {
	it('has the last word, wherever the older run is while the run for the push goes through', async () => {
		const { requests } = await golden();
		const old = shop().head;
		const oldEvent = shop().event;
		const newer = [...ALL.filter((finding) => finding !== FETCH), findingOf({ fingerprint: 'ffff000000000006', path: 'src/pay.ts', line: 41 })];
		const head = shop().push({ 'README.md': 'more\n' });
		action.prepare({ [old]: { report: reportOf(ALL), exitCode: 1 }, [head]: { report: reportOf(newer), exitCode: 1 } });
		const overwritten: number[] = [];
		for (let n = 1; n <= requests; n++) {
			forget();
			move(old);
			const stop = at(n, () => {
				stop();
				move(head);
				return run();
			});
			await run({ event: oldEvent, sha: old });
			expect(duplicates(), `request ${n}`).toEqual([]);
			const [summary] = shop().github.state.issueComments;
			if (summary?.body.includes(old.slice(0, 12)) === true) overwritten.push(n);
			const { exitCode } = await run();
			expect(exitCode).toBe(1);
			const last = shop().github.state.issueComments[0]?.body ?? '';
			expect(last, `request ${n}`).toContain(head.slice(0, 12));
			const open = shop().github.state.reviewComments.filter(({ body }) => !body.includes('groundwire:closed')).map(({ body }) => /finding:(\w+)/u.exec(body)?.[1]);
			expect(new Set(open), `request ${n}`).toEqual(new Set(['bbbb000000000002', 'cccc000000000003', 'dddd000000000004', 'ffff000000000006']));
			expect(open, `request ${n}`).toHaveLength(4);
		}
		// Once its last look at the head is over, the older run may still write: one request, made up for by the next run.
		expect(overwritten.length).toBeLessThanOrEqual(1);
	}, 300_000);
});

describe('in the middle of a run the pull request', () => {
	it.each<[string, () => void]>([
		['is closed', () => void shop().github.state.closed.add(7)],
		['loses its branch', () => void shop().repository.served('update-ref', '-d', 'refs/heads/feature')],
	])('%s: the run ends as it began', async (_, happens) => {
		const { visible } = await golden();
		const stop = at(4, () => {
			stop();
			happens();
			return undefined;
		});
		const { exitCode, log } = await run();
		expect(exitCode, log).toBe(1);
		expect(shop().github.state.visible()).toEqual(visible);
	}, 60_000);

	it('is retargeted: the run for the new base brings everything up to date', async () => {
		const { visible } = await golden();
		shop().repository.commit('release', { 'RELEASE.md': 'x\n' }, {}, shop().base);
		const { state } = shop().github;
		const stop = at(4, () => {
			stop();
			const pull = state.pulls.get(7);
			if (pull !== undefined) state.pulls.set(7, { ...pull, baseBranch: 'release' });
			return undefined;
		});
		expect((await run()).exitCode).toBe(1);
		expect((await run()).exitCode).toBe(1);
		expect(duplicates()).toEqual([]);
		expect((state.visible() as { comments: unknown }).comments).toEqual((visible as { comments: unknown }).comments);
	}, 60_000);
});

describe('a repository that was renamed', () => {
	it('is published to under its new name: what is read follows, and what is written stays a write', async () => {
		const { visible } = await golden();
		shop().github.movedFrom = 'acme/old-shop';
		const { exitCode, log } = await run({ env: { GITHUB_REPOSITORY: 'acme/old-shop' } });
		expect(exitCode, log).toBe(1);
		expect(shop().github.state.visible()).toEqual(visible);
	});
});

describe('a run that is cancelled', () => {
	it.each(['SIGTERM', 'SIGINT'])('by %s while it checks does not pass and writes nothing', async (signal) => {
		writeFileSync(join(action.folder, 'cli', 'index.js'), `process.kill(process.ppid, '${signal}'); setInterval(() => undefined, 1000);`);
		const { exitCode } = await run();
		expect(exitCode).not.toBe(0);
		expect(shop().github.writes).toBe(0);
	});
});
