import { describe, expect, it } from 'vitest';
import { action, ALL, ELSEWHERE, prepareAll, shop, step, useShop } from './harness.ts';
import { reportOf } from './report-of.ts';

useShop();

describe('a first run', () => {
	it('puts every finding exactly once where it belongs', async () => {
		prepareAll();
		const { exitCode, outputs, log } = await step();
		expect(exitCode, log).toBe(1);
		expect(outputs).toMatchObject({ conclusion: 'block', findings: '5' });
		const { reviews, reviewComments, issueComments } = shop().github.state;
		expect(reviews).toMatchObject([{ state: 'COMMENTED', commit: shop().head }]);
		const places = reviewComments.map(({ path, side, originalStart, originalLine }) => [path, side, originalStart, originalLine]);
		expect(places).toEqual([
			['deploy/app.yaml', 'LEFT', 4, 6],
			['src/pay.ts', 'RIGHT', undefined, 10],
			['src/pay.ts', 'RIGHT', undefined, 38],
			['logo.png', 'RIGHT', undefined, undefined],
		]);
		const everything = [...reviewComments, ...issueComments].map(({ body }) => body).join('\n');
		for (const { fingerprint } of ALL) expect(everything.split(`\`${fingerprint}\``).length - 1, fingerprint).toBe(1);
		expect(issueComments).toHaveLength(1);
		expect(issueComments[0]?.body).toContain(`\`${ELSEWHERE.fingerprint}\``);
		expect(reviewComments[1]?.body).toContain('```suggestion\nconst response = await fetch(url, { method, signal: AbortSignal.timeout(2000) });\n```');
		expect(reviewComments[2]?.body).toContain('This is about `src/pay.ts:30`, which the diff does not show.');
	});

	it('gives the check neither the token nor anything else of the job', async () => {
		prepareAll();
		const { log } = await step();
		expect(JSON.stringify(action.stubSaw)).not.toContain('canary');
		expect(Object.keys(action.stubSaw.env).filter((name) => /TOKEN|GITHUB|INPUT|RUNNER/iu.test(name))).toEqual([]);
		expect(action.stubSaw.facts).toEqual({ headRef: 'feature', authorLogin: 'octocat', body: 'Made with care' });
		expect(action.stubSaw.args).toEqual(expect.arrayContaining(['--base', shop().base, '--head', shop().head]));
		expect(log.replace('::add-mask::canary-writer', '')).not.toContain('canary');
	});

	it('says nothing on a change without findings', async () => {
		action.prepare({ [shop().head]: { report: reportOf([]), exitCode: 0 } });
		const { exitCode, summary } = await step();
		expect(exitCode).toBe(0);
		expect(shop().github.writes).toBe(0);
		expect(summary).toContain('Groundwire: nothing found');
	});
});
