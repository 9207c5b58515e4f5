import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import type { DocumentEvidence } from '../../src/evidence/file-evidence.ts';
import { extractDocuments } from '../../src/evidence/infra/documents.ts';
import { resolveAt } from '../../src/evidence/infra/positions.ts';
import { documentEditors } from '../../src/fix/editors.ts';
import type { Edit } from '../../src/parse/parsed.ts';
import { decodeText, offsetAt, type SourceText, sourceText } from '../../src/parse/text.ts';
import type { RawFinding } from '../../src/policy/policy.ts';

import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';

const ROOT = join(import.meta.dirname, '../..');
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules();
});

interface Objection extends RawFinding {
	readonly document: number;
	readonly line: number;
}

function fixtures(kind: 'good' | 'bad'): string[] {
	return globSync(`policies/kubernetes/*/fixtures/${kind}/*`, { cwd: ROOT }).map((path) => path.replaceAll('\\', '/')).sort();
}

function read(path: string): SourceText {
	const decoded = decodeText(path as RepoPath, readFileSync(join(ROOT, path)));
	if (!decoded.ok) throw new Error(decoded.notAnalysed.detail);
	return decoded.value;
}

function documents(source: SourceText): readonly DocumentEvidence[] {
	const evidence = extractDocuments(source);
	expect(evidence.notAnalysed).toEqual([]);
	return evidence.kind === 'documents' ? evidence.documents : [];
}

/** What a rule says about a file, as the pipeline would ask it: document by document, each with its own past. */
async function judge(rule: string, source: SourceText, before?: SourceText): Promise<Objection[]> {
	const past = before === undefined ? [] : documents(before);
	return documents(source).flatMap(({ index, name, document, positions }) => {
		const former = past.find((other) => other.name === name)?.document;
		return rules.ask(rule, document, { before: former ?? null }).map((finding) => ({
			...finding,
			document: index,
			line: typeof finding.at === 'string' ? 0 : resolveAt(positions, finding.at).startLine,
		}));
	});
}

function editsFor(source: SourceText, { at, document, fix }: Objection): readonly Edit[] {
	const evidence = documents(source).find(({ index }) => index === document);
	const editor = fix === undefined ? undefined : documentEditors[fix.name];
	return typeof at === 'string' || evidence === undefined || editor === undefined ? [] : editor({ source, document: evidence, at, params: fix?.params ?? {} });
}

function fixed(source: SourceText, objections: readonly Objection[]): SourceText {
	const edits = objections.flatMap((objection) => editsFor(source, objection)).toSorted((a, b) => b.startLine - a.startLine);
	const text = edits.reduce(
		(edited, edit) => edited.slice(0, offsetAt(source, edit.startLine, edit.startColumn)) + edit.text + edited.slice(offsetAt(source, edit.endLine, edit.endColumn)),
		source.text,
	);
	return sourceText(source.path, text);
}

const ruleOf = (path: string): string => path.split('/')[2] ?? '';

describe('fixtures of the rules about Kubernetes', () => {
	test.each(fixtures('bad'))('%s is objected to, and mended where there is a fix', async (path) => {
		const source = read(path);
		const objections = await judge(ruleOf(path), source);
		expect(objections.length).toBeGreaterThan(0);
		const open = objections.filter((objection) => editsFor(source, objection).length === 0);
		expect(await judge(ruleOf(path), fixed(source, objections))).toEqual(open);
	});

	test.each(fixtures('good'))('%s is not', async (path) => {
		expect(await judge(ruleOf(path), read(path))).toEqual([]);
	});
});

describe('a guardrail that a change takes away', () => {
	test('a readiness probe is missed more than one that never was, and its own fix puts it back', async () => {
		const good = read('policies/kubernetes/missing-readiness-probe/fixtures/good/deployment.yaml');
		const without = sourceText(good.path, good.text.replace(/ {8}readinessProbe:[^]*$/, ''));
		const lost = await judge('missing-readiness-probe', without, good);
		expect(lost).toMatchObject([{ severity: 'high', confidence: 'high', subject: 'Deployment/shop/web/app', line: 14, message: expect.stringContaining('is gone') }]);
		const mended = documents(fixed(without, lost)).map(({ document }) => document);
		expect(mended).toEqual(documents(good).map(({ document }) => document));
		expect(await judge('missing-readiness-probe', without)).toMatchObject([{ confidence: 'medium', subject: 'Deployment/shop/web/app' }]);
	});
});
