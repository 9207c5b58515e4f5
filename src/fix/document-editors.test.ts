import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../change/change.ts';
import type { DocumentEvidence } from '../evidence/file-evidence.ts';
import { extractDocuments } from '../evidence/infra/documents.ts';
import type { Edit } from '../parse/parsed.ts';
import { offsetAt, type SourceText, sourceText } from '../parse/text.ts';
import { documentEditors } from './editors.ts';

type Path = readonly (string | number)[];

const CONTAINER: Path = ['spec', 'containers', 0];
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  # the service
  - name: app # first
    image: web:1
    ports:
    - containerPort: 8080 # http
    env:
    - name: A
      value: |
        text

  - name: side
    image: side:1
`;

function documentsOf(source: SourceText): readonly DocumentEvidence[] {
	const evidence = extractDocuments(source);
	expect(evidence.notAnalysed).toEqual([]);
	return evidence.kind === 'documents' ? evidence.documents : [];
}

function edits(text: string, name: string, at: Path, params = {}, index = 0): readonly Edit[] {
	const source = sourceText('deploy/pod.yaml' as RepoPath, text);
	const document = documentsOf(source)[index];
	const editor = documentEditors[name];
	if (document === undefined || editor === undefined) throw new Error('no such document or editor');
	return editor({ source, document, at, params });
}

function applied(text: string, made: readonly Edit[]): string {
	const source = sourceText('deploy/pod.yaml' as RepoPath, text);
	return made.reduceRight(
		(edited, { startLine, startColumn, endLine, endColumn, text: inserted }) =>
			edited.slice(0, offsetAt(source, startLine, startColumn)) + inserted + edited.slice(offsetAt(source, endLine, endColumn)),
		text,
	);
}

function objects(text: string): unknown[] {
	return documentsOf(sourceText('deploy/pod.yaml' as RepoPath, text)).map(({ document }) => document);
}

/** The objects with one more key in a container: what a right edit, and nothing else, leads to. */
function withKey(text: string, path: Path, key: string, value: unknown, index = 0): unknown[] {
	const all = structuredClone(objects(text));
	const container = path.reduce<unknown>((node, part) => (node as Record<string | number, unknown>)[part], all[index]);
	(container as Record<string, unknown>)[key] = value;
	return all;
}

const READY = { kind: 'readinessProbe', port: 8080 };
const TCP = { tcpSocket: { port: 8080 }, periodSeconds: 10 };

describe('add-probe', () => {
	test('puts the probe below the ports and changes nothing else', () => {
		const made = edits(POD, 'add-probe', [...CONTAINER, 'readinessProbe'], READY);
		expect(made).toEqual([
			{ path: 'deploy/pod.yaml', startLine: 11, startColumn: 33, endLine: 11, endColumn: 33, safe: true, text: '\n    readinessProbe:\n      tcpSocket:\n        port: 8080\n      periodSeconds: 10' },
		]);
		expect(objects(applied(POD, made))).toEqual(withKey(POD, CONTAINER, 'readinessProbe', TCP));
	});

	test('without ports, below the last key, be it a block of text', () => {
		const text = POD.replace(/ {4}ports:\n.*\n/, '');
		const made = edits(text, 'add-probe', CONTAINER, READY);
		expect(made[0]?.startLine).toBe(13);
		expect(objects(applied(text, made))).toEqual(withKey(text, CONTAINER, 'readinessProbe', TCP));
	});

	test('puts back what was there before', () => {
		const probe = { httpGet: { path: '/live', port: 'http', httpHeaders: [{ name: 'X', value: 'yes' }] }, failureThreshold: 3 };
		const made = edits(POD, 'add-probe', CONTAINER, { kind: 'livenessProbe', probe });
		expect(made[0]?.safe).toBe(true);
		expect(objects(applied(POD, made))).toEqual(withKey(POD, CONTAINER, 'livenessProbe', probe));
	});

	test('a new liveness probe is not safe', () => {
		expect(edits(POD, 'add-probe', CONTAINER, { kind: 'livenessProbe', port: 8080 })[0]?.safe).toBe(false);
	});

	test('keeps CRLF', () => {
		const text = POD.replaceAll('\n', '\r\n');
		const edited = applied(text, edits(text, 'add-probe', CONTAINER, READY));
		expect(edited.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		expect(objects(edited)).toEqual(withKey(text, CONTAINER, 'readinessProbe', TCP));
	});

	test('follows the indentation of the file', () => {
		const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n    name: web\nspec:\n    containers:\n        -   name: app\n            resources:\n                limits: {memory: 1Gi}\n            image: web:1';
		const made = edits(text, 'add-probe', CONTAINER, READY);
		expect(made[0]?.text).toBe('\n            readinessProbe:\n                tcpSocket:\n                    port: 8080\n                periodSeconds: 10');
		expect(objects(applied(text, made))).toEqual(withKey(text, CONTAINER, 'readinessProbe', TCP));
	});

	test('finds its container in a list and behind other documents', () => {
		const item = POD.trimEnd().split('\n').map((line, index) => `${index === 0 ? '- ' : '  '}${line}`).join('\n');
		const text = `apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\napiVersion: v1\nkind: List\nitems:\n${item}\n`;
		const made = edits(text, 'add-probe', CONTAINER, READY, 1);
		expect(objects(applied(text, made))).toEqual(withKey(text, CONTAINER, 'readinessProbe', TCP, 1));
	});

	test('own keys only: what a merge key brings is no place to write', () => {
		const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nx-base: &base\n  ports:\n  - containerPort: 8080\nspec:\n  containers:\n  - name: app\n    <<: *base\n    image: web:1\n';
		const made = edits(text, 'add-probe', CONTAINER, READY);
		expect(made[0]?.startLine).toBe(11);
		expect(objects(applied(text, made))).toEqual(withKey(text, CONTAINER, 'readinessProbe', TCP));
	});

	test.each([
		['flow style', POD.replace(/ {2}- name: app[^]*/, '  - {name: app, image: web:1}\n')],
		['an alias', POD.replace(/ {2}- name: app[^]*/, '  - *app\n').replace('metadata:', 'x: &app {name: app, image: web:1}\nmetadata:')],
		['a probe that is there in some form', POD.replace('    image: web:1\n', '    image: web:1\n    readinessProbe: {}\n')],
		['JSON', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'app' }] } }, undefined, 2)],
		['no such container', POD.replace('containers:', 'initContainers:')],
	])('leaves alone: %s', (_, text) => {
		expect(edits(text, 'add-probe', CONTAINER, READY)).toEqual([]);
	});

	test.each([[{}], [{ kind: 'command', port: 1 }], [{ kind: 'readinessProbe' }], [{ kind: 'readinessProbe', port: {} }]])('leaves alone: parameters %j', (params) => {
		expect(edits(POD, 'add-probe', CONTAINER, params)).toEqual([]);
	});
});

describe('drop-privileged', () => {
	const at = [...CONTAINER, 'securityContext', 'privileged'];

	test.each(['privileged: true', 'privileged: yes', '"privileged": true', 'privileged:   True'])('%s', (entry) => {
		const text = POD.replace('    image: web:1\n', `    image: web:1\n    securityContext: {runAsUser: 0, ${entry}, readOnlyRootFilesystem: true} # why\n`);
		const made = edits(text, 'drop-privileged', at);
		expect(made).toMatchObject([{ safe: false, text: 'false' }]);
		expect(objects(applied(text, made))).toEqual(withKey(text, [...CONTAINER, 'securityContext'], 'privileged', false));
	});

	test('an alias is left alone', () => {
		const text = POD.replace('metadata:', 'x: &on true\nmetadata:').replace('    image: web:1\n', '    image: web:1\n    securityContext: {privileged: *on}\n');
		expect(edits(text, 'drop-privileged', at)).toEqual([]);
	});
});
