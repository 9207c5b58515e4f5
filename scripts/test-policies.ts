import { join } from 'node:path';

import { readBuiltinSources } from '../src/policy/builtin-sources.ts';
import { loadRegoTool, type RegoPlace } from '../src/policy/rego-tool.ts';
import { testBuiltin } from '../src/policy/test-builtin.ts';

/** Runs the tests of all built-in policies with OPA's own tester. Exit code 1 when one fails. */
const root = join(import.meta.dirname, '..');
const [only] = process.argv.slice(2);
const { errors, tests } = testBuiltin(await loadRegoTool(join(root, 'dist/rego.wasm.br')), readBuiltinSources(root), only);

const at = ({ file, row }: RegoPlace): string => `${file}:${row}`;
for (const problem of errors) console.log(`${at(problem)}: ${problem.message} (${problem.code})`);
const failed = tests.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
for (const test of failed) console.log(`${at(test.failedAt ?? test)}: ${test.outcome} ${test.name}\n${[test.trace, test.printed].filter((text) => text !== undefined).join('\n')}\n`);
console.log(`${tests.length - failed.length} passed, ${failed.length + errors.length} failed`);
process.exitCode = failed.length + errors.length > 0 ? 1 : 0;
