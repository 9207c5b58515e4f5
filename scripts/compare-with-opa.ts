import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Compares `groundwire policy test` with `opa test` (a binary of the version in tools/rego/go.mod), folder by folder: the same
 * tests must have the same outcomes, or the same number of errors must keep both from running any.
 *
 *     node scripts/compare-with-opa.ts OPA FOLDER...      `:v0FOLDER` is read as Rego of version 0
 */
const [opa = 'opa', ...folders] = process.argv.slice(2);
const cli = join(import.meta.dirname, '..', 'dist', 'cli', 'index.js');
const MAX_BYTES = 256 * 1024 * 1024;

interface Outcomes {
	/** By place and name. */
	readonly tests: ReadonlyMap<string, string>;
	readonly errors: readonly string[];
	readonly ms: number;
}

interface Test {
	readonly location: { readonly file: string; readonly row: number };
	readonly package: string;
	readonly name: string;
	readonly fail?: boolean;
	readonly skip?: boolean;
	readonly error?: unknown;
}

function run(command: string, args: readonly string[]): Outcomes {
	const start = performance.now();
	const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: MAX_BYTES });
	const ms = performance.now() - start;
	const tests = stdout.trim() === '' ? [] : (JSON.parse(stdout) as readonly Test[] | null);
	return { tests: new Map((tests ?? []).map((test) => [`${test.location.file}:${test.location.row} ${plain(test.name)}`, outcome(test)])), errors: errorsOf(stderr), ms };
}

/** Tests of one name are numbered in an order that OPA leaves open. */
function plain(name: string): string {
	return name.replace(/#\d+$/, '');
}

function outcome({ fail, skip, error }: Test): string {
	if (error !== undefined) return 'error';
	if (skip === true) return 'skip';
	return fail === true ? 'fail' : 'pass';
}

/** The lines that name a place; columns, source lines and notes that only one of the two prints are left out. */
function errorsOf(text: string): string[] {
	return text.split('\n').filter((line) => !line.includes('is refused when a change is judged')).flatMap((line) => /^(?:\d+ errors? occurred(?: during loading)?: )?(\S+\.(?:rego|json|ya?ml):.*)$/.exec(line)?.[1] ?? []).map((line) => line.replace(/^(\S+?:\d+):\d+:/, '$1:')).sort();
}

function count({ tests }: Outcomes): string {
	const of = (wanted: string): number => [...tests.values()].filter((found) => found === wanted).length;
	return `${of('pass')}/${of('fail')}/${of('error')}/${of('skip')}`;
}

let differences = 0;
console.log('| folder | Rego | opa: pass/fail/error/skip | groundwire | errors (opa, groundwire) | the same | seconds (opa, groundwire) |');
console.log('|---|---|---|---|---|---|---|');
for (const given of folders) {
	const v0 = given.startsWith(':v0');
	const folder = given.replace(/^:v0/, '');
	const flags = v0 ? ['--v0-compatible'] : [];
	const theirs = run(opa, ['test', '--format', 'json', '--timeout', '60s', ...flags, folder]);
	const ours = run(process.execPath, [cli, 'policy', 'test', '--format', 'json', ...flags, folder]);
	const different = [...new Set([...theirs.tests.keys(), ...ours.tests.keys()])].filter((name) => theirs.tests.get(name) !== ours.tests.get(name));
	// Two that found nothing agree about nothing.
	const nothing = theirs.tests.size === 0 && theirs.errors.length === 0;
	const same = !nothing && different.length === 0 && JSON.stringify(theirs.errors) === JSON.stringify(ours.errors);
	if (!same) differences++;
	const seconds = [theirs, ours].map(({ ms }) => (ms / 1000).toFixed(1)).join(', ');
	console.log(`| ${folder} | ${v0 ? 'v0' : 'v1'} | ${count(theirs)} | ${count(ours)} | ${theirs.errors.length}, ${ours.errors.length} | ${same ? 'yes' : nothing ? 'nothing ran' : 'no'} | ${seconds} |`);
	for (const name of different.slice(0, 20)) console.error(`  ${name}: opa ${theirs.tests.get(name) ?? 'has none'}, groundwire ${ours.tests.get(name) ?? 'has none'}`);
	if (different.length === 0 && !same) console.error(`  opa: ${theirs.errors.slice(0, 3).join(' | ')}\n  groundwire: ${ours.errors.slice(0, 3).join(' | ')}`);
}
process.exitCode = differences > 0 ? 1 : 0;
