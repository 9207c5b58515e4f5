import { globSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import * as yaml from 'js-yaml';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { DocumentFileEvidence, FileEvidence } from '../evidence/file-evidence.ts';

/** By the folder of a rule: what its tests see as `data.fixtures`. */
export type Fixtures = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const TERRAFORM = /\.(?:tf|tofu|tf\.json)$/;

/**
 * Makes evidence of fixtures, in the isolated process that makes it of a change. `data.fixtures["bad.ts"]` is what the rule would
 * get as `input`; of several documents the others are `bad.yaml#1` and so on; `bad/` is what a rule of scope workspace would get of
 * that folder. JSON and YAML that Groundwire does not know of stands there as it is.
 */
export async function readFixtures(folders: readonly string[], dist: string): Promise<Fixtures> {
	const fixtures: Record<string, Record<string, unknown>> = {};
	for (const folder of folders) fixtures[dirname(folder)] = await fixturesOf(folder, dist);
	return fixtures;
}

async function fixturesOf(folder: string, dist: string): Promise<Record<string, unknown>> {
	const { runEvidence } = await import('../pipeline.ts');
	// A Terraform file that stands alone is a module of its own: good.tf and bad.tf have nothing to do with each other.
	const alone = globSync('*', { cwd: folder }).filter((name) => TERRAFORM.test(name)).map((name) => join(folder, name)).sort();
	const together = (await runEvidence([folder], dist)).filter(({ path }) => !alone.includes(path));
	const evidence = [...together, ...(alone.length > 0 ? await runEvidence(alone, dist) : [])];
	const named = evidence.map((file) => ({ name: file.path.slice(folder.length + 1), file: sound(file) }));
	const files = Object.assign({}, ...named.map(({ name, file }) => fileFixtures(name, file))) as Record<string, unknown>;
	return { ...plainFixtures(folder, new Set(Object.keys(files))), ...files, ...workspaceFixtures(named) };
}

/** A fixture that cannot be read would make a test pass for the wrong reason. */
function sound(file: FileEvidence): FileEvidence {
	const [lacking] = file.notAnalysed;
	if (lacking === undefined) return file;
	throw new ConfigurationError(`the fixture cannot be read: ${lacking.detail} (${lacking.reason})`, { path: file.path, remedy: 'Mend the file, or move it out of fixtures/.' });
}

function fileFixtures(name: string, file: FileEvidence): Record<string, unknown> {
	if (file.kind === 'code') return { [name]: { ...file.code, path: name } };
	if (file.kind === 'unread') return {};
	return Object.fromEntries(file.documents.map(({ document }, index) => [index === 0 ? name : `${name}#${index}`, document]));
}

/** Folders as workspaces: all documents of one platform. A folder with documents of several platforms is that of the first. */
function workspaceFixtures(named: readonly { readonly name: string; readonly file: FileEvidence }[]): Record<string, unknown> {
	const files = named.filter((entry): entry is { name: string; file: DocumentFileEvidence } => entry.file.kind === 'documents' && entry.file.documents.length > 0);
	const folders = Map.groupBy(files, ({ name }) => `${dirname(name)}/`);
	return Object.fromEntries([...folders].map(([folder, members]) => [folder, workspaceOf(members.toSorted((a, b) => (a.name < b.name ? -1 : 1)))]));
}

function workspaceOf(members: readonly { readonly name: string; readonly file: DocumentFileEvidence }[]): unknown {
	const documents = members.flatMap(({ name: path, file }) => file.documents.map(({ platform, name, document }) => ({ path, platform, name, document })));
	return { documents: documents.filter(({ platform }) => platform === documents[0]?.platform) };
}

/** JSON and YAML as any reader would read it, of files that are no evidence: what is may have tags (`!Ref`) that not every reader knows. */
function plainFixtures(folder: string, evidence: ReadonlySet<string>): Record<string, unknown> {
	const names = globSync('**/*', { cwd: folder }).filter((name) => ['.json', '.yaml', '.yml'].includes(extname(name))).sort();
	const plain = names.map((name) => name.replaceAll('\\', '/')).filter((name) => !evidence.has(name));
	return Object.fromEntries(plain.map((name) => [name, plainValue(join(folder, name))]));
}

function plainValue(path: string): unknown {
	const text = readFileSync(path, 'utf8');
	try {
		return extname(path) === '.json' ? JSON.parse(text) : yaml.loadAll(text)[0];
	} catch (error) {
		throw new ConfigurationError(`the fixture cannot be read: ${error instanceof Error ? error.message : String(error)}`, { path, remedy: 'Mend the file, or move it out of fixtures/.' });
	}
}
