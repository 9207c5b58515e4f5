import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import type { DocumentEvidence } from '../../src/evidence/file-evidence.ts';
import { extractDocuments } from '../../src/evidence/infra/documents.ts';
import { placeAt } from '../../src/evidence/infra/positions.ts';
import { documentEditors } from '../../src/fix/editors.ts';
import { textAfter } from '../../src/fix/text-after.ts';
import type { Edit } from '../../src/parse/parsed.ts';
import { decodeText, type SourceText, sourceText } from '../../src/parse/text.ts';
import type { RawFinding } from '../../src/policy/policy.ts';
import { speaksAbout } from '../../src/pipeline/addressed.ts';

import { type BuiltInRules, builtInRules } from './built-in-rules.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a rule says, and where it would stand. */
export interface DocumentObjection extends RawFinding {
	readonly path: string;
	readonly line: number;
}

interface Placed {
	readonly source: SourceText;
	readonly evidence: DocumentEvidence;
}

/** What a rule says about files that stand in one directory, as the pipeline would ask it; `before` are the same files at base. */
export function judgeDocuments(rules: BuiltInRules, rule: string, files: readonly SourceText[], before: readonly SourceText[] = []): DocumentObjection[] {
	const metadata = rules.built.rules.find(({ package: name }) => name.endsWith(`.${rule.replaceAll('-', '_')}`));
	if (metadata === undefined) throw new Error(`no rule has the folder ${rule}`);
	const heard = ({ evidence }: Placed): boolean => speaksAbout(metadata, evidence.platform);
	const documents = files.flatMap(documentsOf).filter(heard);
	const past = before.flatMap(documentsOf).filter(heard);
	if (metadata.scope !== 'workspace') {
		return documents.flatMap((placed) => {
			const former = past.find(({ source, evidence }) => source.path === placed.source.path && evidence.name === placed.evidence.name);
			return rules.ask(metadata.id, placed.evidence.document, { before: former?.evidence.document ?? null }).map((finding) => objection(placed, finding));
		});
	}
	const said = rules.ask(metadata.id, workspace(documents), before.length === 0 ? {} : { before: workspace(past) });
	return said.map((finding) => {
		const placed = documents[finding.document ?? 0];
		if (placed === undefined) throw new Error('a finding names a document that is not there');
		return objection(placed, finding);
	});
}

function documentsOf(source: SourceText): Placed[] {
	const evidence = extractDocuments(source);
	expect(evidence.notAnalysed).toEqual([]);
	return evidence.kind === 'documents' ? evidence.documents.map((document) => ({ source, evidence: document })) : [];
}

function workspace(documents: readonly Placed[]): unknown {
	return { documents: documents.map(({ source, evidence: { platform, name, document } }) => ({ path: source.path, platform, name, document })) };
}

function objection({ source, evidence }: Placed, finding: RawFinding): DocumentObjection {
	if (typeof finding.at === 'string') throw new Error('a finding about a document names a path');
	const { range, file } = placeAt(evidence, finding.at);
	return { ...finding, path: file ?? source.path, line: range.startLine };
}

/** The edits that a finding's fix makes in its own file. */
export function editsFor(files: readonly SourceText[], finding: DocumentObjection, platform: string): readonly Edit[] {
	const source = files.find(({ path }) => path === finding.path);
	const editor = finding.fix === undefined ? undefined : documentEditors[finding.fix.name];
	if (source === undefined || editor === undefined || typeof finding.at === 'string') return [];
	const { at, fix } = finding;
	const documents = documentsOf(source).filter(({ evidence }) => evidence.platform === platform && placeAt(evidence, at).range.startLine === finding.line);
	return documents.slice(0, 1).flatMap(({ evidence }) => editor({ source, document: evidence, at, params: fix?.params ?? {} }));
}

/** The files of a fixture, which is one file or a folder of them. */
export function fixtureFiles(path: string): SourceText[] {
	const whole = join(ROOT, path);
	const names = statSync(whole).isDirectory() ? globSync('**/*', { cwd: whole }).filter((name) => statSync(join(whole, name)).isFile()).map((name) => `${path}/${name.replaceAll('\\', '/')}`) : [path];
	return names.sort().map((name) => {
		// A fixture's files stand where they would in a repository: some formats know their files by the path.
		const shown = name.replace(/^policies\/[^/]+\/[^/]+\/fixtures\/(?:good|bad)\//, '');
		const decoded = decodeText(shown as RepoPath, readFileSync(join(ROOT, name)));
		if (!decoded.ok) throw new Error(`${name}: ${decoded.notAnalysed.detail}`);
		return decoded.value;
	});
}

/** The lines of which a fixture says `# here`: the remark stands there and nowhere else. */
function expectedLines(files: readonly SourceText[]): string[] {
	return files.flatMap(({ path, text }) => text.split('\n').flatMap((line, index) => (/# here\s*$/.test(line) ? [`${path}:${index + 1}`] : [])));
}

const ruleOf = (path: string): string => path.split('/')[2] ?? '';

/**
 * Judges `policies/<domain>/<rule>/fixtures/{good,bad}/*`: a bad one is objected to (on the lines that end in `# here`, where some do),
 * and not any more where the fix was made; a good one is not. Each is a file, or a folder whose files are judged together.
 */
export function describeFixtures(domain: string, ids: readonly string[] = []): void {
	const found = (kind: 'good' | 'bad'): string[] =>
		globSync(`policies/${domain}/*/fixtures/${kind}/*`, { cwd: ROOT }).map((path) => path.replaceAll('\\', '/')).filter((path) => ids.length === 0 || ids.includes(ruleOf(path))).sort();
	let rules: BuiltInRules;

	beforeAll(async () => {
		rules = await builtInRules([...new Set([...found('good'), ...found('bad')].map(ruleOf))]);
	});

	describe(`fixtures of the rules about ${domain}`, () => {
		test.each(found('bad'))('%s is objected to, and mended where there is a fix', (path) => {
			const files = fixtureFiles(path);
			const objections = judgeDocuments(rules, ruleOf(path), files);
			expect(objections.length).toBeGreaterThan(0);
			const expected = expectedLines(files);
			if (expected.length > 0) expect([...new Set(objections.map(({ path: file, line }) => `${file}:${line}`))].sort()).toEqual(expected.sort());
			expect(judgeDocuments(rules, ruleOf(path), mended(files, objections)).length).toBe(objections.filter((finding) => allEdits(files, finding).length === 0).length);
		});

		test.each(found('good'))('%s is not', (path) => {
			expect(judgeDocuments(rules, ruleOf(path), fixtureFiles(path))).toEqual([]);
		});
	});
}

function allEdits(files: readonly SourceText[], finding: DocumentObjection): readonly Edit[] {
	const platforms = new Set(files.flatMap(documentsOf).map(({ evidence }) => evidence.platform));
	return [...platforms].map((platform) => editsFor(files, finding, platform)).find((edits) => edits.length > 0) ?? [];
}

function mended(files: readonly SourceText[], objections: readonly DocumentObjection[]): SourceText[] {
	const edits = objections.flatMap((finding) => allEdits(files, finding));
	return files.map((source) => sourceText(source.path, textAfter(source, edits.filter(({ path }) => path === source.path))));
}
