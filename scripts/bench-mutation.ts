/**
 * `npm run bench:mutation -- [--repos DIR] [--rule NAME] [--sites N] [--seed N] [--misses]`: takes call sites that are right, removes
 * the guardrail mechanically, and counts how often the built `check` says so. `--repos`: a folder of bare git clones; without it the
 * good fixtures of the rules are the code. It prints a table; it never fails the build.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { readMutators } from '../test/mutation/mutators.ts';
import { ownService } from '../test/mutation/own-service.ts';
import { mutate, type Outcome, seeded, type Site, sitesOf } from '../test/mutation/run.ts';
import { clonesOf, type Service } from '../test/mutation/sources.ts';

const { values } = parseArgs({
	options: { repos: { type: 'string' }, rule: { type: 'string', multiple: true }, sites: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, misses: { type: 'boolean', default: false } },
});
const cli = process.env['GROUNDWIRE_CLI'] ?? join(fileURLToPath(new URL('..', import.meta.url)), 'dist/cli/index.js');
const most = Number(values.sites);
const mutators = (await readMutators()).filter(({ rule }) => values.rule === undefined || values.rule.includes(rule));

/** No service gives more than one part in this many of a rule's sites. */
const SHARE = 4;

/** A site and the service that has it. */
interface Candidate {
	readonly service: string;
	readonly site: Site;
}

/** A few of each service in turn, so that no large one is the whole sample. */
function chosen(candidates: readonly Candidate[]): Candidate[] {
	const queues = [...Map.groupBy(candidates, ({ service }) => service).values()].map((list) => [...list]);
	const picked: Candidate[] = [];
	while (picked.length < most && queues.some((queue) => queue.length > 0)) {
		for (const queue of queues) {
			const next = queue.shift();
			if (next !== undefined && picked.length < most) picked.push(next);
		}
	}
	return picked;
}

function services(): Iterable<Service> {
	return values.repos === undefined ? [ownService()] : clonesOf(values.repos);
}

const random = seeded(Number(values.seed));
const candidates: Candidate[] = [];
const open: Service[] = [];
for (const service of services()) {
	open.push(service);
	for (const site of [...sitesOf(service, mutators, random, values.repos === undefined ? most : Math.ceil(most / SHARE)).values()].flat()) candidates.push({ service: service.name, site });
	console.error(`${service.name}: ${candidates.filter((candidate) => candidate.service === service.name).length} sites`);
	service.forget();
}
const picked = [...Map.groupBy(candidates, ({ site }) => site.rule).values()].flatMap(chosen);
const outcomes: Outcome[] = [];
for (const service of open) {
	const own = picked.filter((candidate) => candidate.service === service.name).map(({ site }) => site);
	if (own.length > 0) outcomes.push(...(await mutate(cli, service, own)));
	console.error(`${service.name}: ${outcomes.filter((outcome) => outcome.service === service.name && outcome.found).length} of ${own.length} found`);
	service.repository.delete();
}
console.log('rule                        sites  found  percent');
const percent = (list: readonly Outcome[]): string => (list.length === 0 ? '-' : ((100 * list.filter(({ found }) => found).length) / list.length).toFixed(0));
const line = (name: string, list: readonly Outcome[]): string => `${name.padEnd(26)} ${String(list.length).padStart(6)} ${String(list.filter(({ found }) => found).length).padStart(6)} ${percent(list).padStart(8)}`;
for (const { rule } of mutators) console.log(line(rule, outcomes.filter(({ site }) => site.rule === rule)));
console.log(line('all', outcomes));
if (values.misses) {
	for (const { site, service, unread } of outcomes.filter(({ found }) => !found)) console.log(`missed ${site.rule}: ${service} ${site.path}:${site.lines.LEFT[0]}${unread === undefined ? '' : ` (not read: ${unread})`}`);
}
