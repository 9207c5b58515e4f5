/**
 * `node scripts/robustness.ts PATH…`: feeds every TypeScript and JavaScript file below each PATH through the built command, and says
 * which of them brought a process down, took too long or left no report. Meant for the suites of compilers and formatters, which hold
 * what nobody writes by hand. Fails when a file is broken.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { codeFilesBelow, survey } from '../test/robustness/survey.ts';

const cli = process.env['GROUNDWIRE_CLI'] ?? join(fileURLToPath(new URL('..', import.meta.url)), 'dist/cli/index.js');
const paths = process.argv.slice(2);
if (paths.length === 0) {
	console.error('usage: node scripts/robustness.ts PATH…');
	process.exit(2);
}
for (const path of paths) {
	const { files, findings, notAnalysed, broken, slow, seconds, peakMb } = await survey(cli, codeFilesBelow([path]), (line) => console.error(line));
	const unread = [...notAnalysed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, count]) => `${reason} ${count}`);
	console.log(`${path}: ${files} files, ${findings} findings, not analysed: ${unread.join(', ') || 'none'}; ${broken.length} broken, ${slow.length} slow; ${seconds.toFixed(0)} s, largest process ${peakMb.toFixed(0)} MB`);
	for (const { path: file, why } of broken) console.log(`  ${file}: ${why}`);
	for (const file of slow) console.log(`  ${file}: took too long, twice`);
	if (broken.length + slow.length > 0) process.exitCode = 1;
}
