/**
 * Feeds Groundwire what nobody writes by hand, and says which inputs brought a process down, took too long, were left out of the
 * report or passed for clean. Fails when there is one.
 *
 * `node scripts/robustness.ts PATH…`: every TypeScript and JavaScript file below each PATH, through the built command. Meant for the
 * suites of compilers and formatters.
 *
 * `node scripts/robustness.ts --inputs N [--seed S]`: N hostile files of all formats, made of the rules' fixtures by random numbers:
 * the same for the same seed. `npm test` does so with 10,000.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { seeded } from '../test/mutation/run.ts';
import { builtReader } from '../test/robustness/feed.ts';
import { seeds } from '../test/robustness/seeds.ts';
import { codeFilesBelow, survey } from '../test/robustness/survey.ts';
import { tally, told } from '../test/robustness/tally.ts';

const dist = process.env['GROUNDWIRE_DIST'] ?? join(fileURLToPath(new URL('..', import.meta.url)), 'dist');
const cli = process.env['GROUNDWIRE_CLI'] ?? join(dist, 'cli/index.js');
const { values, positionals: paths } = parseArgs({ allowPositionals: true, options: { inputs: { type: 'string' }, seed: { type: 'string', default: '1' } } });
if (paths.length === 0 && values.inputs === undefined) {
	console.error('usage: node scripts/robustness.ts PATH… | --inputs N [--seed S]');
	process.exit(2);
}
if (values.inputs !== undefined) {
	const result = await tally(seeds(), seeded(Number(values.seed)), Number(values.inputs), builtReader(dist), (done) => console.error(`${done} inputs`));
	for (const line of told(result)) console.log(line);
	if (result.crashed.length + result.falselyClean.length > 0) process.exitCode = 1;
}
for (const path of paths) {
	const { files, findings, notAnalysed, broken, slow, seconds, peakMb } = await survey(cli, codeFilesBelow([path]), (line) => console.error(line));
	const unread = [...notAnalysed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, count]) => `${reason} ${count}`);
	console.log(`${path}: ${files} files, ${findings} findings, not analysed: ${unread.join(', ') || 'none'}; ${broken.length} broken, ${slow.length} slow; ${seconds.toFixed(0)} s, largest process ${peakMb.toFixed(0)} MB`);
	for (const { path: file, why } of broken) console.log(`  ${file}: ${why}`);
	for (const file of slow) console.log(`  ${file}: took too long, twice`);
	if (broken.length + slow.length > 0) process.exitCode = 1;
}
