import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { GitRepository } from '../support/git-repository.ts';
import { checkReport } from '../support/groundwire.ts';

const CLAUDE = 'A change\n\nCo-authored-by: Claude <noreply@anthropic.com>';
const IAM = 'resource "aws_iam_role_policy" "deploy" {\n  role   = "deploy"\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::logs/*" }] })\n}\n';
const ROLE = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader, namespace: shop}\nrules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    verbs: [get]\n';
const APP = (route: string): string => `import express from 'express';
import { trace } from '@opentelemetry/api';
const tracer = trace.getTracer('shop');
const app = express();
app.get('/health', (_req, res) => tracer.startActiveSpan('health', (span) => { res.send('ok'); span.end(); }));
${route}app.listen(8080);
`;
const ROUTE = "app.post('/refunds', (req, res) => {\n\tres.json({ order: req.body.order });\n});\n";
const RULES = ['agent-iam', 'agent-handler-trace', 'undisclosed-agent'];

let repository: GitRepository;
let base: string;

beforeEach(() => {
	repository = new GitRepository();
	repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5', '@opentelemetry/api': '^1' } }));
	repository.write('src/server/app.ts', APP(''));
	repository.write('README.md', 'Shop\n');
	base = repository.commit('base');
});

afterEach(() => repository.delete());

function check(...more: readonly string[]): Report {
	return checkReport(repository.path, base, 'HEAD', '--persona', 'recommended', ...more).report;
}

/** What the rules about provenance say: `agent-iam aws_iam_role_policy.deploy`. */
function said(...more: readonly string[]): string[] {
	return check(...more).findings.filter(({ rule }) => RULES.includes(rule)).map(({ rule, subject }) => `${rule} ${subject}`).sort();
}

describe('rights that an agent wrote', () => {
	test('want two people, by line', () => {
		repository.write('infra/iam.tf', IAM);
		repository.write('deploy/role.yaml', ROLE);
		repository.commit(CLAUDE);
		const { findings, change } = check();
		expect(findings.filter(({ rule }) => rule === 'agent-iam').map(({ subject, approvals, location }) => [subject, approvals, location.path, location.startLine])).toEqual([
			['Role reader', 2, 'deploy/role.yaml', 1],
			['aws_iam_role_policy.deploy', 2, 'infra/iam.tf', 1],
		]);
		expect(change.provenance.lines).toEqual({ added: 11, byTool: [{ tool: 'Claude Code', kind: 'agent', lines: 11 }], unknown: 0 });
	});

	test('not those of a person in the same change', () => {
		repository.write('infra/iam.tf', IAM);
		repository.commit('By hand');
		repository.write('README.md', 'Shop\n\nOrders.\n');
		repository.commit(CLAUDE);
		expect(said()).toEqual([]);
	});

	test('a single line of an agent in what a person wrote', () => {
		repository.write('infra/iam.tf', IAM);
		repository.commit('By hand');
		repository.write('infra/iam.tf', IAM.replace('s3:GetObject', 's3:*'));
		const commit = repository.commit('By hand, too');
		expect(said()).toEqual([]);
		repository.git('notes', '--ref=ai', 'add', '-m', `infra/iam.tf\n  s_0123456789abcd::t_0123456789abcd 3\n---\n{"schema_version": "authorship/3.0.0", "sessions": {"s_0123456789abcd": {"agent_id": {"tool": "cursor"}}}}`, commit);
		expect(said()).toEqual(['agent-iam aws_iam_role_policy.deploy']);
		expect(check().change.provenance.attributed).toEqual([{ path: 'infra/iam.tf', ranges: [[3, 3]], tool: 'Cursor', kind: 'agent', strength: 'strong', signal: 'git-ai' }]);
	});

	test('a statement that only went away', () => {
		repository.write('infra/iam.tf', IAM.replace('[{', '[{ Effect = "Deny", Action = "*", Resource = "*" }, {').replace('jsonencode({ Statement = [{', 'jsonencode({\n    Statement = [\n      {').replace('}, {', '},\n      {'));
		base = repository.commit('base');
		repository.write('infra/iam.tf', IAM);
		repository.commit(CLAUDE);
		expect(said()).toEqual(['agent-iam aws_iam_role_policy.deploy']);
	});

	test('nothing where nobody says anything', () => {
		repository.write('infra/iam.tf', IAM);
		repository.commit('By hand');
		expect(said()).toEqual([]);
	});
});

test('a handler that an agent wrote shows in traces', () => {
	repository.write('src/server/app.ts', APP(ROUTE));
	repository.commit('By hand');
	expect(said()).toEqual([]);
	repository.git('commit', '--quiet', '--amend', '-m', CLAUDE);
	expect(said()).toEqual(['agent-handler-trace POST /refunds']);
});

test('the preset of the config at base holds, and no other', () => {
	repository.write('README.md', 'Shop\n\nOrders.\n');
	repository.write('.groundwire/config.yaml', 'version: 1\nrules: {undisclosed-agent: {preset: kernel}}\n');
	repository.commit(CLAUDE);
	expect(said()).toEqual([]);
	base = repository.head();
	repository.write('README.md', 'Shop\n\nOrders and refunds.\n');
	repository.commit(CLAUDE);
	expect(said()).toEqual(['undisclosed-agent forbidden co-authored-by', 'undisclosed-agent trailer']);
	repository.git('commit', '--quiet', '--amend', '-m', 'A change\n\nAssisted-by: Claude:claude-opus-4-5');
	expect(said()).toEqual([]);
});

/** What an author may add to a change, or leave out. */
const MESSAGES = ['Human-written: yes', 'Co-authored-by: Claude <noreply@anthropic.com>', 'Assisted-by: LLM', 'Generated-by: Ada', 'Claude-Session: https://claude.ai/code/session_1', 'Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'];
const NOTES = ['infra/iam.tf\n  h_0123456789abcd 1-9', 'infra/iam.tf\n  0123456789abcdef 1-9', 'infra/iam.tf', ''];
const TRACERS = ['human', 'ai', 'mixed', 'unknown', undefined];

test('marks, notes and records only ever add to what is found', () => {
	fc.assert(
		fc.property(fc.subarray(MESSAGES), fc.subarray(MESSAGES), fc.option(fc.constantFrom(...NOTES)), fc.constantFrom(...TRACERS), (few, more, note, contributor) => {
			repository.git('checkout', '--quiet', '--force', '--detach', base);
			repository.write('infra/iam.tf', IAM);
			repository.write('src/server/app.ts', APP(ROUTE));
			repository.commit(`A change\n\n${few.join('\n')}`);
			const before = check().findings.map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`);
			repository.git('commit', '--quiet', '--amend', '-m', `A change\n\n${[...few, ...more].join('\n')}`);
			const commit = repository.head();
			if (note !== null) repository.git('notes', '--ref=ai', 'add', '--force', '-m', `${note}\n---\n{"schema_version": "authorship/3.0.0", "prompts": {}}`, commit);
			if (contributor !== undefined) {
				repository.write('.agent-trace/traces.jsonl', `${JSON.stringify({ version: '0.1.0', vcs: { type: 'git', revision: commit }, files: [{ path: 'infra/iam.tf', conversations: [{ contributor: { type: contributor }, ranges: [{ start_line: 1, end_line: 9 }] }] }] })}\n`);
				repository.commit('Traces');
			}
			const after = check().findings.map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`);
			expect(before.filter((finding) => !after.includes(finding))).toEqual([]);
		}),
		{ numRuns: 8, endOnFailure: true },
	);
}, 600_000);
