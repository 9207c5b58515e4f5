/**
 * `npm test`: runs the whole suite on the project's own Node and ends with a plain line `N passed, N failed`.
 * The counts are left in .cache/test-count for .ci/run.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const report = '.cache/test-report.json';
mkdirSync('.cache', { recursive: true });
rmSync(report, { force: true });
rmSync('.cache/test-count', { force: true });

const run = spawnSync('node_modules/.bin/vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)], {
	stdio: 'inherit',
});

let counts = { passed: 0, failed: 1, skipped: 0 };
try {
	const { numPassedTests, numFailedTests, numPendingTests, numTotalTestSuites, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
	const broken = numFailedTests === 0 && numTotalTestSuites > 0 && run.status !== 0 ? Math.max(1, numFailedTestSuites) : 0;
	counts = { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
} catch (error) {
	console.error(`the test run left no report: ${error instanceof Error ? error.message : String(error)}`);
}
writeFileSync('.cache/test-count', `${counts.passed} ${counts.failed}\n`);
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = run.status === 0 && counts.failed === 0 ? 0 : 1;
