import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';

const FILE = '.groundwire/baseline.json';
const CALL = "\tawait fetch('https://pay.internal/charges', { method: 'POST', body: order });\n";
const DEADLINE = CALL.replace('body: order', 'body: order, signal: AbortSignal.timeout(2000)');

/** A server file with functions that each make these calls. */
function server(functions: Readonly<Record<string, string>>): string {
	return Object.entries(functions).map(([name, body]) => `export async function ${name}(order: string): Promise<void> {\n${body}}\n`).join('\n');
}

let repository: GitRepository;

beforeEach(() => {
	repository = new GitRepository();
	repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5' } }));
	repository.write('src/server/pay.ts', server({ charge: CALL + CALL, refund: CALL }));
	repository.write('src/server/ship.ts', server({ ship: CALL }));
	repository.commit('an old repository');
});
afterEach(() => repository.delete());

function baseline(...args: readonly string[]): string {
	const run = groundwire(['baseline', '--repo', repository.path, ...args]);
	if (run.status !== 0) throw new Error(`exit code ${run.status}: ${run.stderr}`);
	return run.stdout;
}

interface Recorded {
	readonly path: string;
	readonly rule: string;
	readonly subject: string;
	readonly count: number;
}

function recorded(rule = 'missing-timeout'): unknown[] {
	const { findings } = JSON.parse(readFileSync(join(repository.path, FILE), 'utf8')) as { readonly findings: readonly Recorded[] };
	return findings.filter((entry) => entry.rule === rule).map(({ path, subject, count }) => [path, subject, count]);
}

function scan(...args: readonly string[]): { readonly status: number | null; readonly report: Report } {
	const run = groundwire(['scan', repository.path, '--format', 'json', '--rule', 'missing-timeout', ...args]);
	return { status: run.status, report: JSON.parse(run.stdout) as Report };
}

/** A scan of a folder or a file below the repository, from its root. */
function below(path: string) {
	return groundwire(['scan', path, '--format', 'json', '--rule', 'missing-timeout', '--fail-on', 'high'], repository.path);
}

const ALL = [
	['src/server/pay.ts', 'charge', 2],
	['src/server/pay.ts', 'refund', 1],
	['src/server/ship.ts', 'ship', 1],
];

describe('groundwire baseline', () => {
	test('counts what a scan lists: a tree has nothing that is new', () => {
		repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5', 'unleash-client': '^6' } }));
		repository.write('src/server/app.ts', "import express from 'express';\nexport const app = express();\napp.post('/orders', async (req, res) => {\n\tawait store.insert(req.body);\n\tres.end();\n});\n");
		repository.commit('a route that writes, in a service with flags');
		const listed = groundwire(['scan', repository.path, '--format', 'json']);
		const counts = [...Map.groupBy((JSON.parse(listed.stdout) as Report).findings.flatMap(({ rule, related }) => [rule, ...related.map(() => rule)]), (rule) => rule)].map(([rule, all]) => [rule, all.length]);
		const said = [...baseline().matchAll(/^ +(\d+) ([\w-]+)$/gm)].map(([, count, rule]) => [rule, Number(count)]);
		expect(said.map(([rule]) => rule)).toContain('missing-timeout');
		expect(Object.fromEntries(said) as unknown).toEqual(Object.fromEntries(counts));
	});

	test('takes all rules, where a scan takes those of the config', () => {
		repository.write('src/server/model.ts', "import OpenAI from 'openai';\nexport const model = new OpenAI();\n");
		repository.write('.groundwire/config.yaml', 'version: 1\npersona: essential\n');
		repository.commit('a model, left to its default');
		const listed = (...args: readonly string[]): boolean => groundwire(['scan', repository.path, ...args]).stdout.includes('long-default-timeout');
		expect([listed(), listed('--persona', 'strict')]).toEqual([false, true]);
		expect(baseline('--dry-run')).toContain('long-default-timeout');
	});

	test('records what HEAD has by path, rule, subject and count, by its schema, and the same twice', () => {
		repository.write('src/server/later.ts', server({ notCommitted: CALL }));
		expect(baseline()).toMatch(/findings in 2 files of the tree at [0-9a-f]{12}:\n.*missing-timeout[\s\S]*Commit \.groundwire\/baseline\.json/);
		expect(recorded()).toEqual(ALL);
		const text = readFileSync(join(repository.path, FILE), 'utf8');
		expect(text).not.toMatch(/startLine/);
		const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/baseline.schema.json'), 'utf8')) as object;
		expect(new Ajv({ strict: false }).validate(schema, JSON.parse(text))).toBe(true);
		expect(baseline()).toMatch(/recorded; none is gone/);
		expect(readFileSync(join(repository.path, FILE), 'utf8')).toBe(text);
	});

	test('shrinks by itself, and grows only with --grow', () => {
		baseline();
		repository.write('src/server/pay.ts', server({ charge: CALL, refund: DEADLINE, cancel: CALL }));
		repository.commit('two mended, one new');
		expect(baseline()).toMatch(/2 of \d+ recorded findings are gone[\s\S]*beyond the baseline, and not recorded:[\s\S]*src\/server\/pay\.ts: missing-timeout cancel\n[\s\S]*--grow/);
		const shrunk = [['src/server/pay.ts', 'charge', 1], ['src/server/ship.ts', 'ship', 1]];
		expect(recorded()).toEqual(shrunk);
		expect(baseline('--grow', '--dry-run')).toContain('Nothing was written');
		expect(recorded()).toEqual(shrunk);
		baseline('--grow');
		expect(recorded()).toEqual([['src/server/pay.ts', 'cancel', 1], ...shrunk]);
	});

	test('does not grow by being deleted', () => {
		baseline();
		repository.write('src/server/new.ts', server({ fresh: CALL }));
		repository.commit('with the baseline');
		rmSync(join(repository.path, FILE));
		baseline();
		expect(recorded()).toEqual(ALL);
	});

	test('follows a file that was renamed', () => {
		baseline();
		repository.git('mv', 'src/server/ship.ts', 'src/server/shipping.ts');
		repository.commit('renamed');
		expect(baseline()).toMatch(/none is gone[\s\S]*moved with a renamed file/);
		expect(recorded()).toEqual([...ALL.slice(0, 2), ['src/server/shipping.ts', 'ship', 1]]);
	});

	test('keeps what is recorded of a file that can no longer be read', () => {
		baseline();
		repository.write('src/server/ship.ts', `${server({ ship: CALL })}\u0000\u0001`);
		repository.commit('broken');
		expect(baseline()).toMatch(/Kept, because this run could not look for them: \d+[\s\S]*Not analysed[^\n]*src\/server\/ship\.ts/);
		expect(recorded()).toEqual(ALL);
	});

	test('writes nothing when the config is broken, in a bare repository, or through a link', () => {
		repository.write('.groundwire/config.yaml', 'version: 2\n');
		repository.commit('broken config');
		expect(groundwire(['baseline', '--repo', repository.path])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('nothing was recorded: .groundwire/config.yaml:1') });
		repository.remove('.groundwire');
		repository.commit('no config');
		repository.link('.groundwire', '/tmp');
		expect(groundwire(['baseline', '--repo', repository.path])).toMatchObject({ status: 2, stderr: expect.stringContaining('not written through') });
		expect(groundwire(['baseline', '--repo', join(repository.path, '.git')])).toMatchObject({ status: 2, stderr: expect.stringContaining('bare repository') });
	});
});

describe('check with a baseline at base', () => {
	let base: string;
	beforeEach(() => {
		baseline();
		base = repository.commit('adopted');
	});

	/** A file that could not be read at base may show at head what was recorded before. */
	function unreadableAtBase(): void {
		repository.write('src/server/ship.ts', `${server({ ship: CALL })}\u0000\u0001`);
		base = repository.commit('broken for a while');
	}

	test('what is recorded is existing where it would speak; one more of the kind speaks', () => {
		unreadableAtBase();
		repository.write('src/server/ship.ts', server({ ship: CALL }));
		const mended = repository.commit('readable again');
		const all = checkReport(repository.path, base, mended, '--all', '--rule', 'missing-timeout');
		expect(all.report.findings.map(({ state, baseline: known }) => [state, known])).toEqual([['existing', true]]);
		expect(checkReport(repository.path, base, mended)).toMatchObject({ run: { status: 0 }, report: { findings: [] } });
		repository.write('src/server/ship.ts', server({ ship: CALL + CALL }));
		const { report, run } = checkReport(repository.path, base, repository.commit('one more'), '--rule', 'missing-timeout');
		expect(report.findings.map(({ state, subject }) => [state, subject])).toEqual([['introduced', 'ship']]);
		expect(run.status).toBe(1);
	});

	test('a guardrail that the change takes away speaks, recorded or not', () => {
		const signal = '\t\tsignal: AbortSignal.timeout(2000),\n';
		const mended = `\tawait fetch('https://pay.internal/charges', {\n\t\tmethod: 'POST',\n${signal}\t\tbody: order,\n\t});\n`;
		repository.write('src/server/ship.ts', server({ ship: mended }));
		base = repository.commit('mended, and the baseline not yet shrunk');
		repository.write('src/server/ship.ts', server({ ship: mended.replace(signal, '') }));
		const { report } = checkReport(repository.path, base, repository.commit('taken away'), '--rule', 'missing-timeout');
		expect(report.findings.map(({ state, location, atHead }) => [state, location.side, atHead?.side])).toEqual([['removed', 'LEFT', 'RIGHT']]);
		expect(report.verdict.conclusion).toBe('block');
	});

	test('no change improves its verdict by editing the baseline, and the edit is a finding of its own', () => {
		repository.write('src/server/new.ts', server({ fresh: CALL }));
		const entry = '{"path":"src/server/new.ts","rule":"missing-timeout","subject":"fresh","count":9}';
		repository.write(FILE, readFileSync(join(repository.path, FILE), 'utf8').replace('"findings": [', `"findings": [\n\t\t${entry},`));
		const { report, run } = checkReport(repository.path, base, repository.commit('hides itself'));
		expect(report.findings.map(({ rule, state, location }) => [rule, state, location.path])).toEqual([
			['guardrail-changed', 'introduced', FILE],
			['missing-timeout', 'introduced', 'src/server/new.ts'],
		]);
		expect(run.status).toBe(1);
	});

	test('what a change mends is told, so that the baseline shrinks', () => {
		repository.write('src/server/pay.ts', server({ charge: CALL + DEADLINE, refund: DEADLINE }));
		const head = repository.commit('two mended');
		const { report } = checkReport(repository.path, base, head);
		expect(report.baseline?.gone).toBe(2);
		const text = groundwire(['check', '--repo', repository.path, '--base', base, '--head', head]).stdout;
		expect(text).toContain(`2 of ${report.baseline?.recorded} recorded findings are gone: run \`groundwire baseline\` to shrink it`);
	});

	test('a broken baseline leaves the run undecided, with its line', () => {
		repository.write(FILE, '{\n  "schema": "groundwire.baseline/1",\n  "findings": [,]\n}\n');
		base = repository.commit('broken baseline');
		repository.write('README.md', '# Shop\n');
		const { report, run } = checkReport(repository.path, base, repository.commit('a change'));
		expect(report.verdict).toMatchObject({ conclusion: 'undecided', reasons: [{ kind: 'config', path: FILE, detail: expect.stringMatching(/^\.groundwire\/baseline\.json:3: /) }] });
		expect(run.status).toBe(2);
	});
});

describe('scan with a baseline', () => {
	test('marks what is recorded, and fails only on what is beyond it', () => {
		baseline();
		expect(scan('--fail-on', 'high')).toMatchObject({ status: 0, report: { baseline: { recorded: expect.any(Number) as number, judged: 4, gone: 0 } } });
		repository.write('src/server/ship.ts', server({ ship: CALL + CALL, pack: CALL }));
		const { status, report } = scan('--fail-on', 'high');
		expect(status).toBe(1);
		expect(report.findings.every(({ state }) => state === 'existing')).toBe(true);
		expect(report.findings.filter((finding) => finding.baseline !== true).map(({ subject }) => subject)).toEqual(['ship', 'pack']);
	});

	test('holds for a folder and for a file of the repository, too', () => {
		baseline();
		expect(below('src/server').status).toBe(0);
		expect(below('src/server/pay.ts').status).toBe(0);
		expect((JSON.parse(below('src').stdout) as Report).baseline).toMatchObject({ judged: 4, gone: 0 });
		const both = groundwire(['scan', '.', 'src', '--format', 'json', '--rule', 'missing-timeout', '--fail-on', 'high'], repository.path);
		expect([both.status, (JSON.parse(both.stdout) as Report).baseline?.judged]).toEqual([0, 8]);
	});
});
