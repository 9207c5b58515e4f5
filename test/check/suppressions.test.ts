import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';

const CALL = `import { logger } from './logger.ts';

export async function charge(order: string): Promise<unknown> {
	const response = await fetch('https://pay.internal/charges', { method: 'POST', body: order });
	logger.info({ order }, 'charged');
	return response.json();
}
`;
const ENDED = CALL.replace('body: order', 'body: order, signal: AbortSignal.timeout(2000)');
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: tool }\nspec:\n  containers:\n    - name: app\n      image: registry.example.com/tool:1\n      securityContext: { privileged: true }\n';

/** A comment above the call. */
function excused(text: string, rule = 'missing-timeout'): string {
	return text.replace('\tconst response', `\t// groundwire-ignore ${rule} -- the queue ends this call\n\tconst response`);
}

let repository: GitRepository;
let base: string;

beforeEach(() => {
	repository = new GitRepository();
	repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5', pino: '^9' } }));
	repository.write('src/server/logger.ts', "import { pino } from 'pino';\nexport const logger = pino();\n");
	repository.write('src/server/pay.ts', CALL);
	base = repository.commit('base');
});
afterEach(() => repository.delete());

function judged(text: string, ...more: readonly string[]): Report {
	repository.write('src/server/pay.ts', text);
	return checkReport(repository.path, base, repository.commit('head'), ...more).report;
}

/** Files beside the one that is always there. */
function unusedIn(files: Readonly<Record<string, string>>, ...more: readonly string[]): Report['unusedSuppressions'] {
	for (const [path, text] of Object.entries(files)) repository.write(path, text);
	return judged(CALL, ...more).unusedSuppressions;
}

describe('a comment that silences nothing', () => {
	test('is named with its place', () => {
		expect(judged(excused(ENDED)).unusedSuppressions).toEqual([{ path: 'src/server/pay.ts', line: 4, rule: 'missing-timeout' }]);
	});

	test('is named when the change mends what it was for', () => {
		repository.write('src/server/pay.ts', excused(CALL));
		base = repository.commit('excused');
		const report = judged(excused(ENDED));
		expect(report.unusedSuppressions?.map(({ rule }) => rule)).toEqual(['missing-timeout']);
		expect(report.verdict.conclusion).toBe('pass');
	});

	test('of a rule that does not exist is named with the one that was meant', () => {
		expect(judged(excused(CALL, 'missing-timeot')).unusedSuppressions).toEqual([{ path: 'src/server/pay.ts', line: 4, rule: 'missing-timeot', unknown: true, meant: 'missing-timeout' }]);
	});

	test('of two rules is named for the one that has nothing to say', () => {
		expect(judged(excused(CALL, 'missing-timeout, swallowed-error')).unusedSuppressions?.map(({ rule }) => rule)).toEqual(['swallowed-error']);
	});

	test('in a manifest', () => {
		const fine = POD.replace('      securityContext: { privileged: true }', '      # groundwire-ignore privileged -- a tool of ours\n      securityContext: { privileged: false }');
		expect(unusedIn({ 'deploy/tool.yaml': fine })?.map(({ path, line, rule }) => [path, line, rule])).toEqual([['deploy/tool.yaml', 8, 'privileged']]);
	});

	test('is told at the terminal and to an agent', () => {
		repository.write('src/server/pay.ts', excused(ENDED, 'missing-timeot'));
		const head = repository.commit('head');
		const as = (format: string): string => groundwire(['check', '--repo', repository.path, '--base', base, '--head', head, '--format', format]).stdout;
		expect(as('terminal')).toContain('unused comment: src/server/pay.ts:4: there is no rule missing-timeot; did you mean missing-timeout?\n');
		expect(as('agent')).toContain('unused comment: "src/server/pay.ts" 4 "missing-timeot" is no rule, perhaps "missing-timeout"');
	});

	test('is told by a scan, with the path that was given', () => {
		repository.write('src/server/pay.ts', excused(ENDED));
		const run = groundwire(['scan', `${repository.path}/src`, '--format', 'json']);
		expect((JSON.parse(run.stdout) as Report).unusedSuppressions).toEqual([{ path: `${repository.path}/src/server/pay.ts`, line: 4, rule: 'missing-timeout' }]);
	});
});

describe('no false alarm about a comment', () => {
	test('that silences what is new', () => {
		const report = judged(excused(CALL.replaceAll('charge', 'refund')));
		expect(report.unusedSuppressions).toBeUndefined();
	});

	test('that silences what was there before', () => {
		expect(judged(excused(CALL)).unusedSuppressions).toBeUndefined();
	});

	test('over what the file always did, which a check forgives and a scan does not', () => {
		const loud = "import { logger } from './logger.ts';\n\nexport function start(): void {\n\tconsole.log('started');\n\tlogger.info('ready');\n}\n";
		repository.write('src/server/start.ts', loud);
		base = repository.commit('base');
		const comment = loud.replace('\tconsole', '\t// groundwire-ignore unstructured-log -- before the logger is there\n\tconsole');
		expect(unusedIn({ 'src/server/start.ts': comment }, '--persona', 'strict')).toBeUndefined();
	});

	test('of a rule that the persona leaves out', () => {
		expect(judged(excused(ENDED, 'alert-missing-runbook')).unusedSuppressions).toBeUndefined();
	});

	test.each([
		['is off', 'version: 1\nrules: { missing-timeout: off }\n'],
		['speaks of other files', 'version: 1\nrules: { missing-timeout: { paths: ["lib/**"] } }\n'],
		['may not see the file', 'version: 1\nignore: ["src/**"]\n'],
	])('of a rule that %s', (_what, config) => {
		repository.write('.groundwire/config.yaml', config);
		base = repository.commit('base');
		expect(judged(excused(ENDED)).unusedSuppressions).toBeUndefined();
	});

	test('of a rule that was not asked', () => {
		expect(judged(excused(ENDED), '--rule', 'swallowed-error').unusedSuppressions).toBeUndefined();
	});

	test('in a file that could not be read', () => {
		expect(judged(`${excused(ENDED)}\nconst = ;\n`).unusedSuppressions).toBeUndefined();
	});

	test('of a pack that could not be used', () => {
		repository.write('.groundwire/policies/a.rego', 'package a\n\nfindings contains {');
		base = repository.commit('base');
		expect(judged(excused(ENDED, 'team-rule')).unusedSuppressions).toBeUndefined();
	});

	test('in a file that the change does not touch', () => {
		repository.write('src/server/old.ts', excused(ENDED));
		base = repository.commit('base');
		expect(judged(`${CALL}\n`).unusedSuppressions).toBeUndefined();
	});
});

describe('a comment that the change takes away', () => {
	test('is told with its finding, which was there before and does not block', () => {
		repository.write('src/server/pay.ts', excused(CALL));
		base = repository.commit('excused');
		const report = judged(CALL);
		expect(report.findings.map(({ rule, state, uncovered, reason }) => [rule, state, uncovered, reason])).toEqual([['missing-timeout', 'existing', true, 'the queue ends this call']]);
		expect(report.verdict.conclusion).toBe('pass');
		const run = groundwire(['check', '--repo', repository.path, '--base', base, '--head', repository.head()]);
		expect(run.stdout).toContain('(it was there before, but the change takes away the comment that excused it: "the queue ends this call")');
		expect(run.status).toBe(0);
	});

	test('from a line that is edited, too, leaves what is new', () => {
		repository.write('src/server/pay.ts', excused(ENDED));
		base = repository.commit('excused for nothing');
		expect(judged(CALL).findings.map(({ rule, state }) => [rule, state])).toEqual([['missing-timeout', 'introduced']]);
	});

	test('and that comes back over a copy of the code is pending there', () => {
		repository.write('src/server/pay.ts', excused(CALL));
		base = repository.commit('excused');
		const second = CALL.slice(CALL.indexOf('export')).replace('charge', 'refund');
		const report = judged(`${CALL}\n${excused(second)}`);
		// Git takes the new function for the old one, comment and call included.
		expect(report.findings.map(({ state, subject }) => [state, subject])).toEqual([['pending', 'refund']]);
		expect(report.verdict.conclusion).toBe('block');
	});
});
