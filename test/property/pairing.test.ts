import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';
import { checkReport } from '../support/groundwire.ts';

const ROOT = join(import.meta.dirname, '../..');
const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', axios: '1', stripe: '17', bullmq: '5', ws: '8', 'p-retry': '6', knex: '3', pino: '9' } });

let repository: GitRepository;
let base: string;

/** Every bad fixture as a package of its own. */
function write(change: (text: string) => string): void {
	for (const fixture of globSync('policies/code/*/fixtures/bad/*', { cwd: ROOT })) {
		const from = join(ROOT, fixture);
		const to = `packages/${fixture.replaceAll('\\', '/').split('/').filter((part) => !['policies', 'code', 'fixtures', 'bad'].includes(part)).join('-').replace(/\.ts$/u, '')}`;
		if (statSync(from).isFile()) {
			repository.write(`${to}/package.json`, MANIFEST);
			repository.write(`${to}/src/server/work.ts`, change(readFileSync(from, 'utf8')));
		} else {
			for (const path of globSync('**/*.*', { cwd: from })) {
				const text = readFileSync(join(from, path), 'utf8');
				repository.write(`${to}/${path.replaceAll('\\', '/')}`, /\.[jt]sx?$/u.test(path) ? change(text) : text);
			}
		}
	}
}

beforeAll(() => {
	repository = new GitRepository();
	write((text) => text);
	base = repository.commit('base');
});
afterAll(() => repository.delete());

test('what is wrong at base already is nothing new where lines move and comments come', () => {
	write((text) => `\n/* Moved. */\n\n${text}\n// The end.\n`);
	const { report } = checkReport(repository.path, base, repository.commit('moved'));
	expect(report.findings).toEqual([]);
	expect(report.fixed).toEqual([]);
});

const CALL = "\tawait fetch('https://pay.internal/one', { method: 'POST' });\n";

function charging(lines: string): string {
	return `import { pino } from 'pino';\n\nconst logger = pino();\n\nexport async function charge(token: string): Promise<void> {\n${lines}\tlogger.debug('done');\n}\n`;
}

test.each([
	['missing-timeout', CALL],
	['swallowed-error', "\ttry {\n\t\tawait fetch('https://pay.internal/two', { signal: AbortSignal.timeout(100) });\n\t} catch {}\n"],
	['sensitive-log', '\tlogger.info({ token }, "sent");\n'],
])('a finding of %s at base hides no other one in the same function', (rule, line) => {
	repository.write('packages/twice/package.json', MANIFEST);
	repository.write('packages/twice/src/server/charge.ts', charging(line));
	const one = repository.commit('one');
	for (const twice of [`${line}${line}`, `${line}\tawait Promise.resolve();\n${line}`]) {
		repository.git('checkout', '--quiet', '--force', one);
		repository.write('packages/twice/src/server/charge.ts', charging(twice));
		const { report } = checkReport(repository.path, one, repository.commit('two'));
		expect(report.findings.map((finding) => [finding.rule, finding.state])).toEqual([[rule, 'introduced']]);
	}
});
