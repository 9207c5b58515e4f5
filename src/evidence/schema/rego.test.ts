import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { loadRegoTool, type RegoTool } from '../../policy/rego-tool.ts';

let tool: RegoTool;
beforeAll(async () => {
	tool = await loadRegoTool(join(import.meta.dirname, '../../../dist/rego.wasm.br'));
});

function read(name: string): Record<string, unknown> {
	return JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')) as Record<string, unknown>;
}

const SCHEMAS = { kubernetes: read('kubernetes'), kubernetes_workspace: read('kubernetes_workspace'), terraform: read('terraform'), workspace: read('workspace'), terraform_workspace: read('terraform_workspace') };

/** What the compiler says of an expression under a schema. */
function messages(schema: string, expression: string): readonly string[] {
	const policy = `# METADATA\n# schemas: [{input: schema.${schema}}]\npackage a.b\n\nfindings contains 1 if { ${expression} }\n`;
	return tool.compile({ modules: { 'a.rego': policy }, schemas: SCHEMAS }).errors.map(({ row, message }) => `${row}: ${message}`);
}

describe('what a schema lets a policy say', () => {
	test.each([
		['terraform', 'input.resource.aws_s3_bucket.logs[0].bucket == "x"'],
		['terraform', 'some blocks in input.resource.aws_iam_policy; some block in blocks; json.unmarshal(block.policy).Statement[_].Effect == "Allow"'],
		['terraform', 'input.locals[_].anything; input.terraform[_].required_version; input.module.m[0].source; input.data.aws_iam_policy_document.x[0].json'],
		['terraform_workspace', 'input.documents[i].document.resource.aws_s3_bucket[_][0]; input.documents[i].path'],
		['workspace', 'input.documents[_].document.spec.replicas > 1'],
		['kubernetes_workspace', 'input.documents[i].document.spec.selector; input.documents[i].name'],
		['kubernetes', 'input.kind == "ConfigMap"; input.data.x'],
		['kubernetes', 'input.rules[_].verbs[_] == "*"'],
	])('%s: %s', (schema, expression) => {
		expect(messages(schema, expression)).toEqual([]);
	});

	test.each([
		['terraform', 'input.resouce.aws_s3_bucket', 'have: "resouce"'],
		['terraform', 'input.locals.name', 'have: "name"'],
		['terraform_workspace', 'input.documents[_].document.resouce', 'have: "resouce"'],
		['terraform_workspace', 'input.documents[_].file', 'have: "file"'],
		['kubernetes_workspace', 'input.documents[_].document.sepc', 'have: "sepc"'],
		['workspace', 'input.document', 'have: "document"'],
	])('%s: %s does not compile', (schema, expression, told) => {
		expect(messages(schema, expression)).toEqual([expect.stringMatching(new RegExp(`^5: undefined ref: input[^]*${told}`))]);
	});
});

test('a workspace of Terraform holds documents of Terraform', () => {
	const workspace = SCHEMAS.terraform_workspace as { properties: { documents: { items: { properties: { document: Record<string, unknown> } } } } };
	const { $schema, title, ...terraform } = SCHEMAS.terraform;
	expect([$schema, title]).toEqual(['http://json-schema.org/draft-07/schema#', 'Input of scope document, Terraform']);
	expect(workspace.properties.documents.items.properties.document).toEqual(terraform);
});

test('a workspace of Kubernetes holds documents of Kubernetes', () => {
	const workspace = SCHEMAS.kubernetes_workspace as { properties: { documents: { items: { properties: { document: Record<string, unknown> } } } } };
	const { $schema, title, ...kubernetes } = SCHEMAS.kubernetes;
	expect([$schema, title]).toEqual(['http://json-schema.org/draft-07/schema#', 'Input of scope document, Kubernetes']);
	expect(workspace.properties.documents.items.properties.document).toEqual(kubernetes);
});
