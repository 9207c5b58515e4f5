/**
 * Runs Groundwire over the files that a Conftest pack tests itself with, and compares with what its own tests (bats) say Conftest
 * answers: `node scripts/compare-with-conftest.ts CHECKOUT...`. Needs the built bundle, and neither Conftest nor bats.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type BatsTest, readBats } from './compare/bats.ts';
import type { Report } from '../src/report/report.ts';

const CLI = fileURLToPath(new URL('../dist/cli/index.js', import.meta.url));
/** What `scan` reads; Conftest has parsers for more. */
const READ = new Set(['.yaml', '.yml', '.json', '.tf']);

interface Compared {
	readonly test: BatsTest;
	readonly outcome: 'same' | 'different' | 'not comparable';
	readonly detail: string;
}

function compare(test: BatsTest, folder: string): Compared {
	const files = test.files.flatMap((path) => filesOf(join(folder, path)));
	const foreign = files.filter((file) => !READ.has(extname(file)));
	if (test.parser !== undefined || foreign.length > 0 || files.length === 0) return { test, outcome: 'not comparable', detail: `needs the parser of ${test.parser ?? foreign.map((file) => basename(file)).join(', ')}` };
	const policies = test.policies.filter((path) => existsSync(join(folder, path)));
	if (policies.length === 0) return { test, outcome: 'not comparable', detail: 'the policies are not in this repository' };
	const report = scan(test, policies, files, folder);
	const team = report.findings.filter(({ category }) => category.startsWith('team/'));
	const denied = team.filter(({ severity }) => severity === 'high').map(({ message }) => message);
	const messages = team.map(({ message }) => message);
	const problems = report.verdict.reasons.filter(({ kind }) => kind === 'policy').map(({ detail }) => detail);
	const status = problems.length > 0 || denied.length > 0 || (test.failOnWarn && messages.length > 0) ? 1 : 0;
	const wrong = [
		...(test.status === undefined || status === test.status ? [] : [`status ${status}, expected ${test.status}`]),
		...test.denied.filter((message) => !messages.includes(message)).map((message) => `not said: ${message}`),
		...(test.denied.length > 0 ? messages.filter((message) => !test.denied.includes(message)).map((message) => `said: ${message}`) : []),
		...(test.counts === undefined ? [] : differences({ failures: denied.length, warnings: messages.length - denied.length }, test.counts)),
		...test.matching.filter((pattern) => ![...messages, ...problems].some((text) => text.includes(pattern))).map((pattern) => `not said: ${pattern}`),
		...test.notMatching.filter((pattern) => messages.some((text) => text.includes(pattern))).map((pattern) => `said: ${pattern}`),
	];
	return { test, outcome: wrong.length === 0 ? 'same' : 'different', detail: [...wrong, ...(wrong.length > 0 ? problems : [])].join(' | ') };
}

function differences(found: { readonly failures: number; readonly warnings: number }, expected: { readonly failures: number; readonly warnings: number }): string[] {
	return (['failures', 'warnings'] as const).filter((key) => found[key] !== expected[key]).map((key) => `${found[key]} ${key}, expected ${expected[key]}`);
}

function filesOf(path: string): string[] {
	if (!existsSync(path)) return [];
	return statSync(path).isDirectory() ? globSync('**/*.*', { cwd: path }).map((name) => join(path, name)).sort() : [path];
}

/** A tree with the pack, its data and the files, as a repository would hold them. */
function scan(test: BatsTest, policies: readonly string[], files: readonly string[], folder: string): Report {
	const root = mkdtempSync(join(tmpdir(), 'groundwire-compare-'));
	try {
		for (const file of files) place(file, join(root, 'subject', relative(folder, file)));
		const packs = policies.map((path, index) => {
			const modules = filesOf(join(folder, path)).filter((file) => file.endsWith('.rego'));
			for (const file of modules) place(file, join(root, `pack${index}`, relative(folder, file)));
			return { path: `pack${index}`, name: `p${index}`, rego: test.rego, combine: test.combine, files: ['subject/**'], data: test.data.map((_, at) => `data${at}`), ...(test.namespaces.length > 0 && { namespaces: test.namespaces }) };
		});
		for (const [index, path] of test.data.entries()) {
			for (const file of filesOf(join(folder, path)).filter((name) => /\.(?:json|ya?ml)$/.test(name))) place(file, join(root, `data${index}`, statSync(join(folder, path)).isDirectory() ? relative(join(folder, path), file) : basename(file)));
			mkdirSync(join(root, `data${index}`), { recursive: true });
		}
		mkdirSync(join(root, '.groundwire'), { recursive: true });
		writeFileSync(join(root, '.groundwire/config.yaml'), JSON.stringify({ version: 1, policies: packs }));
		const { stdout, stderr } = spawnSync(process.execPath, [CLI, 'scan', root, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 28, env: { PATH: process.env['PATH'] ?? '', HOME: root } });
		if (stdout === '') throw new Error(`no report for ${test.name}: ${stderr}`);
		return JSON.parse(stdout) as Report;
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

function place(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	cpSync(from, to);
}

for (const checkout of process.argv.slice(2)) {
	const compared: Compared[] = [];
	for (const file of globSync(['acceptance.bats', 'tests/*/test.bats', '_test/conftest-*.sh'], { cwd: checkout }).sort()) {
		const folder = file.startsWith('tests/') ? join(checkout, dirname(file)) : checkout;
		for (const test of readBats(readFileSync(join(checkout, file), 'utf8'))) compared.push(compare(test, folder));
	}
	for (const { test, outcome, detail } of compared) if (outcome !== 'same') console.log(`${outcome}: ${test.name}: ${detail}`);
	const count = (outcome: Compared['outcome']): number => compared.filter((one) => one.outcome === outcome).length;
	console.log(`${basename(checkout)}: ${count('same')} same, ${count('different')} different, ${count('not comparable')} not comparable`);
}
