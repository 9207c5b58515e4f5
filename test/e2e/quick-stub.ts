import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledAction } from './run-action.ts';

const STUB = `import { readFileSync, writeFileSync } from 'node:fs';
const value = (name) => process.argv[process.argv.indexOf(name) + 1];
const prepared = JSON.parse(readFileSync(new URL('./prepared.json', import.meta.url), 'utf8'));
const [head, base] = [value('--head'), value('--base')];
const { report, exitCode } = prepared[head] ?? prepared.made;
writeFileSync(value('--output'), JSON.stringify({ ...report, change: { ...report.change, base, head } }));
process.exitCode = exitCode;
`;

/**
 * For tests of many runs, or of many files: a stub in the place of the check that gives the report prepared for head (or for `made`,
 * where the commits had to be made from what the API gives) and looks at nothing.
 */
export function useQuickStub(action: BundledAction): void {
	writeFileSync(join(action.folder, 'cli', 'index.js'), STUB);
}
