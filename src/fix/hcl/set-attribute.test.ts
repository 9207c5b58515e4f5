import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../change/change.ts';
import type { DocumentEvidence } from '../../evidence/file-evidence.ts';
import { moduleEvidence } from '../../evidence/infra/terraform/module-evidence.ts';
import { pointerOf, valueAt } from '../../evidence/infra/positions.ts';
import { type HclTool, loadHclTool } from '../../parse/hcl/hcl-tool.ts';
import type { Edit } from '../../parse/parsed.ts';
import { sourceText } from '../../parse/text.ts';
import { documentEditors } from '../editors.ts';
import { textAfter } from '../text-after.ts';
import { renderHcl } from './render.ts';

const PATH = 'infra/main.tf' as RepoPath;
const DB = ['resource', 'aws_db_instance', 'main', 0];
const MAIN = `resource "aws_db_instance" "main" {
  engine         = "postgres"
  instance_class = var.class # as large as it needs

  backup_retention_period = 7
  tags = {
    Name = "main"
  }

  timeouts {
    create = "1h"
  }
}
`;

let tool: HclTool;
beforeAll(async () => {
	tool = await loadHclTool(join(import.meta.dirname, '../../../dist/hcl.wasm.br'));
});

function documentOf(text: string, path = PATH): DocumentEvidence {
	const [file] = moduleEvidence({ sources: [sourceText(path, text)], unread: [] }, tool);
	expect(file?.notAnalysed).toEqual([]);
	const document = file?.kind === 'documents' ? file.documents[0] : undefined;
	if (document === undefined) throw new Error('no document');
	return document;
}

function edits(text: string, at: readonly (string | number)[], params: Readonly<Record<string, unknown>>, path = PATH): readonly Edit[] {
	return documentEditors['set-attribute']?.({ source: sourceText(path, text), document: documentOf(text, path), at, params }) ?? [];
}

/** The text after the edit, which must parse and hold the value exactly there. */
function fixed(text: string, at: readonly (string | number)[], value: unknown, path?: unknown): string {
	const made = edits(text, at, { value, ...(path !== undefined && { path }) });
	const edited = textAfter(sourceText(PATH, text), made);
	const target = typeof path === 'string' ? [...at, path] : at;
	expect(valueAt(documentOf(edited).document, pointerOf(target))).toEqual(value);
	return edited;
}

describe('set-attribute', () => {
	test('adds a line behind the last attribute, aligned as those above it', () => {
		const edited = fixed(MAIN, [...DB, 'storage_encrypted'], true);
		expect(edited).toBe(MAIN.replace('  backup_retention_period = 7\n', '  backup_retention_period = 7\n  storage_encrypted       = true\n'));
	});

	test('names an attribute of the block at the place', () => {
		expect(fixed(MAIN, DB, true, 'deletion_protection')).toContain('= 7\n  deletion_protection     = true\n');
	});

	test('writes into a nested block', () => {
		expect(fixed(MAIN, [...DB, 'timeouts', 0, 'delete'], '2h')).toContain('    create = "1h"\n    delete = "2h"\n  }');
	});

	test('replaces a literal safely, and an expression not safely', () => {
		expect(edits(MAIN, [...DB, 'backup_retention_period'], { value: 30 })).toEqual([{ path: PATH, startLine: 5, startColumn: 29, endLine: 5, endColumn: 30, text: '30', safe: true }]);
		expect(edits(MAIN, [...DB, 'instance_class'], { value: 'db.t3.small' })).toMatchObject([{ text: '"db.t3.small"', safe: false }]);
		expect(fixed(MAIN, [...DB, 'instance_class'], 'db.t3.small')).toContain('  instance_class = "db.t3.small" # as large');
	});

	test.each([
		['resource "aws_db_instance" "main" {}\n', 'resource "aws_db_instance" "main" {\n  a = true\n}\n'],
		['resource "aws_db_instance" "main" {\n}\n', 'resource "aws_db_instance" "main" {\n  a = true\n}\n'],
		['resource "aws_db_instance" "main" { # why\n  timeouts {\n    create = "1h"\n  }\n}\n', 'resource "aws_db_instance" "main" { # why\n  a = true\n  timeouts {\n    create = "1h"\n  }\n}\n'],
		['resource "aws_db_instance" "main" {\n  b = <<-EOT\n    x\n  EOT\n}\n', 'resource "aws_db_instance" "main" {\n  a = true\n  b = <<-EOT\n    x\n  EOT\n}\n'],
		['resource aws_db_instance main {\n\tb = 1 /* one */\n}\n', 'resource aws_db_instance main {\n\tb = 1 /* one */\n\ta = true\n}\n'],
		['resource "aws_db_instance" "main" {\r\n  b = 1\r\n}\r\n', 'resource "aws_db_instance" "main" {\r\n  b = 1\r\n  a = true\r\n}\r\n'],
	])('into %j', (text, expected) => {
		expect(fixed(text, [...DB, 'a'], true)).toBe(expected);
	});

	test.each([
		['one line', 'resource "aws_db_instance" "main" { b = 1 }\n', [...DB, 'a'], { value: true }],
		['a block that is not there', MAIN, ['resource', 'aws_db_instance', 'other', 0, 'a'], { value: true }],
		['a nested block that is not there', MAIN, [...DB, 'restore', 0, 'a'], { value: true }],
		['a value of several lines', MAIN, [...DB, 'tags'], { value: {} }],
		['the value that is there', MAIN, [...DB, 'backup_retention_period'], { value: 7 }],
		['no value', MAIN, [...DB, 'a'], {}],
		['no name', MAIN, DB, { value: true }],
		['a path that is none', MAIN, DB, { value: true, path: { a: 1 } }],
		['a name that is none', MAIN, DB, { value: true, path: 'a b' }],
	])('leaves alone: %s', (_name, text, at, params) => {
		expect(edits(text, at, params)).toEqual([]);
	});

	test('leaves JSON alone', () => {
		const text = '{"resource": {"aws_db_instance": {"main": {"b": 1}}}}';
		expect(edits(text, [...DB, 'a'], { value: true }, 'infra/main.tf.json' as RepoPath)).toEqual([]);
	});
});

describe('renderHcl', () => {
	test.each([['plain'], ['with "quotes" and \\ and C:\\bin\\f'], ['a\nb\tc\r\b\f'], ['${var.x} %{ if true } $${x}'], ['ünïcode 😀 \u2028'], [[1, -2.5, true, null]], [{ a: 1, 'b c': { d: [] } }], [{}]])('%j comes back as it was', (value) => {
		const text = `locals {\n  x = ${renderHcl(value)}\n}\n`;
		expect(valueAt(documentOf(text).document, '/locals/0/x')).toEqual(value);
	});

	test.each([[undefined], [Number.NaN], [[() => 1]], [{ a: undefined }]])('%o has no form', (value) => {
		expect(renderHcl(value)).toBeUndefined();
	});
});
