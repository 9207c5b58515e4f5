import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Finding } from '../../src/finding/finding.ts';
import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';

const PAY = `import { logger } from './logger.ts';

export async function charge(order: string): Promise<unknown> {
	const response = await fetch('https://pay.internal/charges', {
		method: 'POST',
		body: order,
		signal: AbortSignal.timeout(2000),
	});
	logger.info({ order }, 'charged');
	return response.json();
}
`;
const WITHOUT_SIGNAL = PAY.replace('\t\tsignal: AbortSignal.timeout(2000),\n', '');
const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  template:
    spec:
      containers:
        - name: app
          image: registry.example.com/orders:1
          ports: [{ containerPort: 8080 }]
          resources: { limits: { memory: 128Mi } }
          livenessProbe:
            httpGet: { path: /healthz, port: 8080 }
          readinessProbe:
            httpGet: { path: /readyz, port: 8080 }
`;

let repository: GitRepository;
let base: string;

beforeEach(() => {
	repository = new GitRepository();
	repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { axios: '^1', express: '^5', pino: '^9' } }));
	repository.write('src/server/logger.ts', "import { pino } from 'pino';\nexport const logger = pino();\n");
	repository.write('src/server/pay.ts', PAY);
	repository.write('deploy/app.yaml', MANIFEST);
	base = repository.commit('base');
});
afterEach(() => repository.delete());

function findings(...more: readonly string[]): readonly Finding[] {
	return checkReport(repository.path, base, repository.commit('head'), ...more).report.findings;
}

function places(list: readonly Finding[]): unknown[] {
	return list.map(({ rule, state, location }) => [rule, state, location.path, location.side, location.startLine]);
}

describe('what a change takes away', () => {
	test('a deleted deadline stands on the deleted line, on the left', () => {
		repository.write('src/server/pay.ts', WITHOUT_SIGNAL);
		expect(places(findings())).toEqual([['missing-timeout', 'removed', 'src/server/pay.ts', 'LEFT', 7]]);
	});

	test('a deleted probe stands on the lines that held it', () => {
		repository.write('deploy/app.yaml', MANIFEST.replace(/ {10}readinessProbe:\n.*\n/u, ''));
		const list = findings();
		expect(places(list)).toEqual([['missing-readiness-probe', 'removed', 'deploy/app.yaml', 'LEFT', 14]]);
		expect(list[0]?.location.endLine).toBe(15);
	});

	test('a deadline that comes back is fixed, not silent', () => {
		repository.write('src/server/pay.ts', WITHOUT_SIGNAL);
		base = repository.commit('worse');
		repository.write('src/server/pay.ts', PAY);
		const { report } = checkReport(repository.path, base, repository.commit('better'));
		expect(report.findings).toEqual([]);
		expect(report.fixed.map(({ rule, subject, path }) => [rule, subject, path])).toEqual([['missing-timeout', 'charge', 'src/server/pay.ts']]);
		expect(report.verdict.conclusion).toBe('pass');
	});
});

describe('what a change only moves', () => {
	beforeEach(() => {
		repository.write('src/server/pay.ts', WITHOUT_SIGNAL);
		base = repository.commit('a finding of the past');
	});

	test('lines above it', () => {
		repository.write('src/server/pay.ts', `// one\n// two\n${WITHOUT_SIGNAL}`);
		expect(findings()).toEqual([]);
	});

	test('a renamed file', () => {
		repository.git('mv', 'src/server/pay.ts', 'src/server/payments.ts');
		expect(findings()).toEqual([]);
	});

	test('line ends', () => {
		repository.write('src/server/pay.ts', WITHOUT_SIGNAL.replaceAll('\n', '\r\n'));
		expect(findings()).toEqual([]);
	});

	test('with --all what was there is listed as existing and blocks nothing', () => {
		repository.write('src/server/pay.ts', `// one\n${WITHOUT_SIGNAL}`);
		const { report, run } = checkReport(repository.path, base, repository.commit('head'), '--all');
		expect(report.findings.map(({ rule, state }) => [rule, state])).toEqual([['missing-timeout', 'existing']]);
		expect(run.status).toBe(0);
	});
});

describe('exceptions', () => {
	const suppressed = WITHOUT_SIGNAL.replace('\tconst response', '\t// groundwire-ignore missing-timeout -- the queue ends this call\n\tconst response');

	test('that the change brings along are pending and block', () => {
		repository.write('src/server/pay.ts', suppressed);
		const { report, run } = checkReport(repository.path, base, repository.commit('head'));
		expect(report.findings.map(({ state, reason }) => [state, reason])).toEqual([['pending', 'the queue ends this call']]);
		expect(report.verdict.conclusion).toBe('block');
		expect(run.status).toBe(1);
	});

	test('that stood at base are honoured', () => {
		repository.write('src/server/pay.ts', suppressed);
		base = repository.commit('granted');
		repository.write('src/server/pay.ts', `${suppressed}\nexport const more = 1;\n`);
		expect(findings().filter(({ state }) => state !== 'suppressed')).toEqual([]);
	});

	test('without a reason count for nothing', () => {
		repository.write('src/server/pay.ts', suppressed.replace(' -- the queue ends this call', ''));
		expect(findings().map(({ state }) => state)).not.toContain('pending');
	});
});

function judged(...args: readonly string[]): unknown[] {
	const run = groundwire(['check', '--format', 'json', '--fail-on', 'never', ...args]);
	return (JSON.parse(run.stdout) as { findings: Finding[] }).findings.map(({ fingerprint, location }) => [fingerprint, location]);
}

describe('where a change is read from', () => {
	beforeEach(() => repository.write('src/server/pay.ts', WITHOUT_SIGNAL));

	test('the work tree, the index, a commit and a bare clone say the same', () => {
		const worktree = judged('--repo', repository.path, '--worktree');
		repository.git('add', '--all');
		const staged = judged('--repo', repository.path, '--staged');
		const head = repository.commit('head');
		const committed = judged('--repo', repository.path, '--base', base, '--head', head);
		const bare = mkdtempSync(join(tmpdir(), 'groundwire-bare-'));
		try {
			cpSync(join(repository.path, '.git'), join(bare, 'repo.git'), { recursive: true });
			const cloned = judged('--repo', join(bare, 'repo.git'), '--base', base, '--head', head);
			expect(worktree).toHaveLength(1);
			expect([staged, committed, cloned]).toEqual([worktree, worktree, worktree]);
		} finally {
			rmSync(bare, { recursive: true });
		}
	});

	test('the same change gives the same bytes but for its start and timings', () => {
		const head = repository.commit('head');
		const bytes = (): string => JSON.stringify({ ...checkReport(repository.path, base, head).report, startedAt: '', timings: {} });
		expect(bytes()).toBe(bytes());
	});
});

test('deadlines are found across files: an instance, its options, a wrapper, a path mapping', () => {
	repository.write('tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } } // comments are allowed');
	repository.write('src/server/options.ts', 'export const defaults = { timeout: 2_000 };\n');
	repository.write('src/server/client.ts', "import axios from 'axios';\nimport { defaults } from '@/server/options.ts';\nexport const client = axios.create({ ...defaults, baseURL: 'https://a.internal' });\n");
	repository.write('src/server/use.ts', "import { client } from '@/server/client.ts';\nexport const read = (id: string) => client.get(`/items/${id}`);\n");
	expect(findings()).toEqual([]);
	repository.write('src/server/options.ts', 'export const defaults = { headers: {} };\n');
	repository.write('src/server/client.ts', "import axios from 'axios';\nimport { defaults } from '@/server/options.ts';\n\nexport const client = axios.create({ ...defaults, baseURL: 'https://a.internal' });\n");
	expect(findings().map(({ rule, location }) => [rule, location.path])).toEqual([['missing-timeout', 'src/server/client.ts']]);
});

test('an edit that is offered mends the finding', () => {
	repository.write('src/server/pay.ts', WITHOUT_SIGNAL);
	const [finding] = findings();
	const edits = finding?.edits ?? [];
	expect(edits.map(({ safe }) => safe)).toEqual([true]);
	const lines = WITHOUT_SIGNAL.split('\n');
	for (const { startLine, startColumn, endLine, endColumn, text } of edits) {
		expect(endLine).toBe(startLine);
		const line = lines[startLine - 1] ?? '';
		lines[startLine - 1] = line.slice(0, startColumn - 1) + text + line.slice(endColumn - 1);
	}
	repository.write('src/server/pay.ts', lines.join('\n'));
	expect(findings()).toEqual([]);
});
