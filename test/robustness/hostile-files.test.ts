import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { seeded } from '../mutation/run.ts';
import { groundwire } from '../support/groundwire.ts';
import { CLASSES, type Input, inputs } from './classes.ts';
import { builtReader, filesOf, placeOf } from './feed.ts';
import { PLANT } from './plants.ts';
import { seeds } from './seeds.ts';
import { tally, told } from './tally.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const INPUTS = 10_000;
const WHOLE_RUNS = 2;
const FILES_OF_A_RUN = 250;
const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('any bytes give a report (1)', { timeout: 1_200_000 }, () => {
	test(`${INPUTS} hostile inputs of ${CLASSES.length} classes: read, or listed as not analysed`, async () => {
		const result = await tally(seeds(), seeded(20_261_121), INPUTS, builtReader(DIST));
		console.log(told(result).join('\n'));
		expect(result.inputs).toBe(INPUTS);
		expect(Math.min(...result.byClass.values())).toBeGreaterThan(100);
		expect(result.planted).toBeGreaterThan(1_000);
		expect([...result.crashed, ...result.falselyClean].map(({ verdict, input, detail }) => [verdict, input.hostile, input.path, detail, input.bytes.toString('utf8').slice(0, 500)])).toEqual([]);
		// Listed, as promised: on a busy machine a few files reach the limit of time.
		expect(result.overTime.length).toBeLessThan(INPUTS / 100);
	});

	test(`${WHOLE_RUNS} whole runs over ${FILES_OF_A_RUN} hostile files each: one report, and what was planted is in it`, () => {
		const source = inputs(seeds().filter(({ format }) => format !== 'plan'), seeded(7));
		for (let run = 0; run < WHOLE_RUNS; run += 1) {
			const batch = Array.from({ length: FILES_OF_A_RUN }, (): Input => source.next().value);
			const report = scanned(batch);
			const heard = new Set([...report.notAnalysed.map(({ path }) => path), ...report.findings.map(({ location }) => location.path)].map((path) => /^(?:\.\/)?(i\d+)\//.exec(path)?.[1]));
			expect(report.notAnalysed.filter(({ reason }) => reason === 'crashed' || reason === 'policy')).toEqual([]);
			expect(batch.flatMap((input, index) => (mustBeTold(input) && !heard.has(`i${index}`) ? [{ path: input.path, text: input.bytes.toString('utf8').slice(0, 500) }] : []))).toEqual([]);
		}
	});
});

/** A pod that may do anything, and a call without a deadline: some rule speaks of them wherever they stand. */
function mustBeTold({ planted, seed, bytes }: Input): boolean {
	return planted && ['kubernetes', 'code', 'dockerfile'].includes(seed.format) && bytes.includes(PLANT);
}

function scanned(batch: readonly Input[]): Report {
	const folder = mkdtempSync(join(tmpdir(), 'groundwire-hostile-'));
	folders.push(folder);
	for (const [path, bytes] of filesOf(batch)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), bytes);
	}
	const { status, stdout, stderr } = groundwire(['scan', '.', '--format', 'json'], folder);
	expect({ status, stderr: stdout === '' ? stderr : '' }).toEqual({ status: expect.toSatisfy((code: unknown) => code === 1 || code === 2) as number, stderr: '' });
	return JSON.parse(stdout) as Report;
}

test('the same random numbers make the same inputs', () => {
	const all = seeds();
	const made = [1, 2].map(() => {
		const source = inputs(all, seeded(3));
		return Array.from({ length: 40 }, () => source.next().value);
	});
	expect(made[0]?.map(({ path, bytes }) => [path, bytes.toString('hex')])).toEqual(made[1]?.map(({ path, bytes }) => [path, bytes.toString('hex')]));
	expect(new Set(made[0]?.map((input, index) => placeOf(index, input))).size).toBe(40);
});
