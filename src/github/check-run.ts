import { createHash } from 'node:crypto';
import type { CommitSha } from '../change/change.ts';
import type { Report } from '../report/report.ts';
import { summary, verdictInWords } from '../report/summary.ts';
import type { Conclusion } from '../verdict/verdict.ts';
import { annotations, type Annotation } from './annotations.ts';
import { isReadOnly, isUncertain, type Client } from './client.ts';
import { DEFAULT_INSTANCE } from './markers.ts';
import { describe, type Published } from './publish.ts';

export interface CheckRun {
	readonly report: Report;
	readonly head: CommitSha;
	readonly owner: string;
	readonly repo: string;
	readonly instance: string;
}

/** Neutral and skipped count as passing on a required check, so neither is ever used. */
const CONCLUSIONS = { pass: 'success', block: 'failure', undecided: 'action_required' } as const satisfies Readonly<Record<Conclusion, string>>;

/** A summary may have 65,535 characters. */
const MOST_BYTES = 65_000;
/** Annotations that GitHub takes with one request; those of a later request are added. */
const AT_ONCE = 50;
const ROUNDS = 3;

/** The name under which the verdict stands on a commit: what a ruleset requires. */
export function checkName(instance: string): string {
	return instance === DEFAULT_INSTANCE ? 'groundwire' : `groundwire (${instance})`;
}

/**
 * The report as a check run on head, with every open finding as an annotation. Safe to repeat and to be killed at any point.
 *
 * GitHub adds annotations and never takes one away. So the annotations that a run shall have are named by a digest in its
 * summary: a run with the same ones is brought up to date in place, one that was left half-way is continued from as many as it
 * has, and for others a new run is made. The newest of a name counts; older ones of ours are given the same conclusion, so
 * that no reading of "the check" finds another. The conclusion comes with the last annotations and never before.
 */
export async function publishCheckRun(client: Client, check: CheckRun): Promise<Published> {
	const tally = { writes: 0 };
	const strangers = new Set<number>();
	for (let round = 1; ; round++) {
		try {
			await bringUpToDate(client, check, tally, strangers);
			return { outcome: 'published', resolved: 0, ...tally };
		} catch (error) {
			if (error instanceof OfAnotherApp) {
				strangers.add(error.id);
				continue;
			}
			// Nobody knows whether the request was carried out: what stands is read again.
			if (isUncertain(error) && round < ROUNDS) continue;
			return { outcome: isReadOnly(error) && tally.writes === 0 ? 'read-only' : 'failed', resolved: 0, ...tally, detail: describe(error) };
		}
	}
}

interface Tally {
	writes: number;
}

/** A check run as it should stand. */
interface Wanted {
	readonly conclusion: (typeof CONCLUSIONS)[Conclusion];
	readonly output: { readonly title: string; readonly summary: string };
	readonly annotations: readonly Annotation[];
	/** Last line of the summary: digests of the annotations and of the words. */
	readonly marker: string;
	readonly annotationsMarker: string;
}

function wanted(report: Report): Wanted {
	const all = annotations(report);
	const conclusion = CONCLUSIONS[report.verdict.conclusion];
	const words = { title: verdictInWords(report), summary: summary(report, { commented: new Set(), maxBytes: MOST_BYTES }) };
	const annotationsMarker = `<!-- groundwire:check:${digest(all)}:`;
	const marker = `${annotationsMarker}${digest([conclusion, words])} -->`;
	return { conclusion, output: { title: words.title, summary: `${words.summary}\n\n${marker}` }, annotations: all, marker, annotationsMarker };
}

function digest(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

/** A check run of ours as it stands. */
interface Standing {
	readonly id: number;
	readonly completed: boolean;
	readonly conclusion: string | null;
	readonly annotationsMarker: string;
	readonly marker: string;
	readonly annotations: number;
}

/** Another app made the run under our name, and it alone may change it: it is none of ours, and ours stands beside it. */
class OfAnotherApp extends Error {
	readonly id: number;

	constructor(id: number, cause: unknown) {
		super(`the check run ${id} is of another app`, { cause });
		this.id = id;
	}

	/** Waits for a change of a run that stood there. A token that may change none is refused a new one, too. */
	static async whereRefused(id: number, change: Promise<void>): Promise<void> {
		try {
			await change;
		} catch (error) {
			throw isReadOnly(error) ? new OfAnotherApp(id, error) : error;
		}
	}
}

async function bringUpToDate(client: Client, check: CheckRun, tally: Tally, strangers: ReadonlySet<number>): Promise<void> {
	const want = wanted(check.report);
	const [newest, ...others] = (await ownRuns(client, check)).filter(({ id }) => !strangers.has(id));
	const fits = newest !== undefined && newest.annotationsMarker === want.annotationsMarker && (newest.completed ? newest.annotations === want.annotations.length : newest.annotations <= want.annotations.length);
	if (newest === undefined || !fits) await createRun(client, check, want, tally);
	else if (!newest.completed) await OfAnotherApp.whereRefused(newest.id, append(client, check, newest.id, want, newest.annotations, tally));
	else if (newest.marker !== want.marker || newest.conclusion !== want.conclusion) await OfAnotherApp.whereRefused(newest.id, append(client, check, newest.id, want, want.annotations.length, tally));
	const older = newest === undefined || fits ? others : [newest, ...others];
	for (const run of older) if (!run.completed || run.conclusion !== want.conclusion) await OfAnotherApp.whereRefused(run.id, supersede(client, check, run.id, want, tally));
}

/** The newest first. */
async function ownRuns(client: Client, { owner, repo, head, instance }: CheckRun): Promise<readonly Standing[]> {
	const at = { owner, repo, ref: head, check_name: checkName(instance), filter: 'all', per_page: 100 } as const;
	const runs: Awaited<ReturnType<typeof client.rest.checks.listForRef>>['data']['check_runs'] = [];
	for (let page = 1; page === 1 || runs.length === (page - 1) * at.per_page; page++) {
		runs.push(...(await client.rest.checks.listForRef({ ...at, page })).data.check_runs);
	}
	return runs
		.filter((run) => run.external_id === externalId(instance))
		.sort((a, b) => b.id - a.id)
		.map(({ id, status, conclusion, output }) => {
			const marker = /<!-- groundwire:check:[0-9a-f]{16}:[0-9a-f]{16} -->\s*$/u.exec(output.summary ?? '')?.[0].trimEnd() ?? '';
			const annotationsMarker = marker.slice(0, marker.lastIndexOf(':') + 1);
			return { id, completed: status === 'completed', conclusion, marker, annotationsMarker, annotations: output.annotations_count };
		});
}

/** Names the instance on every run of its own, whatever the run is called. */
function externalId(instance: string): string {
	return `groundwire:${instance}`;
}

async function createRun(client: Client, check: CheckRun, want: Wanted, tally: Tally): Promise<void> {
	const { owner, repo, head, instance } = check;
	const whole = want.annotations.length <= AT_ONCE;
	const state = whole ? ({ status: 'completed', conclusion: want.conclusion } as const) : ({ status: 'in_progress' } as const);
	const output = { ...want.output, annotations: want.annotations.slice(0, AT_ONCE) };
	const { data } = await client.rest.checks.create({ owner, repo, head_sha: head, name: checkName(instance), external_id: externalId(instance), ...state, output });
	tally.writes++;
	if (!whole) await append(client, check, data.id, want, AT_ONCE, tally);
}

/** Adds the annotations from the given one on, and concludes with the last of them. */
async function append(client: Client, check: CheckRun, id: number, want: Wanted, from: number, tally: Tally): Promise<void> {
	const next = want.annotations.slice(from, from + AT_ONCE);
	const last = from + next.length >= want.annotations.length;
	const state = last ? ({ status: 'completed', conclusion: want.conclusion } as const) : ({ status: 'in_progress' } as const);
	// Repeated without looking, the request would add its annotations twice.
	const request = { retries: 0 };
	await client.rest.checks.update({ owner: check.owner, repo: check.repo, check_run_id: id, ...state, output: { ...want.output, annotations: next }, request });
	tally.writes++;
	if (!last) await append(client, check, id, want, from + next.length, tally);
}

async function supersede(client: Client, { owner, repo }: CheckRun, id: number, { conclusion }: Wanted, tally: Tally): Promise<void> {
	const output = { title: 'superseded', summary: 'A newer check run of the same name on this commit says what holds.' };
	await client.rest.checks.update({ owner, repo, check_run_id: id, status: 'completed', conclusion, output });
	tally.writes++;
}
