import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Seen } from './github/server.ts';
import { busiest, paced } from './github/pace.ts';
import { useQuickStub } from './quick-stub.ts';
import { findingOf, reportOf } from './report-of.ts';
import { BundledAction, runStep, type Step } from './run-action.ts';
import { Shop } from './shop.ts';

const FILES = 3100;
const FINDINGS = 500;
const MINUTE = 60_000;

const action = new BundledAction();
const shop = new Shop();
const { state } = shop.github;

function pathOf(index: number): string {
	return `services/${String(index % 30).padStart(2, '0')}/file-${String(index).padStart(4, '0')}.ts`;
}

/** Spread over all files: listed ones, ones past the 3,000th, and ones whose patch is left out of the listing. */
const FOUND = Array.from({ length: FINDINGS }, (_, index) =>
	findingOf({ fingerprint: `ab${String(index).padStart(14, '0')}`, path: pathOf(Math.floor((index * FILES) / FINDINGS)), line: 2 + (index % 3), severity: index % 5 === 0 ? 'high' : 'medium', message: `Call ${index} has no deadline.` }),
);

function text(index: number): string {
	return `${Array.from({ length: index % 500 === 7 ? 9000 : 5 }, (_, line) => `const v${line} = ${index};`).join('\n')}\n`;
}

/** A head with 3,100 changed files, a few of them so large that the API leaves the patches after them out. */
beforeAll(async () => {
	await Promise.all([action.build(), shop.github.start()]);
	useQuickStub(action);
	shop.push(Object.fromEntries(Array.from({ length: FILES }, (_, index) => [pathOf(index), text(index)])), 'Many');
	action.prepare({ [shop.head]: { report: reportOf(FOUND), exitCode: 1 } });
	state.tokens.set('canary-all', { ...shop.github.state.tokens.get('canary-writer'), write: ['pull-requests', 'checks'] } as never);
}, 120_000);
afterAll(async () => {
	await shop.github.stop();
	shop.dispose();
	action.dispose();
	expect(shop.github.violations).toEqual([]);
});

async function run(): Promise<Step & { readonly requests: readonly Seen[] }> {
	const before = shop.github.seen.length;
	const { event, head: sha, repository } = shop;
	const step = await runStep({ entry: action.entry, github: shop.github, token: 'canary-all', event, sha, workspace: repository.work, inputs: { publish: 'review, check' } });
	return { ...step, requests: shop.github.seen.slice(before) };
}

function annotations(): readonly string[] {
	return (state.checkRuns[0]?.annotations ?? []).map(({ message }) => String(message));
}

describe('500 findings on 3,100 files', () => {
	let first: Awaited<ReturnType<typeof run>>;
	beforeAll(async () => {
		first = await run();
	}, 120_000);

	it('are published in one run, none of them lost', () => {
		expect(first.exitCode, first.log).toBe(1);
		const own = state.reviewComments.flatMap(({ body }) => /groundwire:finding:(\w+)/u.exec(body)?.[1] ?? []);
		expect(own).toHaveLength(40);
		expect(new Set(own).size).toBe(own.length);
		const summary = state.issueComments[0]?.body ?? '';
		const rows = summary.match(/^\| [●○] /gmu) ?? [];
		const [, more = '0'] = /and (\d+) more/u.exec(summary) ?? [];
		expect(rows.length + Number(more.replaceAll(',', ''))).toBe(FINDINGS);
		// Which ones are left out of the page can be seen as annotations: there stand all.
		for (const { message } of FOUND) expect(annotations().filter((shown) => shown.startsWith(message))).toHaveLength(1);
		expect(annotations()).toHaveLength(FINDINGS);
	});

	it('say that GitHub does not list all files', () => {
		expect(state.issueComments[0]?.body).toContain('lists only a part of the files');
	});

	it('stay within the limits of GitHub at the real pace', () => {
		const requests = paced(first.requests);
		const writes = first.requests.filter(({ write }) => write > 0);
		expect(shop.github.overlaps).toBe(0);
		expect(first.requests.length).toBeLessThanOrEqual(120);
		expect(writes.length).toBeLessThanOrEqual(30);
		expect(busiest(requests, MINUTE, 'points')).toBeLessThanOrEqual(900);
		expect(busiest(requests, MINUTE, 'creations')).toBeLessThanOrEqual(80);
		expect(requests.reduce((sum, { creations }) => sum + creations, 0)).toBeLessThanOrEqual(500);
	});

	it('are left alone by a second run, which only reads', async () => {
		const { requests, exitCode } = await run();
		expect(exitCode).toBe(1);
		expect(requests.filter(({ write }) => write > 0)).toEqual([]);
	});
});
