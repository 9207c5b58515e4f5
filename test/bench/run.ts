/**
 * `npm run bench`: whole-process time and memory of `check`, beside what any such tool must pay (git reading the diff, Node starting,
 * the TypeScript compiler loading), in one run. It prints; it never fails the build.
 * `npm run bench -- REPO BASE HEAD` measures a change of a repository of yours instead.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { benchInfrastructure } from './infrastructure.ts';
import { type Measured, measure } from './process-tree.ts';
import { benchService } from './service.ts';

const ROUNDS = 5;
/** Modules of the services over which the time of a scan is to grow as they do. */
const SIZES = [500, 1_000, 2_000, 4_000];
const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/cli/index.js');

interface Row {
	readonly name: string;
	readonly run: () => Promise<Measured>;
}

function check(name: string, repo: string, base: string, head: string): Row {
	return { name, run: () => measure(process.execPath, [cli, 'check', '--repo', repo, '--base', base, '--head', head, '--format', 'json', '--fail-on', 'never']) };
}

function scan(name: string, folder: string): Row {
	return { name, run: () => measure(process.execPath, [cli, 'scan', folder, '--format', 'json', '--fail-on', 'never']) };
}

const floor: Row[] = [
	{ name: 'node starts and ends', run: () => measure(process.execPath, ['-e', '0']) },
	{ name: 'node loads the TypeScript compiler', run: () => measure(process.execPath, ['-e', "require('ts-morph')"]) },
];

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Rounds in turn, A B C A B C, so that a slower minute of the machine is everyone's. */
async function table(rows: readonly Row[]): Promise<void> {
	const measured = new Map<string, Measured[]>(rows.map(({ name }) => [name, []]));
	for (let round = 0; round <= ROUNDS; round += 1) {
		for (const { name, run } of rows) {
			const result = await run();
			if (round > 0) measured.get(name)?.push(result);
		}
	}
	const start = median(measured.get(rows[0]?.name ?? '')?.map(({ seconds }) => seconds) ?? []);
	console.log('median of %d runs                                     seconds   × node   peak MB   tree MB', ROUNDS);
	for (const [name, runs] of measured) {
		const seconds = median(runs.map((run) => run.seconds));
		const figures = [seconds.toFixed(2), (seconds / start).toFixed(1), median(runs.map((run) => run.peakMb)).toFixed(0), median(runs.map((run) => run.peakTreeMb)).toFixed(0)];
		console.log(`${name.padEnd(52)} ${figures.map((figure) => figure.padStart(8)).join(' ')}`);
	}
}

const [repo, base, head] = process.argv.slice(2);
if (repo !== undefined && base !== undefined && head !== undefined) {
	await table([...floor, check('check', repo, base, head)]);
} else {
	const services = SIZES.map((size) => ({ size, ...benchService(size) }));
	const [service = benchService(2_000)] = services.filter(({ size }) => size === 2_000);
	const [largest = service] = services.slice(-1);
	const infrastructure = benchInfrastructure();
	const { repository: { path: infra }, withPack } = infrastructure;
	const cache = mkdtempSync(join(tmpdir(), 'groundwire-bench-'));
	process.env['XDG_CACHE_HOME'] = cache;
	delete process.env['RUNNER_TOOL_CACHE'];
	const warm = check('check: that manifest, ten team policies, cached', infra, withPack.base, withPack.yaml);
	const cold: Row = {
		name: 'check: that manifest, ten team policies, not cached',
		run: () => {
			rmSync(cache, { recursive: true, force: true });
			return warm.run();
		},
	};
	try {
		await table([
			...floor,
			check('check: 20 TypeScript files of 2,000', service.repository.path, service.base, service.code),
			check('check: 20 TypeScript files of 4,000', largest.repository.path, largest.base, largest.code),
			...services.map(({ size, repository }) => scan(`scan: ${size.toLocaleString('en-US')} TypeScript files`, repository.path)),
			check('check: one YAML file of 20 workloads', service.repository.path, service.base, service.yaml),
			check('check: one Terraform file of a module of 60', infra, infrastructure.base, infrastructure.terraform),
			scan('scan: 500 Terraform files', infrastructure.modules),
			scan('scan: 600 manifests', infrastructure.manifests),
			scan('scan: one manifest', `${infra}/deploy/app.yaml`),
			check('check: one manifest', infra, infrastructure.base, infrastructure.yaml),
			cold,
			warm,
		]);
	} finally {
		for (const { repository: made } of services) made.delete();
		infrastructure.repository.delete();
		rmSync(cache, { recursive: true, force: true });
	}
}
