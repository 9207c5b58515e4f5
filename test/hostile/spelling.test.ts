import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import { extractDocuments } from '../../src/evidence/infra/documents.ts';
import { sourceText } from '../../src/parse/text.ts';
import { builtReader, feed } from '../robustness/feed.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** The platforms of what stands in a file, and how many places could not be read. */
function read(path: string, text: string): { readonly platforms: readonly string[]; readonly unread: number } {
	const evidence = extractDocuments(sourceText(path as RepoPath, text));
	return { platforms: evidence.kind === 'documents' ? [...new Set(evidence.documents.map(({ platform }) => platform))] : [], unread: evidence.notAnalysed.length };
}

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [] } };

describe('a file is known however it is spelt', () => {
	test.each([
		['a manifest on one line', 'a.json', JSON.stringify(POD), 'kubernetes'],
		['a list on one line', 'a.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [POD] }), 'kubernetes'],
		['a manifest with spelt letters', 'a.json', JSON.stringify(POD).replace('apiVersion', String.raw`api\u0056ersion`), 'kubernetes'],
		['rules in flow style', 'rules.yaml', 'groups:\n  - name: a\n    rules: [{alert: Down, expr: up == 0}]\n', 'alerts'],
		['rules on one line', 'rules.json', '{"groups":[{"name":"a","rules":[{"alert":"Down","expr":"up == 0"}]}]}', 'alerts'],
		['Compose in flow style', 'compose.yaml', '{"services": {"web": {"image": "a:1", "privileged": true}}}', 'compose'],
		['Compose with a key in quotes', 'stack.yaml', '"services":\n  web: {image: "a:1", restart: always}\n', 'compose'],
		['a template in flow style', 'stack.yaml', '{Resources: {A: {Type: AWS::S3::Bucket}}}', 'cloudformation'],
		['a Collector in flow style', 'collector.yaml', '{exporters: {otlp: {endpoint: "a:4317"}}, receivers: {otlp: {}}, service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}}', 'collector'],
		['records in flow style', 'example.org.yaml', 'www: {type: A, value: 192.0.2.1}\n', 'dns'],
	])('%s', (_what, path, text, platform) => {
		expect(read(path, text)).toEqual({ platforms: [platform], unread: 0 });
	});

	test.each([
		['a broken manifest on one line with braces of a template', 'a.json', `${JSON.stringify(POD)}\${{ \${{`],
		['a zone none of whose records can be read', 'example.org.zone', '@ IN SOA (\nwww IN A 1.2.3\n'],
	])('%s is listed', (_what, path, text) => {
		expect(read(path, text).unread).toBeGreaterThan(0);
	});

	test('a module whose source costs too much to evaluate costs that value only', async () => {
		const text = 'module "a" {\n  source = [for i in range(1024) : [for j in range(1024) : "${i}${j}"]]\n}\n\nresource "aws_s3_bucket" "gwplanted" {\n  bucket = "b"\n}\n';
		const seed = { format: 'terraform' as const, path: 'main.tf', text };
		const [answer] = await feed([{ hostile: 'A10 evaluation', seed, path: 'main.tf', bytes: Buffer.from(text), planted: true }], builtReader(DIST));
		expect(answer?.verdict).toMatch(/^(?:read|listed)$/u);
		expect(answer?.detail).not.toContain('a bug of Groundwire');
	});
});
