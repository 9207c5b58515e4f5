import { describe, expect, test } from 'vitest';

import type { FileEvidence, PositionEntry } from '../../file-evidence.ts';
import type { HclComment, HclFile, HclModule, HclProblem, HclTool } from '../../../parse/hcl/hcl-tool.ts';
import { limit } from '../../../parse/limits.ts';
import { memoryTree } from '../../../../test/support/memory-tree.ts';
import { moduleEvidence, readModule } from './module-evidence.ts';
import { isModuleInput, isTerraformPath } from './paths.ts';

/** A tool that has seen nothing but what the test says. */
function toolThatSays(answer: Partial<HclModule>): HclTool & { readonly asked: Record<string, string>[] } {
	const asked: Record<string, string>[] = [];
	return {
		asked,
		evaluate: ({ files }) => {
			asked.push(files);
			return { files: {}, called: [], problems: [], counts: { known: 0, unknown: 0 }, ...answer };
		},
	};
}

function hclFile(change: Partial<HclFile> = {}): HclFile {
	return { document: { resource: {} }, positions: [], comments: [], ...change };
}

function comment(line: number, text: string, change: Partial<HclComment> = {}): HclComment {
	return { line, endLine: line + text.split('\n').length - 1, column: 1, text, ownLine: true, ...change };
}

function evidenceOf(files: Readonly<Record<string, string>>, answer: Partial<HclModule>): Record<string, FileEvidence> {
	const found = moduleEvidence(readModule(memoryTree(files), 'infra'), toolThatSays(answer));
	return Object.fromEntries(found.map((file) => [file.path, file]));
}

describe('a module', () => {
	test('is the files of its directory that Terraform reads, handed over at once', () => {
		const files = { 'infra/main.tf': 'a', 'infra/b.tofu': 'b', 'infra/c.tf.json': '{}', 'infra/terraform.tfvars': 'd', 'infra/x.auto.tfvars.json': '{}', 'infra/prod.tfvars': 'no', 'infra/README.md': 'no', 'infra/sub/e.tf': 'no', 'other/f.tf': 'no' };
		const tool = toolThatSays({});
		moduleEvidence(readModule(memoryTree(files), 'infra'), tool);
		expect(tool.asked.map((asked) => Object.keys(asked))).toEqual([['infra/b.tofu', 'infra/c.tf.json', 'infra/main.tf', 'infra/terraform.tfvars', 'infra/x.auto.tfvars.json']]);
	});

	test('gives one document a file, none for a file of values', () => {
		const found = evidenceOf({ 'infra/main.tf': 'x', 'infra/terraform.tfvars': 'y' }, { files: { 'infra/main.tf': hclFile(), 'infra/terraform.tfvars': hclFile() } });
		expect(found['infra/main.tf']).toMatchObject({ kind: 'documents', documents: [{ index: 0, platform: 'terraform', name: 'main.tf' }] });
		expect(found['infra/terraform.tfvars']).toMatchObject({ kind: 'documents', documents: [], notAnalysed: [] });
	});

	test('is judged without what is too large or no text', () => {
		const found = evidenceOf({ 'infra/main.tf': 'x', 'infra/big.tf': 'x'.repeat(limit('fileBytes') + 1), 'infra/zero.tf': 'a\0b' }, { files: { 'infra/main.tf': hclFile() } });
		expect(found['infra/main.tf']).toMatchObject({ kind: 'documents', notAnalysed: [] });
		expect(found['infra/big.tf']).toMatchObject({ kind: 'unread', notAnalysed: [{ reason: 'too-large' }] });
		expect(found['infra/zero.tf']).toMatchObject({ kind: 'unread', notAnalysed: [{ reason: 'binary' }] });
	});

	test('stops at a number of files and at a sum of bytes', () => {
		const many = Object.fromEntries(Array.from({ length: limit('moduleFiles') + 1 }, (_, index) => [`infra/f${String(index).padStart(5, '0')}.tf`, 'x']));
		expect(readModule(memoryTree(many), 'infra').unread.map(({ path }) => path)).toEqual([`infra/f${String(limit('moduleFiles')).padStart(5, '0')}.tf`]);
		const line = `# ${'x'.repeat(997)}\n`;
		const large = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`infra/f${index}.tf`, line.repeat(1_000)]));
		expect(readModule(memoryTree(large), 'infra').unread.map(({ path }) => path)).toEqual(['infra/f8.tf']);
	});
});

function error(line: number): HclProblem {
	return { file: 'infra/main.tf', line, column: 3, message: 'Missing brace', severity: 'error' };
}

describe('what the tool objects to', () => {
	test('is said with its place, and the blocks that could be read are judged', () => {
		const found = evidenceOf({ 'infra/main.tf': 'x', 'infra/b.tf': 'x' }, { files: { 'infra/main.tf': hclFile(), 'infra/b.tf': hclFile() }, problems: [error(7)] });
		expect(found['infra/main.tf']).toMatchObject({ kind: 'documents', notAnalysed: [{ path: 'infra/main.tf', reason: 'syntax', detail: '7:3 Missing brace', partial: true }], documents: [{}] });
		expect(found['infra/b.tf']?.notAnalysed).toEqual([]);
	});

	test('leaves a file of which nothing was read unread', () => {
		const found = evidenceOf({ 'infra/main.tf': 'x' }, { files: { 'infra/main.tf': hclFile({ document: {} }) }, problems: [error(1)] });
		expect(found['infra/main.tf']).toMatchObject({ kind: 'unread', notAnalysed: [{ reason: 'syntax' }] });
	});

	test('is counted where it is much', () => {
		const found = evidenceOf({ 'infra/main.tf': 'x' }, { files: { 'infra/main.tf': hclFile() }, problems: Array.from({ length: 40 }, (_, index) => error(index + 1)) });
		expect(found['infra/main.tf']?.notAnalysed).toHaveLength(11);
		expect(found['infra/main.tf']?.notAnalysed.at(-1)?.detail).toBe('30 more such places from 11:3 on');
	});
});

describe('suppressions', () => {
	const TEXT = ['resource "a" "b" {', '  x = 1', '  y = [', '    2,', '  ]', '}', '', 'z = 3', ''].join('\n');
	const POSITIONS: readonly PositionEntry[] = [
		['', 1, 1, 8, 6],
		['/resource/a/b/0', 3, 1, 8, 2],
		['/resource/a/b/0/x', 4, 3, 4, 8],
		['/resource/a/b/0/y', 5, 3, 7, 4],
	];
	const said = (comments: readonly HclComment[], text: string): unknown => evidenceOf({ 'infra/main.tf': text }, { files: { 'infra/main.tf': hclFile({ comments, positions: POSITIONS }) } })['infra/main.tf']?.suppressions;

	test('above the header of a block speak for the whole block, whatever stands between', () => {
		expect(said([comment(1, '# groundwire-ignore s3-public -- a public site'), comment(2, '// more')], `# groundwire-ignore …\n// more\n${TEXT}`)).toEqual([
			{ line: 1, target: 3, until: 8, rule: 's3-public', reason: 'a public site' },
		]);
	});

	test('beside a line speak for it, and for the value that begins there', () => {
		const marks = [comment(4, '# groundwire-ignore one -- r', { ownLine: false }), comment(5, '/* groundwire-ignore two, three -- s */', { ownLine: false })];
		expect(said(marks, `groundwire-ignore\n\n${TEXT}`)).toEqual([
			{ line: 4, target: 4, rule: 'one', reason: 'r' },
			{ line: 5, target: 5, until: 7, rule: 'two', reason: 's' },
			{ line: 5, target: 5, until: 7, rule: 'three', reason: 's' },
		]);
	});

	test('stand on any line of a longer comment', () => {
		expect(said([comment(1, '/* why\n   groundwire-ignore one -- r */')], `/* groundwire-ignore\n*/\n${TEXT}`)).toEqual([{ line: 2, target: 3, until: 8, rule: 'one', reason: 'r' }]);
	});

	test.each(['# groundwire-ignore one', '# groundwire-ignore one -- ', '/* groundwire-ignore one -- */', '# groundwire-ignored one -- r'])('%s says nothing', (text) => {
		expect(said([comment(1, text)], `${text}\n${TEXT}`)).toEqual([]);
	});
});

describe('paths', () => {
	test.each(['main.tf', 'infra/a.tofu', 'a.tf.json', 'a.tofu.json'])('%s is a file of a module', (path) => {
		expect([isTerraformPath(path), isModuleInput(path)]).toEqual([true, true]);
	});

	test.each(['terraform.tfvars', 'a/terraform.tfvars.json', 'x.auto.tfvars', 'x.auto.tfvars.json'])('%s is a file of values', (path) => {
		expect([isTerraformPath(path), isModuleInput(path)]).toEqual([false, true]);
	});

	test.each(['prod.tfvars', 'a.tf.bak', '.terraform.lock.hcl', 'a.hcl', '.terraform/modules/x/main.tf', 'a.tftest.hcl', 'my-terraform.tfvars'])('%s is neither', (path) => {
		expect(isModuleInput(path)).toBe(false);
	});
});
