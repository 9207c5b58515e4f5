// Stands where dist/cli/index.js stands, and reports what a test has prepared: planning is tested apart from analysis.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	args: process.argv.slice(3),
	options: Object.fromEntries(['repo', 'base', 'head', 'format', 'output', 'pr-facts', 'config', 'persona', 'fail-on'].map((name) => [name, { type: 'string' }])),
});
const git = (...args) => execFileSync('git', ['--git-dir', values.repo, ...args], { encoding: 'utf8' });
const paths = git('diff', '--name-only', '-z', '--diff-filter=d', values.base, values.head).split('\0').filter(Boolean);
const readable = paths.map((path) => [path, git('rev-parse', `${values.head}:${path}`).trim(), git('cat-file', '-t', `${values.head}:${path}`).trim()]);
const commits = git('log', '--format=%s', `${values.base}..${values.head}`).trim().split('\n');
const facts = JSON.parse(readFileSync(values['pr-facts'], 'utf8'));
writeFileSync(new URL('./seen.json', import.meta.url), JSON.stringify({ env: process.env, args: process.argv.slice(2), readable, commits, facts }));
const prepared = JSON.parse(readFileSync(new URL('./prepared.json', import.meta.url), 'utf8'));
const standsFor = /^groundwire-stands-for (\w+)$/m.exec(git('cat-file', 'commit', values.head))?.[1];
const { report, exitCode, messages, raw } = prepared[standsFor ?? values.head] ?? { exitCode: 2, messages: `nothing was prepared for ${values.head}` };
if (messages) process.stderr.write(messages);
if (report) writeFileSync(values.output, JSON.stringify({ ...report, change: { ...report.change, base: values.base, head: values.head } }));
if (raw) writeFileSync(values.output, raw);
process.exitCode = exitCode;
