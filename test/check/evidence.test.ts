import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { FileEvidence } from '../../src/evidence/file-evidence.ts';
import { groundwire } from '../support/groundwire.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'groundwire-evidence-'));
	mkdirSync(join(folder, 'infra'));
	writeFileSync(join(folder, 'infra/main.tf'), 'resource "aws_iam_policy" "p" {\n  name   = var.name\n  policy = data.aws_iam_policy_document.d.json\n}\n');
	writeFileSync(
		join(folder, 'infra/variables.tf'),
		'variable "name" {\n  default = "deploy"\n}\n\ndata "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["s3:*"]\n    resources = ["*"]\n  }\n}\n',
	);
	writeFileSync(join(folder, 'app.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [] }\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function evidence(...paths: readonly string[]): readonly FileEvidence[] {
	const run = groundwire(['evidence', ...paths], folder);
	expect([run.status, run.stderr]).toEqual([0, '']);
	return JSON.parse(run.stdout) as FileEvidence[];
}

function documents(files: readonly FileEvidence[]): unknown[] {
	return files.flatMap((file) => (file.kind === 'documents' ? file.documents.map(({ name, document }) => [file.path, name, document]) : [file.path, file.kind]));
}

describe('groundwire evidence', () => {
	test('prints a manifest as a policy sees it', () => {
		expect(documents(evidence('app.yaml'))).toEqual([['app.yaml', 'Pod/web', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [] } }]]);
	});

	test('prints a Terraform file with the values of its module, and no other file of it', () => {
		const found = evidence('infra/main.tf');
		expect(documents(found)).toMatchObject([['infra/main.tf', 'main.tf', { resource: { aws_iam_policy: { p: [{ name: 'deploy', policy: expect.stringContaining('"s3:*"') }] } } }]]);
		const [file] = found;
		const positions = file?.kind === 'documents' ? (file.documents[0]?.positions ?? []) : [];
		expect(positions.find(([pointer]) => pointer.endsWith('/Statement/0/Action'))).toEqual(['/resource/aws_iam_policy/p/0/policy/Statement/0/Action', 7, 5, 7, 25, 'infra/variables.tf']);
	});

	test('names a file that it cannot read whole as it was given', () => {
		writeFileSync(join(folder, 'bad.ts'), 'export function pay( {\n\tfetch(;\n}\n');
		const [file] = evidence('bad.ts');
		expect(file?.notAnalysed.map(({ path }) => path)).toEqual(['bad.ts']);
	});

	test('prints every file of a folder, from wherever it is called', () => {
		expect(evidence('infra').map(({ path }) => path)).toEqual(['infra/main.tf', 'infra/variables.tf']);
		expect(evidence(join(folder, 'infra', 'main.tf')).map(({ path }) => path)).toEqual([join(folder, 'infra/main.tf')]);
	});
});

test('scan judges a file that is named as a module of its own', () => {
	const { stdout } = groundwire(['scan', '--format', 'json', 'infra/main.tf', 'infra/variables.tf'], folder);
	const { notAnalysed, coverage } = JSON.parse(stdout) as { notAnalysed: unknown[]; coverage: unknown };
	expect([notAnalysed, coverage]).toEqual([[], { files: 2, analysed: 2, workspaces: 2 }]);
});
