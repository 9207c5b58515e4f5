import { expect, it } from 'vitest';
import { action, FETCH, shop, step, useShop } from './harness.ts';
import { reportOf } from './report-of.ts';

useShop();

const FOREIGN = 77;

/** GitHub lets an app change the check runs that it made, and no others. */
function plant(summary: string): void {
	const { github, head } = shop();
	github.state.checkRuns.push({ id: github.state.nextId() + FOREIGN, values: { name: 'groundwire', head_sha: head, external_id: 'groundwire:default', status: 'completed', conclusion: 'success', output: { title: 'x', summary } }, annotations: [] });
	const planted = github.state.checkRuns.at(-1)?.id;
	github.fault = ({ operation, pathname }) => (operation === 'checks/update' && pathname.endsWith(`/${planted}`) ? { when: 'before', answer: { status: 403, body: { message: 'Invalid app_id - check run can only be modified by the GitHub App that created it.' } } } : undefined);
}

function prepare(findings = [FETCH]): void {
	action.prepare({ [shop().head]: { report: reportOf(findings), exitCode: findings.length } });
}

const ours = (): readonly unknown[] => shop().github.state.checkRuns.filter(({ id }) => id < 1000 + FOREIGN).map(({ values }) => values['conclusion']);

it('a check run that another app made under our name keeps no verdict from standing', async () => {
	prepare([]);
	await step({ token: 'canary-checker', inputs: { publish: 'check' } });
	expect(ours()).toEqual(['success']);
	const { values } = shop().github.state.checkRuns[0] ?? {};
	const { summary } = (values?.['output'] ?? { summary: '' }) as { readonly summary: string };
	plant(summary);
	action.prepare({ [shop().head]: { report: reportOf([], { conclusion: 'undecided' }), exitCode: 2 } });
	const undecided = await step({ token: 'canary-checker', inputs: { publish: 'check' } });
	expect([undecided.exitCode, ours()], undecided.log).toEqual([2, ['action_required']]);
	prepare();
	const { exitCode, log } = await step({ token: 'canary-checker', inputs: { publish: 'check' } });
	expect(exitCode, log).toBe(1);
	expect(ours()).toEqual(['failure', 'failure']);
});
