import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { validateReport } from '../../src/report/validate.ts';
import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';
import type { User } from './github/state.ts';
import { runStep, type Step } from './run-action.ts';
import { Shop } from './shop.ts';

const CONFIG = '.groundwire/config.yaml';
const config = (...lines: readonly string[]): string => ['version: 1', 'environments: { production: ["deploy/prod/**"] }', 'approvals:', ...lines, ''].join('\n');
const CALL = 'export async function quote(sku: string): Promise<unknown> {\n\tconst response = await fetch(`https://quote.internal/${sku}`);\n\treturn response.json();\n}\n';
const AGENT = 'Add quotes\n\nCo-Authored-By: Claude <noreply@anthropic.com>';

let repository: GitRepository;

beforeEach(() => {
	repository = new GitRepository();
	repository.write('package.json', '{"name":"shop","type":"module","dependencies":{"express":"5.0.0"}}\n');
});
afterEach(() => repository.delete());

interface Checked {
	readonly report: Report;
	readonly status: number | null;
}

/** Commits what stands as base, then the files of head, and checks with the built command line. */
function check(files: Readonly<Record<string, string>>, message = 'Add quotes'): Checked {
	const base = repository.commit('base');
	for (const [path, text] of Object.entries(files)) repository.write(path, text);
	const { report, run } = checkReport(repository.path, base, repository.commit(message));
	expect(validateReport(report)).toEqual(report);
	return { report, status: run.status };
}

const whys = ({ report }: Checked): readonly string[] => (report.people?.required ?? []).map(({ why }) => why);
const verdict = ({ report, status }: Checked): readonly unknown[] => [status, report.verdict.conclusion, ...report.verdict.reasons.map(({ kind }) => kind)];

describe('the check', () => {
	it('asks for nothing where the config does not, and says who may decide', () => {
		const checked = check({ 'src/server/quote.ts': CALL });
		expect(checked.report.people).toEqual({ rules: { waive: 'maintain', approve: 'write', recheck: 'write' }, required: [] });
		expect(verdict(checked)).toEqual([1, 'block', 'blocking-finding']);
	});

	it('asks for the approvals of the first rule that fits, in place of the block', () => {
		repository.write(CONFIG, config('  - { when: { rules: [missing-timeout], paths: ["src/**"] }, need: { approvals: 2, team: payments } }'));
		const checked = check({ 'src/server/quote.ts': CALL });
		expect(whys(checked)).toEqual(['2 approvals of team `payments` for `missing-timeout` on `src/server/quote.ts` (rule 1 of approvals)']);
		expect(verdict(checked)).toEqual([1, 'block', 'approval-missing']);
		expect(checked.report.verdict.reasons[0]?.detail).toBe('missing-timeout: 0 of 2 approvals of team `payments`');
	});

	it('asks for nothing where a rule says so', () => {
		repository.write(CONFIG, config('  - { when: { severity: low, paths: ["src/tools/**"] }, need: nothing }'));
		expect(verdict(check({ 'src/tools/quote.ts': CALL }))).toEqual([0, 'pass']);
	});

	it('asks for approvals of a change that touches an environment, whatever is found', () => {
		repository.write(CONFIG, config('  - { name: production, when: { environment: production }, need: { approvals: 1, team: ops } }'));
		const checked = check({ 'deploy/prod/notes.md': '# notes\n', 'README.md': '# shop\n' });
		expect(whys(checked)).toEqual(['1 approval of team `ops` for changes to `deploy/prod/notes.md` (`production` of approvals)']);
		expect(verdict(checked)).toEqual([1, 'block', 'approval-missing']);
	});

	it('asks for more of what an agent wrote', () => {
		const rules = config('  - { when: { rules: [missing-timeout] }, need: 1 }', '  - { when: { severity: high, provenance: agent }, need: 2 }');
		repository.write(CONFIG, rules);
		expect(whys(check({ 'src/server/quote.ts': CALL }))).toEqual(['1 approval for `missing-timeout` on `src/server/quote.ts` (rule 1 of approvals)']);
		repository.write('src/server/quote.ts', '');
		expect(whys(check({ 'src/server/quote.ts': CALL }, AGENT))).toEqual(['2 approvals for `missing-timeout` on `src/server/quote.ts` (rule 2 of approvals)']);
	});

	it('goes by the config of base: what the change says of itself asks for no less', () => {
		repository.write(CONFIG, config('  - { when: { rules: [missing-timeout] }, need: 2 }'));
		const checked = check({ 'src/server/quote.ts': CALL, [CONFIG]: config('  - { when: { severity: low }, need: nothing }') });
		expect(whys(checked)[0]).toContain('2 approvals for `missing-timeout`');
		expect(checked.status).toBe(1);
	});

	it('cannot decide by a rule that would do nothing', () => {
		repository.write(CONFIG, config('  - { when: { environment: prod }, need: 1 }'));
		const checked = check({ 'README.md': '# shop\n' });
		expect(checked.status).toBe(2);
		expect(checked.report.verdict.reasons).toEqual([{ kind: 'config', path: CONFIG, detail: `${CONFIG}:4: \`approvals[0].when.environment\` names \`prod\`, which is not under \`environments\`.` }]);
	});

	it('says at a terminal what a change waits for', () => {
		repository.write(CONFIG, config('  - { when: {}, need: 1 }'));
		const base = repository.commit('base');
		repository.write('README.md', '# shop\n');
		const { stdout, status } = groundwire(['check', '--repo', repository.path, '--base', base, '--head', repository.commit('head')]);
		expect(status).toBe(1);
		expect(stdout).toContain('waits for 1 approval for changes to `README.md` (rule 1 of approvals)');
	});
});

const POLICY = (answer: string): string => `# METADATA
# title: A role of an agent
# custom: {id: agent-role, severity: medium, confidence: high, scope: document}
package team.roles

import rego.v1

findings contains {"at": ["roleRef"], "message": "binds a role", "approvals": ${answer}} if {
	input.kind == "ClusterRoleBinding"
	some mark in data.groundwire.provenance.marks
	mark.kind == "agent"
}
`;
const BINDING = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: deployer }\nroleRef: { kind: ClusterRole, name: view, apiGroup: rbac.authorization.k8s.io }\nsubjects: []\n';

describe('a policy of the team', () => {
	it('asks for approvals by itself: its finding blocks until it has them, however light it is', () => {
		repository.write('.groundwire/policies/roles.rego', POLICY('2'));
		const checked = check({ 'deploy/binding.yaml': BINDING }, AGENT);
		expect(checked.report.findings.find(({ rule }) => rule === 'agent-role')).toMatchObject({ severity: 'medium', approvals: 2, state: 'introduced' });
		expect(whys(checked)).toEqual(['2 approvals for `agent-role` on `deploy/binding.yaml` (asked by its policy)']);
		expect(verdict(checked)).toEqual([1, 'block', 'approval-missing']);
	});

	it('says nothing of a person\'s change', () => {
		repository.write('.groundwire/policies/roles.rego', POLICY('2'));
		expect(verdict(check({ 'deploy/binding.yaml': BINDING }))).toEqual([0, 'pass']);
	});

	it.each(['7', '0', '1.5', '"2"', 'true'])('that asks for %s could not judge', (answer) => {
		repository.write('.groundwire/policies/roles.rego', POLICY(answer));
		const checked = check({ 'deploy/binding.yaml': BINDING }, AGENT);
		expect(checked.status).toBe(2);
		expect(checked.report.notAnalysed).toMatchObject([{ reason: 'policy', detail: expect.stringContaining('whole number from 1 to 6') }]);
	});
});

describe('the built Action', () => {
	const entry = fileURLToPath(new URL('../../dist/action/index.js', import.meta.url));
	const people: readonly User[] = ['willem-writes', 'sofia-secures'].map((login, index) => ({ login, id: 21 + index, type: 'User' }));
	let shop: Shop;

	beforeEach(async () => {
		shop = new Shop();
		shop.repository.commit('main', { 'package.json': '{"name":"shop","type":"module"}\n', [CONFIG]: config('  - { when: { severity: high }, need: 1 }', '  - { when: { severity: high, provenance: agent }, need: 2 }') });
		shop.head = shop.repository.commit('feature', { 'src/server/quote.ts': CALL }, { message: AGENT }, 'main');
		for (const { login } of people) shop.github.state.roles.set(login, 'write');
		await shop.github.start();
	});
	afterEach(async () => {
		await shop.github.stop();
		shop.dispose();
		expect(shop.github.violations).toEqual([]);
	});

	it('lets an agent\'s finding pass once two people approve the head', async () => {
		const codes: (number | null)[] = [];
		const run = async (): Promise<Step> => {
			const done = await runStep({ entry, github: shop.github, token: 'canary-writer', event: shop.event, sha: shop.head });
			codes.push(done.exitCode);
			return done;
		};
		await run();
		for (const user of people) {
			shop.github.state.reviews.push({ id: shop.github.state.nextId(), pull: 7, user, body: '', state: 'APPROVED', commit: shop.head });
			await run();
		}
		expect(codes).toEqual([1, 1, 0]);
		expect(shop.github.state.issueComments.map(({ body }) => body).join()).toContain('2 of 2');
	});
});
