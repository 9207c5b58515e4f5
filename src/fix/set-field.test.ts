import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../change/change.ts';
import type { DocumentEvidence } from '../evidence/file-evidence.ts';
import { extractDocuments } from '../evidence/infra/documents.ts';
import { sourceText } from '../parse/text.ts';
import { setField } from './set-field.ts';
import { textAfter } from './text-after.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true # for now
  containers:
    - name: app
      image: web:1 # pinned
      securityContext:
          privileged: false
    - name: side
      image: side:1
`;

function documentOf(text: string): DocumentEvidence {
	const evidence = extractDocuments(sourceText('pod.yaml' as RepoPath, text));
	const document = evidence.kind === 'documents' ? evidence.documents[0] : undefined;
	if (document === undefined) throw new Error('no document');
	return document;
}

function edited(text: string, at: readonly (string | number)[], params: Readonly<Record<string, unknown>>): string {
	const source = sourceText('pod.yaml' as RepoPath, text);
	return textAfter(source, setField({ source, document: documentOf(text), at, params }));
}

describe('set-field', () => {
	test('replaces a scalar and keeps the comment behind it', () => {
		const text = edited(POD, ['spec', 'hostNetwork'], { value: false });
		expect(text).toBe(POD.replace('hostNetwork: true #', 'hostNetwork: false #'));
	});

	test('adds a key to a mapping that is there, in its own indentation', () => {
		const text = edited(POD, ['spec', 'containers', 0, 'securityContext', 'readOnlyRootFilesystem'], { value: true });
		expect(text).toBe(POD.replace('          privileged: false\n', '          privileged: false\n          readOnlyRootFilesystem: true\n'));
	});

	test('adds the mappings that are missing between', () => {
		const text = edited(POD, ['spec', 'containers', 1, 'securityContext', 'capabilities', 'drop'], { value: ['ALL'] });
		expect(documentOf(text).document).toMatchObject({ spec: { containers: [{ name: 'app' }, { name: 'side', image: 'side:1', securityContext: { capabilities: { drop: ['ALL'] } } }] } });
	});

	test('keeps the line ends of the file', () => {
		const text = edited(POD.replaceAll('\n', '\r\n'), ['spec', 'containers', 1, 'imagePullPolicy'], { value: 'Always' });
		expect(text).toContain('      image: side:1\r\n      imagePullPolicy: Always\r\n');
	});

	test.each([
		['a mapping in flow style', POD.replace('securityContext:\n          privileged: false', 'securityContext: {privileged: false}'), ['spec', 'containers', 0, 'securityContext', 'runAsNonRoot'], true],
		['a value of several lines', POD.replace('hostNetwork: true # for now', 'hostNetwork: |\n    true'), ['spec', 'hostNetwork'], false],
		['an element that is not there', POD, ['spec', 'containers', 5, 'image'], 'web:2'],
		['an alias', POD.replace('securityContext:\n          privileged: false', 'securityContext: &x\n          privileged: false'), ['spec', 'containers', 0, 'securityContext', 'runAsNonRoot'], true],
	] as const)('leaves %s alone', (_, text, at, value) => {
		expect(edited(text, at, { value })).toBe(text);
	});

	test('is safe only where the policy says so', () => {
		const source = sourceText('pod.yaml' as RepoPath, POD);
		const safety = (params: Readonly<Record<string, unknown>>): readonly boolean[] =>
			setField({ source, document: documentOf(POD), at: ['spec', 'hostNetwork'], params }).map(({ safe }) => safe);
		expect(safety({ value: false })).toEqual([false]);
		expect(safety({ value: false, safe: true })).toEqual([true]);
		expect(safety({})).toEqual([]);
	});
});
