import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkflow } from './workflow.ts';
import { workflowEffects } from './workflow-effects.ts';

function step(text: string): string {
	return `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - ${text}\n`;
}

const runs = (text: string, own = false): number => readWorkflow(text, 'w.yml', own).steps.length;

describe('a workflow runs Groundwire', () => {
	it.each(['uses: example/groundwire@v1', 'uses: example/groundwire-action@v1', 'uses: example/tools/groundwire@v1', 'run: groundwire check', 'run: npx groundwire@1.2.3 check', 'run: "cd a && node_modules/.bin/groundwire check"', 'run: |\n          set -e\n          groundwire scan .'])('by %j', (text) => {
		expect(runs(step(text))).toBe(1);
	});

	it.each(['uses: example/other@v1', 'run: echo not-groundwire-at-all', 'run: cat groundwire.log', 'uses: ./', 'name: groundwire'])('not by %j', (text) => {
		expect(runs(step(text))).toBe(0);
	});

	it('as its own action, and as a workflow that is called', () => {
		expect(runs(step('uses: ./'), true)).toBe(1);
		expect(readWorkflow('on: push\njobs: { a: { uses: ./.github/workflows/groundwire.yml } }\n', 'w.yml', false).steps.map(({ kind }) => kind)).toEqual(['workflow']);
	});

	it('in no bytes that are no workflow', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const facts = readWorkflow(text, 'w.yml', true);
				expect(facts.steps.length).toBeLessThan(2);
				expect(workflowEffects(readWorkflow(step('uses: a/groundwire@v1'), 'w.yml', false), facts).length).toBeGreaterThan(0);
			}),
		);
	});
});

function effects(before: string, after: string | undefined): string[] {
	return workflowEffects(readWorkflow(before, 'w.yml', false), after === undefined ? undefined : readWorkflow(after, 'w.yml', false)).map(({ text, weaker }) => `${weaker ? '-' : '+'} ${text}`);
}

describe('what a changed workflow does', () => {
	const base = step('uses: a/groundwire@v1');

	it.each<[string, string | undefined, string[], string?]>([
		['nothing', base, ['+ would run Groundwire as before; something else of the file is changed']],
		['it is gone', undefined, ['- would no longer run Groundwire: the file is gone']],
		['it waits for others', base.replace('    runs-on', '    needs: [b]\n    runs-on'), ['- would run only after other jobs succeed: `["b"]`']],
		['it is started by more', base.replace('on: push', 'on: [push, merge_group]'), ['+ would be started by 1 event (`merge_group`), too']],
		['it is started with the rights of base', base.replace('on: push', 'on: [push, pull_request_target]'), ['- would be started by `pull_request_target`, with the rights of the base']],
		['the persona is lower than an expression', base.replace('@v1', '@v1\n        with: { persona: "${{ vars.P }}" }'), ['- `persona` would be `${{ vars.P }}` instead of the default']],
		['it fails on more', base.replace('@v1', '@v1\n        with: { fail-on: low }'), ['+ `fail-on` would be `low` instead of the default']],
		['it fails on more no longer', base, ['- `fail-on` would be the default instead of `low`'], base.replace('@v1', '@v1\n        with: { fail-on: low }')],
		['the persona is named, and the config may ask for more', base.replace('@v1', '@v1\n        with: { persona: recommended }'), ['- `persona` would be `recommended` instead of the default']],
		['its matrix is empty', base.replace('    runs-on', '    strategy: { matrix: { a: [] } }\n    runs-on'), ['- would run with 1 other setting (`strategy of the job`)']],
		['its environment is another', base.replace('on: push', 'on: push\nenv: { NODE_OPTIONS: --require ./x }'), ['- would run with 1 other setting (`env of the workflow`)']],
		['other config', base.replace('@v1', '@v1\n        with: { config: x.yaml }'), ['- `config` would be `x.yaml` instead of the default']],
	])('%s', (_what, after, expected, before = base) => {
		expect(effects(before, after)).toEqual(expected);
	});
});
