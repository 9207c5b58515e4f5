import { execFile } from 'node:child_process';

import { ts } from '../../src/parse/typescript/compiler.ts';
import { edited, type Mutation, type Mutator } from './mutator.ts';
import type { Service } from './sources.ts';

/** One place where a guardrail can be taken away. */
export interface Site {
	readonly rule: string;
	readonly path: string;
	readonly mutation: Mutation;
	/** Lines at base and at head between which a finding speaks of it. */
	readonly lines: Readonly<Record<'LEFT' | 'RIGHT', readonly [number, number]>>;
}

export interface Outcome {
	readonly site: Site;
	readonly service: string;
	readonly found: boolean;
	/** Why the file was not read, if it was not: a miss for all that, but another one. */
	readonly unread?: string;
}

/** Changed files in one change: few enough for the neighbours of each to be looked at. */
const BATCH = 15;
/** A finding this far away still speaks of the site. */
const NEAR = 3;
/** Files larger than this hold no more kinds of sites, and take long. */
const MOST_CHARACTERS = 150_000;

/** A generator of numbers from 0 to 1 that gives the same ones for a seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Sites of one service by rule, in a seeded order, at most `most` each, and one a file. Files that no server runs have none. */
export function sitesOf(service: Service, mutators: readonly Mutator[], random: () => number, most: number): Map<string, Site[]> {
	const byRule = new Map<string, Site[]>();
	const paths = shuffled(service.files.filter((path) => !/\.d\.ts$|(?:^|\/)(?:node_modules|dist|__tests__|tests?|e2e)\/|[.-](?:test|spec|stories)\./.test(path)), random);
	const served = new Map<string, boolean>();
	for (const path of paths) {
		const wanting = mutators.filter(({ rule }) => (byRule.get(rule)?.length ?? 0) < most);
		if (wanting.length === 0) break;
		const text = service.text(path);
		const hinted = text.length > MOST_CHARACTERS ? [] : wanting.filter(({ hint }) => hint.test(text));
		if (hinted.length === 0) continue;
		const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
		for (const { rule, sites } of hinted) {
			const [mutation] = shuffled(sites(source), random);
			if (mutation === undefined) continue;
			if (!served.has(path)) served.set(path, service.isServed(path));
			if (served.get(path) === true) byRule.set(rule, [...(byRule.get(rule) ?? []), siteOf(rule, path, text, mutation)]);
		}
	}
	return byRule;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
	return items.map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key).map(({ item }) => item);
}

function siteOf(rule: string, path: string, text: string, mutation: Mutation): Site {
	const before = lineAt(text, mutation.at);
	const starts = mutation.edits.map(({ start }) => start);
	const spans = [before, ...mutation.edits.flatMap(({ start, end }) => [lineAt(text, start), lineAt(text, Math.max(start, end - 1))])];
	// Where the site stands once the edits before it are made.
	const prior = mutation.edits.filter(({ end }) => end <= mutation.at);
	const at = mutation.at + prior.reduce((moved, { start, end, text: next }) => moved + next.length - (end - start), 0);
	const after = edited(text, mutation.edits);
	const heads = [lineAt(after, at), lineAt(after, Math.min(...starts))];
	return { rule, path, mutation, lines: { LEFT: [Math.min(...spans), Math.max(...spans)], RIGHT: [Math.min(...heads), Math.max(...heads)] } };
}

function lineAt(text: string, offset: number): number {
	return text.slice(0, offset).split('\n').length;
}

/** Takes the guardrails of all sites away, several in one change, and asks the built command what it says. */
export async function mutate(cli: string, service: Service, sites: readonly Site[]): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const batch of batches(sites)) {
		const { repository, base } = service;
		repository.git('checkout', '--quiet', '--detach', base);
		for (const { path, mutation } of batch) repository.write(path, edited(service.text(path), mutation.edits));
		const head = repository.commit('mutations');
		const { findings, notAnalysed } = await check(cli, repository.path, base, head);
		for (const site of batch) {
			const unread = notAnalysed.find(({ path, partial }) => path === site.path && partial !== true)?.reason;
			outcomes.push({ site, service: service.name, found: findings.some((finding) => speaksOf(finding, site)), ...(unread !== undefined && { unread }) });
		}
	}
	return outcomes;
}

/** Sites of different files together. */
function batches(sites: readonly Site[]): Site[][] {
	const made: Site[][] = [];
	for (const site of sites) {
		const batch = made.find((other) => other.length < BATCH && other.every(({ path }) => path !== site.path));
		if (batch === undefined) made.push([site]);
		else batch.push(site);
	}
	return made;
}

interface Place {
	readonly path: string;
	readonly side: 'LEFT' | 'RIGHT';
	readonly startLine: number;
	readonly endLine: number;
}

interface Finding {
	readonly category: string;
	readonly state: string;
	readonly location: Place;
	readonly related: readonly Place[];
}

function speaksOf({ category, location, related }: Finding, { rule, path, mutation, lines }: Site): boolean {
	if (category !== `code/${rule}`) return false;
	return [location, ...related].some((place) => {
		const [first, last] = lines[place.side];
		return place.path === path && (mutation.anywhere === true || (place.startLine <= last + NEAR && place.endLine >= first - NEAR));
	});
}

interface Said {
	readonly findings: readonly Finding[];
	readonly notAnalysed: readonly { readonly path: string; readonly reason: string; readonly partial?: boolean }[];
}

async function check(cli: string, repo: string, base: string, head: string): Promise<Said> {
	const args = [cli, 'check', '--repo', repo, '--base', base, '--head', head, '--format', 'json', '--fail-on', 'never'];
	const stdout = await output(args);
	const { findings, notAnalysed } = JSON.parse(stdout) as Said;
	return { findings: findings.filter(({ state }) => state === 'introduced' || state === 'removed' || state === 'pending'), notAnalysed };
}

/** A file that could not be read makes the verdict undecided and the exit code 2: the report is there all the same. */
async function output(args: readonly string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile(process.execPath, [...args], { maxBuffer: 1e9 }, (error, stdout) => (stdout === '' ? reject(error ?? new Error('no report')) : resolve(stdout)));
	});
}
