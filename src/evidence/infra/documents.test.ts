import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../../change/change.ts';
import { sourceText } from '../../parse/text.ts';
import type { DocumentFileEvidence, UnreadFile } from '../file-evidence.ts';
import { extractDocuments } from './documents.ts';
import { mayHoldDocuments } from './paths.ts';
import { nearestEntry, resolveAt } from './positions.ts';

function extract(text: string, path = 'deploy/app.yaml'): DocumentFileEvidence | UnreadFile {
	return extractDocuments(sourceText(path as RepoPath, text));
}

function documents(text: string, path?: string) {
	const evidence = extract(text, path);
	return evidence.kind === 'documents' ? evidence.documents : [];
}

function names(text: string, path?: string): string[] {
	return documents(text, path).map(({ name, index }) => `${index} ${name}`);
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    spec:
      containers:
        - name: app
          image: web:1
          ports:
            - containerPort: 8080
        - image: shipper:1
          securityContext: {privileged: true}
`;

describe('extractDocuments', () => {
	test('names objects and counts them, broken and empty ones included', () => {
		const text = `${DEPLOYMENT}---\n---\na: [\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\napiVersion: batch/v1\nkind: Job\nmetadata: {generateName: run-}\n`;
		expect(names(text)).toEqual(['0 Deployment/shop/web', '3 Namespace/shop', '4 Job/run-']);
		expect(extract(text).notAnalysed).toMatchObject([{ reason: 'syntax', partial: true, detail: expect.stringMatching(/^19:1 /) }]);
	});

	test('takes a list apart, with places that count from each item', () => {
		const text = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n- oops\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: b\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: c}\n';
		expect(names(text)).toEqual(['0 Pod/a', '1 Pod/b', '2 Pod/c']);
		const [, second] = documents(text);
		expect(second?.document).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' } });
		expect(second?.positions[0]).toEqual(['', 8, 3, 11, 12]);
		expect(resolveAt(second?.positions ?? [], ['metadata', 'name'])).toEqual({ startLine: 11, startColumn: 5, endLine: 11, endColumn: 12 });
	});

	test('reads a manifest in JSON', () => {
		const text = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }, undefined, '\t');
		expect(names(text, 'deploy/pod.json')).toEqual(['0 Pod/a']);
	});

	test('other JSON is not even parsed', () => {
		expect(extract('{ // settings\n  "a": 1 }', 'settings.json')).toEqual({ kind: 'documents', path: 'settings.json', suppressions: [], notAnalysed: [], documents: [] });
	});

	test('YAML of no known platform gives nothing, its duplicate keys included', () => {
		expect(extract('a: 1\na: 2\n')).toMatchObject({ kind: 'documents', documents: [], notAnalysed: [] });
	});

	test('a file with nothing readable is unread', () => {
		expect(extract('apiVersion: v1\nkind: [\n')).toMatchObject({ kind: 'unread', notAnalysed: [{ reason: 'syntax' }] });
	});

	test('a duplicate key is said and the object judged', () => {
		const evidence = extract('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nmetadata: {name: b}\n');
		expect(evidence).toMatchObject({ kind: 'documents', documents: [{ name: 'Pod/b' }], notAnalysed: [{ reason: 'syntax', detail: '4:1 duplicate key', partial: true }] });
	});

	test('many errors are counted, not listed', () => {
		const { notAnalysed } = extract('a: [\n---\n'.repeat(50));
		expect(notAnalysed).toHaveLength(11);
		expect(notAnalysed.at(-1)?.detail).toBe('40 more such places from 22:1 on');
	});
});

describe('templates', () => {
	const template = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\nspec:\n{{- if .Values.probe }}\n  a: 1\n{{- end }}\n';

	test('a Helm template is no syntax error of its author', () => {
		expect(extract(template)).toEqual({
			kind: 'unread', path: 'deploy/app.yaml', suppressions: [],
			notAnalysed: [{ path: 'deploy/app.yaml', reason: 'missing-tool', detail: 'a Helm template that is part of no chart: only what it renders to could be judged' }],
		});
	});

	test('nor when it is valid YAML by accident', () => {
		expect(extract('apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n')).toMatchObject({ kind: 'unread', notAnalysed: [{ reason: 'missing-tool' }] });
	});

	test('a chart file that only includes another is one too', () => {
		expect(extract('{{ include "common.deployment" . }}\n', 'charts/web/templates/deployment.yaml')).toMatchObject({ notAnalysed: [{ reason: 'missing-tool' }] });
	});

	test('the objects beside it are judged', () => {
		expect(extract(`${template}---\n${DEPLOYMENT}`)).toMatchObject({ kind: 'documents', documents: [{ index: 1 }], notAnalysed: [{ reason: 'missing-tool', partial: true }] });
	});

	test('another template language is said as such', () => {
		expect(extract('apiVersion: v1\nkind: Pod\n{% if x %}\na: 1\n{% endif %}\n')).toMatchObject({ notAnalysed: [{ detail: 'a template: only what it renders to could be judged' }] });
	});

	test('braces in strings make no template', () => {
		expect(names('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: rules}\ndata:\n  text: "{{ $labels.pod }} is down"\n')).toEqual(['0 ConfigMap/rules']);
	});

	test('a template of something else is none of our business', () => {
		expect(extract('host: {{ inventory_hostname }}\n', 'roles/web/vars.yml')).toMatchObject({ kind: 'documents', documents: [], notAnalysed: [] });
	});
});

describe('resolveAt', () => {
	const positions = documents(DEPLOYMENT)[0]?.positions ?? [];
	const containers = ['spec', 'template', 'spec', 'containers'];
	const range = (path: readonly (string | number)[]) => {
		const { startLine, startColumn, endLine, endColumn } = resolveAt(positions, path);
		return `${startLine}:${startColumn}-${endLine}:${endColumn}`;
	};

	test('a value that exists has its own place', () => {
		expect(range([...containers, 1, 'securityContext', 'privileged'])).toBe('15:29-15:45');
	});

	test('what is missing from a container stands on its first line, and only there', () => {
		expect(range([...containers, 0, 'readinessProbe'])).toBe('10:11-10:20');
		expect(range([...containers, 0, 'resources', 'limits', 'memory'])).toBe('10:11-10:20');
		expect(range([...containers, 1, 'resources'])).toBe('14:11-14:27');
	});

	test('a key whose value begins below is marked alone', () => {
		expect(range([...containers, 0, 'ports'])).toBe('12:11-12:16');
	});

	test('what is missing from everything stands on the first line of the document', () => {
		expect(range(['status'])).toBe('1:1-1:20');
		expect(nearestEntry(positions, ['metadata', 'labels'])?.[0]).toBe('/metadata');
	});

	test('no document, no place but the first line', () => {
		expect(resolveAt([], ['a'])).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
	});
});

describe('suppressions', () => {
	test('speak for their own line, or for the next with content', () => {
		const text = DEPLOYMENT.replace('        - name: app', '        # groundwire-ignore missing-readiness-probe, missing-limits -- behind a queue\n        # see the runbook\n\n        - name: app').replace(
			'image: web:1',
			'image: web:1 # groundwire-ignore latest-tag -- built nightly',
		);
		expect(extract(text).suppressions).toEqual([
			{ line: 10, target: 13, rule: 'missing-readiness-probe', reason: 'behind a queue' },
			{ line: 10, target: 13, rule: 'missing-limits', reason: 'behind a queue' },
			{ line: 14, target: 14, rule: 'latest-tag', reason: 'built nightly' },
		]);
	});

	test.each([
		['without a reason', '# groundwire-ignore privileged'],
		['with an empty reason', '# groundwire-ignore privileged -- '],
		['without a rule', '# groundwire-ignore -- because'],
		['with another word', '# groundwire-ignored privileged -- because'],
		['with no space before the #', 'note: x#groundwire-ignore privileged -- because'],
		['in a string', 'note: "# groundwire-ignore privileged -- because"'],
		['in a block of text', 'note: |\n  x\n  # groundwire-ignore privileged -- because\n  y'],
	])('%s says nothing', (_, line) => {
		expect(extract(`${DEPLOYMENT}${line}\n`)).toMatchObject({ suppressions: [], notAnalysed: [], documents: [{ index: 0 }] });
	});
});

describe('mayHoldDocuments', () => {
	test.each(['deploy/app.yaml', 'k8s/app.YML', 'k8s/pod.json', '.github/workflows/ci.yml'])('%s may', (path) => {
		expect(mayHoldDocuments(path)).toBe(true);
	});

	test.each(['src/a.ts', 'package.json', 'web/package-lock.json', 'pnpm-lock.yaml', 'tsconfig.build.json', '.eslintrc.json', 'node_modules/x/a.yaml', 'README.md', 'conda-lock.yml'])(
		'%s may not',
		(path) => {
			expect(mayHoldDocuments(path)).toBe(false);
		},
	);
});
