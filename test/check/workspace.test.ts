import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Finding } from '../../src/finding/finding.ts';
import type { BuiltinPolicies } from '../../src/policy/compile-builtin.ts';
import { GitRepository } from '../support/git-repository.ts';
import { compileRules, judgeChange } from '../support/judged.ts';

/** A Deployment wants a budget in its directory; the remark stands on the Deployment. What base saw is part of what it says. */
const NO_BUDGET = `budgets := {entry.document.spec.for | some entry in input.documents; entry.document.kind == "PodDisruptionBudget"}

findings contains {"document": index, "at": ["spec", "replicas"], "message": message} if {
	some index, entry in input.documents
	entry.document.kind == "Deployment"
	not entry.document.metadata.name in budgets
	message := sprintf("%s of %d has no budget; base had %d documents", [entry.document.metadata.name, count(input.documents), before])
}

default before := 0

before := count(data.groundwire.before.documents)
`;
const BEYOND = 'findings contains {"document": 9, "at": [], "message": "beyond"} if count(input.documents) > 0';
const ALONE = 'findings contains {"at": ["kind"], "message": "seen"} if input.kind == "Deployment"';

function deployment(name: string, more = ''): string {
	return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  replicas: 2\n${more}`;
}

function budget(name: string): string {
	return `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: ${name} }\nspec: { for: ${name} }\n`;
}

let rules: BuiltinPolicies;
let repository: GitRepository;
let base: string;

beforeAll(async () => {
	rules = await compileRules({ 'no-budget': { body: NO_BUDGET, scope: 'workspace', platform: 'kubernetes' } });
});
beforeEach(() => {
	repository = new GitRepository();
	repository.write('deploy/web.yaml', deployment('web'));
	repository.write('deploy/old.yaml', deployment('old'));
	repository.write('deploy/budget.yaml', budget('web'));
	repository.write('elsewhere/app.yaml', deployment('other'));
	base = repository.commit('base');
});
afterEach(() => repository.delete());

function places(list: readonly Finding[]): unknown[] {
	return list.map(({ subject, state, location, message }) => [subject, state, `${location.path}:${location.startLine} ${location.side}`, message]);
}

async function judged(compiled = rules): Promise<Awaited<ReturnType<typeof judgeChange>>> {
	return judgeChange(repository.path, base, repository.commit('head'), compiled);
}

describe('a rule about a workspace', () => {
	test('sees the unchanged files of the directory, and no other directory', async () => {
		repository.write('deploy/job.yaml', deployment('job'));
		const { findings } = await judged();
		expect(places(findings)).toEqual([
			['Deployment/job', 'introduced', 'deploy/job.yaml:5 RIGHT', 'job of 4 has no budget; base had 3 documents'],
			['Deployment/old', 'existing', 'deploy/old.yaml:5 RIGHT', 'old of 4 has no budget; base had 3 documents'],
		]);
	});

	test('speaks about an unchanged file when what protected it is gone', async () => {
		repository.remove('deploy/budget.yaml');
		const { findings } = await judged();
		expect(findings.map(({ subject, state, location }) => [subject, state, location.path, location.startLine])).toEqual([
			['Deployment/old', 'existing', 'deploy/old.yaml', 5],
			['Deployment/web', 'introduced', 'deploy/web.yaml', 5],
		]);
	});

	test('what comes back is fixed', async () => {
		repository.write('deploy/budget-old.yaml', budget('old'));
		const { findings, fixed } = await judged();
		expect(findings).toEqual([]);
		expect(fixed.map(({ subject, path }) => [subject, path])).toEqual([['Deployment/old', 'deploy/old.yaml']]);
	});

	test('a renamed directory is the one it was', async () => {
		repository.git('mv', 'deploy', 'manifests');
		const { findings } = await judged();
		expect(places(findings)).toEqual([['Deployment/old', 'existing', 'manifests/old.yaml:5 RIGHT', 'old of 3 has no budget; base had 3 documents']]);
	});

	test('a suppression in an unchanged file is heard', async () => {
		repository.write('deploy/web.yaml', deployment('web').replace('  replicas', '  # groundwire-ignore no-budget -- a batch of its own\n  replicas'));
		base = repository.commit('granted');
		repository.remove('deploy/budget.yaml');
		const { findings } = await judged();
		expect(findings.map(({ subject, state, reason }) => [subject, state, reason])).toEqual([
			['Deployment/old', 'existing', undefined],
			['Deployment/web', 'suppressed', 'a batch of its own'],
		]);
	});

	test('unchanged files are left alone when no such rule runs', async () => {
		repository.write('deploy/job.yaml', deployment('job'));
		const alone = await compileRules({ alone: { body: ALONE, scope: 'document', platform: 'kubernetes' } });
		const { evidence, findings } = await judged(alone);
		expect([...evidence.siblings.head.keys(), ...evidence.siblings.base.keys()]).toEqual([]);
		expect(findings.map(({ subject }) => subject)).toEqual(['Deployment/job']);
	});

	test('and are not judged one by one when one runs', async () => {
		repository.write('deploy/job.yaml', deployment('job'));
		const both = await compileRules({
			alone: { body: ALONE, scope: 'document', platform: 'kubernetes' },
			'no-budget': { body: NO_BUDGET, scope: 'workspace', platform: 'kubernetes' },
		});
		const { findings } = await judged(both);
		expect(findings.filter(({ rule }) => rule === 'alone').map(({ subject }) => subject)).toEqual(['Deployment/job']);
	});

	test('that names a document which is not there has not judged', async () => {
		repository.write('deploy/job.yaml', deployment('job'));
		const beyond = await compileRules({ beyond: { body: BEYOND, scope: 'workspace', platform: 'kubernetes' } });
		const { findings, notAnalysed } = await judged(beyond);
		expect(findings).toEqual([]);
		expect(notAnalysed).toContainEqual({ path: 'deploy/budget.yaml', reason: 'policy', detail: 'beyond: a finding names a document that is not in `input.documents`' });
	});
});
