import { describe, expect, it } from 'vitest';
import type { CheckRun } from './github/state.ts';
import { ALL, action, FETCH, prepareAll, PROBE, shop, step, useShop } from './harness.ts';
import { findingOf, reportOf } from './report-of.ts';
import type { Step } from './run-action.ts';

useShop();

const MANY = Array.from({ length: 130 }, (_, index) =>
	findingOf({ fingerprint: `abcd0000${1000 + index}`, path: `src/file-${index}.ts`, line: index + 1, severity: index === 129 ? 'critical' : index % 2 === 0 ? 'high' : 'low', placement: index % 10 === 1 ? 'summary' : 'inline' }),
);

function prepareMany(findings = MANY): void {
	action.prepare({ [shop().head]: { report: reportOf(findings), exitCode: 1 } });
}

function checked(inputs: Readonly<Record<string, string>> = {}): Promise<Step> {
	return step({ token: 'canary-checker', inputs: { publish: 'check', ...inputs } });
}

function runs(): readonly CheckRun[] {
	return shop().github.state.checkRuns;
}

function statuses(): readonly unknown[] {
	return runs().map(({ values, annotations }) => [values['name'], values['status'], values['conclusion'], annotations.length]);
}

describe('a check run', () => {
	it('has all of 130 findings as annotations, fifty a request, the gravest first', async () => {
		prepareMany();
		const { exitCode, log } = await checked();
		expect(exitCode, log).toBe(1);
		expect(statuses()).toEqual([['groundwire', 'completed', 'failure', 130]]);
		const sent = shop().github.seen.filter(({ write }) => write > 0).map(({ operation, body }) => [operation, body['status'], body['conclusion']]);
		expect(sent).toEqual([['checks/create', 'in_progress', undefined], ['checks/update', 'in_progress', undefined], ['checks/update', 'completed', 'failure']]);
		const levels = runs()[0]?.annotations.map((entry) => entry['annotation_level']) ?? [];
		expect(levels.lastIndexOf('failure')).toBe(levels.filter((level) => level === 'failure').length - 1);
		expect(new Set(levels)).toEqual(new Set(['failure', 'notice', 'warning']));
		expect(runs()[0]?.annotations[0]?.['path']).toBe('src/file-129.ts');
		expect(new Set(runs()[0]?.annotations.map((entry) => entry['path'])).size).toBe(130);
	});

	it('is left alone by a second run that has the same to say', async () => {
		prepareMany();
		await checked();
		const { writes } = shop().github;
		const { log } = await checked();
		expect(shop().github.writes).toBe(writes);
		expect(log).toContain('check run groundwire: published: nothing new');
		expect(statuses()).toEqual([['groundwire', 'completed', 'failure', 130]]);
	});

	it('is brought up to date in place where the annotations stay the same', async () => {
		prepareMany();
		await checked();
		action.prepare({ [shop().head]: { report: reportOf(MANY, { conclusion: 'undecided' }), exitCode: 2 } });
		expect((await checked()).exitCode).toBe(2);
		expect(statuses()).toEqual([['groundwire', 'completed', 'action_required', 130]]);
	});

	it('is made anew where they do not, and the old one says nothing else', async () => {
		prepareMany();
		await checked();
		action.prepare({ [shop().head]: { report: reportOf([MANY[1] ?? FETCH]), exitCode: 0 } });
		expect((await checked()).exitCode).toBe(0);
		expect(statuses()).toEqual([['groundwire', 'completed', 'success', 130], ['groundwire', 'completed', 'success', 1]]);
		expect(runs()[0]?.values['output']).toMatchObject({ title: 'superseded' });
		const { writes } = shop().github;
		await checked();
		expect(shop().github.writes).toBe(writes);
	});

});

describe('a check run that is disturbed', () => {
	it.each([1, 2, 3])('never stands as concluded when the run is killed at write %i, and the next run goes on from there', async (at) => {
		prepareMany();
		const killed = await step({
			token: 'canary-checker',
			inputs: { publish: 'check' },
			onStart: (child) => {
				shop().github.fault = ({ write }) => {
					if (write !== at) return undefined;
					child.kill('SIGKILL');
					return { when: 'after', answer: 'hang-up' };
				};
			},
		});
		expect(killed.exitCode).toBeNull();
		expect(runs()[0]?.values['conclusion']).toBe(at === 3 ? 'failure' : undefined);
		shop().github.fault = () => undefined;
		await checked();
		expect(statuses()).toEqual([['groundwire', 'completed', 'failure', 130]]);
		expect(new Set(runs()[0]?.annotations.map((entry) => entry['path'])).size).toBe(130);
	});

	it.each([1, 2, 3])('has no annotation twice when the answer to write %i is lost', async (at) => {
		prepareMany();
		let lost = 0;
		shop().github.fault = ({ write }) => (write === at && lost++ === 0 ? { when: 'after', answer: { status: 502, body: { message: 'Bad Gateway' } } } : undefined);
		const { exitCode, log } = await checked();
		expect(exitCode, log).toBe(1);
		expect(statuses()).toEqual([['groundwire', 'completed', 'failure', 130]]);
		expect(new Set(runs()[0]?.annotations.map((entry) => entry['path'])).size).toBe(130);
	});

	it('that another content left half-way is closed with the verdict that holds', async () => {
		prepareMany();
		shop().github.fault = ({ operation }) => (operation === 'checks/update' ? { when: 'before', answer: { status: 500, body: { message: 'no' } } } : undefined);
		expect((await checked()).exitCode).toBe(1);
		expect(statuses()).toEqual([['groundwire', 'in_progress', undefined, 50]]);
		shop().github.fault = () => undefined;
		prepareMany(MANY.slice(0, 3));
		await checked();
		expect(statuses()).toEqual([['groundwire', 'completed', 'failure', 50], ['groundwire', 'completed', 'failure', 3]]);
	});

});

describe('what a check run shows', () => {
	it('is what stood on a line that is gone, where it is missed, else on the first line', async () => {
		const missed = { ...PROBE, atHead: { ...FETCH.location, startLine: 7, endLine: 8 } };
		action.prepare({ [shop().head]: { report: reportOf([{ ...PROBE, fingerprint: 'bbbb000000000009', message: 'gone' }, missed]), exitCode: 1 } });
		await checked();
		const shown = runs()[0]?.annotations.map((entry) => [entry['path'], entry['start_line'], entry['end_line']]) ?? [];
		expect(shown).toEqual(expect.arrayContaining([['deploy/app.yaml', 1, 1], ['src/pay.ts', 7, 8]]));
		expect(runs()[0]?.annotations.every((entry) => String(entry['message']).includes('(It stood on line 4 before.)'))).toBe(true);
	});

	it('has a name and an id of its own for each instance', async () => {
		prepareAll();
		await checked();
		action.prepare({ [shop().head]: { report: reportOf([]), exitCode: 0 } });
		await checked({ instance: 'infra' });
		expect(runs().map(({ values }) => [values['name'], values['external_id'], values['conclusion']])).toEqual([
			['groundwire', 'groundwire:default', 'failure'],
			['groundwire (infra)', 'groundwire:infra', 'success'],
		]);
	});

	it('keeps within what GitHub takes of a summary, and counts the rest', async () => {
		const long = Array.from({ length: 1500 }, (_, index) => findingOf({ fingerprint: `aaaa${10_000 + index}`, path: 'src/old.ts', line: index + 1, message: `überall ${'wörter '.repeat(20)}` }));
		prepareMany(long);
		expect((await checked()).exitCode).toBe(1);
		const { summary = '' } = (runs()[0]?.values['output'] ?? {}) as { summary?: string };
		expect(summary.length).toBeLessThanOrEqual(65_535);
		expect(summary).toContain(`and ${1500 - (summary.match(/^\| ● /gmu) ?? []).length} more`);
		expect(runs()[0]?.annotations).toHaveLength(1500);
	});

	it('is not written with a token that may not, which the log says', async () => {
		prepareAll();
		const { exitCode, log } = await step({ token: 'canary-reader', inputs: { publish: 'check' } });
		expect(exitCode).toBe(1);
		expect(log).toMatch(/check run groundwire: not written, because the token may not write.*checks: write/u);
		expect(runs()).toEqual([]);
	});
});

describe('where the report is shown', () => {
	it('may be comments and a check run', async () => {
		prepareAll();
		shop().addToken('both', ['pull-requests', 'checks']);
		const { log } = await step({ token: 'canary-both', inputs: { publish: 'review, check' } });
		expect(log).toContain('check run groundwire: published: 1 write');
		expect(shop().github.state.reviewComments).toHaveLength(4);
		expect(statuses()).toEqual([['groundwire', 'completed', 'failure', ALL.length]]);
		expect(runs()[0]?.values['output']).toMatchObject({ title: /^### Groundwire: (.+)$/mu.exec(shop().github.state.issueComments[0]?.body ?? '')?.[1] });
		const order = shop().github.seen.filter(({ write }) => write > 0).map(({ operation }) => operation);
		expect(order.at(-1)).toBe('checks/create');
	});

	it('may be nowhere', async () => {
		prepareAll();
		const { exitCode, summary } = await step({ inputs: { publish: 'none' } });
		expect([exitCode, shop().github.writes]).toEqual([1, 0]);
		expect(summary).toContain('### Groundwire:');
	});

	it.each(['none, check', 'review check', ',', 'review,'])('is not guessed from "%s"', async (publish) => {
		const { exitCode, log } = await step({ inputs: { publish } });
		expect(exitCode).toBe(2);
		expect(log).toContain('the input publish must be review, check, both (review, check) or none');
	});

	it.each([['persona', 'essential, recommended or strict'], ['fail-on', 'low, medium, high, critical or never']])('is not begun with an unknown %s', async (name, known) => {
		const { exitCode, log } = await step({ inputs: { [name]: 'severe' } });
		expect(exitCode).toBe(2);
		expect(log).toContain(`the input ${name} must be ${known}`);
	});

	it('is a check run as well when a review is the event, whose job stands beside the one of the push', async () => {
		prepareAll();
		shop().addToken('both', ['pull-requests', 'checks']);
		const event = { ...shop().event, name: 'pull_request_review' };
		await step({ event, token: 'canary-both' });
		expect(statuses()).toEqual([['groundwire', 'completed', 'failure', ALL.length]]);
		shop().github.state.checkRuns.length = 0;
		const { exitCode, log, summary } = await step({ event, token: 'canary-writer' });
		expect(exitCode, log).toBe(1);
		expect(log).toContain('check run groundwire: not written, because the token may not write');
		expect(log).not.toMatch(/^::error/mu);
		expect(summary).not.toContain('**Note:**');
	});

	it('is a check run on the head of a merge group, and no comment', async () => {
		prepareAll();
		const event = { name: 'merge_group', payload: { merge_group: { base_sha: shop().base, head_sha: shop().head, head_ref: 'refs/heads/gh-readonly-queue/main/pr-7' } } };
		const { exitCode, log } = await step({ event, token: 'canary-checker', inputs: { publish: 'review, check' } });
		expect(exitCode, log).toBe(1);
		expect(statuses()).toEqual([['groundwire', 'completed', 'failure', ALL.length]]);
		expect(shop().github.state.issueComments).toEqual([]);
		expect(log).toContain('there is no pull request to comment on');
	});
});
