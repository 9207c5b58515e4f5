/**
 * Writes what is generated of docs/: the rule pages, their index, the schemas, the limits, and in README.md
 * the demo's output and what is read. With
 * `--check` it writes nothing and fails when a file is not what the sources say.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { LIMITS } from '../src/parse/limits.ts';
import { readBuiltinSources } from '../src/policy/builtin-sources.ts';
import { compileBuiltin } from '../src/policy/compile-builtin.ts';
import type { RuleMetadata } from '../src/policy/policy.ts';
import { loadRegoTool } from '../src/policy/rego-tool.ts';
import { actionTables } from './action-tables.ts';
import { platformTable } from './domains.ts';
import { asLink, ruleIndex, rulePages } from './rule-pages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const DEMO = /<!-- demo -->[\s\S]*<!-- \/demo -->/;
const PLATFORMS_TABLE = /<!-- platforms -->[\s\S]*<!-- \/platforms -->/;
const ACTION_TABLES = /<!-- action -->[\s\S]*<!-- \/action -->/;
const LIMITS_TABLE = /<!-- limits -->[\s\S]*<!-- \/limits -->/;

/** File by file, what docs/ must hold. */
async function generated(): Promise<Map<string, string>> {
	const { rules } = await compileBuiltin(await loadRegoTool(join(root, 'dist/rego.wasm.br')), readBuiltinSources(root));
	const pages = Object.entries(rulePages(root, rules, asLink)).map(([id, text]) => [`docs/rules/${id}.md`, text] as const);
	return new Map([...pages, ...schemas(), ['docs/rules/README.md', ruleIndex(rules)], ['docs/limits.md', limits()], ['README.md', readme(rules)]]);
}

/** The schemas of what policies see, for authors and their editors: as they are, under docs/. */
function schemas(): (readonly [string, string])[] {
	const folder = join(root, 'src/evidence/schema');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.map((name) => [`docs/schemas/${name}`, readFileSync(join(folder, name), 'utf8')] as const);
}

/** README.md is written by hand but for what the demo prints, which is what the demo prints, and the tables of what is read and of the Action. */
function readme(rules: readonly RuleMetadata[]): string {
	const { stdout } = spawnSync(process.execPath, [join(root, 'scripts/demo.mjs')], { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
	const shown = stdout.slice(0, stdout.indexOf('On your own repository')).replace(/ in \d+\.\d s/, ' in 0.7 s').trim();
	const block = ['<!-- demo -->', '```', shown, '```', '<!-- /demo -->'].join('\n');
	const table = ['<!-- platforms -->', platformTable(rules), '<!-- /platforms -->'].join('\n');
	const action = ['<!-- action -->', actionTables(root), '<!-- /action -->'].join('\n');
	return readFileSync(join(root, 'README.md'), 'utf8').replace(DEMO, () => block).replace(PLATFORMS_TABLE, () => table).replace(ACTION_TABLES, () => action);
}

/** docs/limits.md is written by hand but for its table. */
function limits(): string {
	const rows = Object.values(LIMITS).map(({ value, unit, what }) => `| ${what} | ${value.toLocaleString('en-US')} ${unit} |`);
	const table = ['<!-- limits -->', '| what | limit |', '|---|---|', ...rows, '<!-- /limits -->'].join('\n');
	return readFileSync(join(root, 'docs/limits.md'), 'utf8').replace(LIMITS_TABLE, () => table);
}

const wanted = await generated();
const stale = ['docs/rules', 'docs/schemas']
	.filter((folder) => existsSync(join(root, folder)))
	.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
	.filter((path) => !wanted.has(path));
const drifted = [...wanted].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path);
if (process.argv.includes('--check')) {
	const wrong = [...stale, ...drifted];
	if (wrong.length > 0) console.error(`docs/ has drifted from its sources; run \`npm run docs\`:\n  ${wrong.join('\n  ')}`);
	else console.log(`docs/: ${wanted.size} generated files are what their sources say`);
	process.exitCode = wrong.length > 0 ? 1 : 0;
} else {
	for (const path of stale) rmSync(join(root, path));
	for (const [path, text] of wanted) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
	console.log(`docs/: ${drifted.length} of ${wanted.size} generated files written`);
}
