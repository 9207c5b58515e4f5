import { basename, join } from 'node:path';

import type { Change, ChangedFile, PullRequestFacts, RepoPath } from './change/change.ts';
import type { Environment } from './change/git.ts';
import { ConfigurationError } from './config/configuration-error.ts';
import { CONFIG_PATH } from './config/layers.ts';
import { paramsOf, pathFilter, selectRules, weightOf } from './config/selection.ts';
import { ExtractionClient } from './evidence/extraction/client.ts';
import type { PackageProfile } from './evidence/facts/package-profile.ts';
import type { FileEvidence, PositionEntry } from './evidence/file-evidence.ts';
import type { Baseline } from './finding/baseline.ts';
import type { DiffSide } from './finding/finding.ts';
import { placeFindings } from './finding/placement.ts';
import { isCodePath } from './parse/code-path.ts';
import { limit } from './parse/limits.ts';
import type { NotAnalysed } from './parse/parsed.ts';
import { assemble } from './pipeline/assembling.ts';
import { readBaseline } from './pipeline/baseline.ts';
import { openCheck } from './pipeline/check-material.ts';
import { wantsGeneric, workspacePlatforms } from './pipeline/addressed.ts';
import { type Evidence, gather } from './pipeline/gather.ts';
import { judge } from './pipeline/judging.ts';
import { NO_GUARDRAILS, readGuardrails } from './pipeline/guardrails.ts';
import { type Material, entryAt, rootOf } from './pipeline/material.ts';
import { objectsOf } from './pipeline/objects.ts';
import { mergedReport, scanGroups } from './pipeline/scan-roots.ts';
import { configurationBeside, type moduleBeside, openScan, shownPath } from './pipeline/scan-material.ts';
import { readSettings, type UncheckedSettings } from './pipeline/settings.ts';
import { sourceLines } from './pipeline/source-lines.ts';
import { placesAt } from './pipeline/places.ts';
import { findUnused } from './pipeline/suppressions.ts';
import { Stopwatch } from './pipeline/stopwatch.ts';
import { openTree } from './pipeline/tree-material.ts';
import { openTeamEngine, type TeamEngine } from './pipeline/team-engine.ts';
import type { Persona, RuleMetadata } from './policy/policy.ts';
import type { Report } from './report/report.ts';
import { couldBlock } from './verdict/could-block.ts';
import { type Problem, decide } from './verdict/decide.ts';
import { couldNeed } from './verdict/needs.ts';
import { asksForSomething, barOf } from './verdict/requirements.ts';
import { VERSION } from './version.ts';

interface RunOptions {
	/** Which rules run; the config's word comes before it only when it is absent. */
	readonly persona?: Persona;
	/** Only these rules. */
	readonly rules?: readonly string[];
	/** Folder of the built bundle: the isolated processes and the policies are in it. */
	readonly dist: string;
	/** The run's start: the only clock a policy sees. */
	readonly now: Date;
	/** The process's environment, for git and for the place of the cache. */
	readonly environment: Environment;
	/** Packs of other repositories may be fetched because the config names them. Default: yes, but for a scan: what it scans may be anybody's. */
	readonly mayFetch?: boolean;
}

export interface CheckOptions extends RunOptions {
	readonly repo: string;
	readonly base?: string;
	readonly head?: string;
	readonly staged?: boolean;
	readonly worktree?: boolean;
	/** Path of the config at the base revision, where it is not in its usual place. */
	readonly config?: string;
	/** List findings that base has too. */
	readonly all: boolean;
	readonly facts: PullRequestFacts;
}

export interface ScanOptions extends RunOptions {
	readonly paths: readonly string[];
}

export interface RunResult {
	readonly report: Report;
	/** The rules that ran. */
	readonly rules: readonly RuleMetadata[];
	/** A line of a file that a finding names, for excerpts. */
	readonly sources: (path: string, side: DiffSide, line: number) => string | undefined;
}

export interface TreeOptions extends RunOptions {
	readonly repo: string;
	readonly environment: Environment;
}

export interface TreeResult extends RunResult {
	/** Every file of the tree. */
	readonly paths: readonly RepoPath[];
	/** The baseline that the tree holds. */
	readonly baselineAtHead: Baseline | undefined;
}

/** Judges a change of a repository. */
export async function runCheck(options: CheckOptions): Promise<RunResult> {
	const watch = new Stopwatch();
	const material = await openCheck(options);
	watch.lap('changeMs');
	return run(material, { mayFetch: true, ...options }, watch, options.all, options.config);
}

/** Judges files as they stand: every finding is `existing`, and paths are as they were given. */
export async function runScan(options: ScanOptions): Promise<RunResult> {
	const results: RunResult[] = [];
	for (const paths of scanGroups(options.paths)) results.push(await scanTogether({ ...options, paths }));
	const [first, ...others] = results;
	if (first === undefined || others.length === 0) return first ?? scanTogether(options);
	return {
		report: mergedReport([first.report, ...others.map(({ report }) => report)]),
		rules: [...new Map(results.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule])).values()],
		sources: (path, side, line) => results.map(({ sources }) => sources(path, side, line)).find((text) => text !== undefined),
	};
}

async function scanTogether(options: ScanOptions): Promise<RunResult> {
	const watch = new Stopwatch();
	const material = openScan(options.paths, configurationBeside);
	watch.lap('changeMs');
	const { report, sources, rules } = await run(material, options, watch, true, undefined, options.paths);
	const shown = (path: string): ReturnType<typeof shownPath> => shownPath(path, options.paths);
	const original = new Map(report.findings.flatMap(({ location, related }) => [location, ...related]).map(({ path }) => [String(shown(path)), path]));
	return { report: withPaths(report, shown), rules, sources: (path, side, line) => sources(original.get(path) ?? path, side, line) };
}

/** Judges the tree of HEAD as it stands, by the config that it holds: what a baseline records. */
export async function runTree(options: TreeOptions): Promise<TreeResult> {
	const watch = new Stopwatch();
	const material = await openTree(options.repo, options.environment);
	watch.lap('changeMs');
	const result = await run(material, { mayFetch: true, ...options }, watch, true);
	return { ...result, paths: material.change.files.flatMap(({ after }) => after?.path ?? []) };
}

/** The facts of files as they stand: what a policy sees as `input`. A file stands alone, but for what `beside` lets it see of its folder. */
export async function runEvidence(paths: readonly string[], dist: string, beside?: typeof moduleBeside): Promise<readonly FileEvidence[]> {
	const material = openScan(paths, beside);
	const client = extraction(material, dist);
	try {
		const { head } = await gather(material, client, () => false);
		const asked = new Set(material.change.files.map(({ after }) => after?.path));
		return [...head.values()].filter(({ path }) => asked.has(path)).map((file) => withPath(file, shownPath(file.path, paths)));
	} finally {
		client.close();
		await material.close();
	}
}

export interface ProfileOptions {
	readonly repo: string;
	/** The revision to learn from. Default: HEAD. */
	readonly revision: string;
	/** A folder of the repository; empty for all packages. */
	readonly directory: string;
	readonly config?: string;
	readonly dist: string;
	readonly environment: Environment;
}

/** What the packages of a revision already do, with the line that shows each entry, put right by the config of that revision. */
export async function runProfile(options: ProfileOptions): Promise<readonly PackageProfile[]> {
	const material = await openCheck({ repo: options.repo, base: options.revision, head: options.revision, facts: {}, environment: options.environment });
	try {
		const settings = await readSettings(material, options.config);
		const [problem] = settings.check([], true).problems;
		if (problem !== undefined) throw new ConfigurationError(problem.detail);
		if (options.directory !== '' && (await entryAt(material, 'head', options.directory)) === undefined) {
			throw new ConfigurationError(`there is no \`${options.directory}\` at ${options.revision}`, { remedy: 'Name a folder as git has it, from the root of the repository.' });
		}
		const client = extraction(material, options.dist, settings.profile);
		try {
			const found = await client.profiles(options.directory);
			if (found === undefined) throw new Error('the packages could not be read');
			return found;
		} finally {
			client.close();
		}
	} finally {
		await material.close();
	}
}

/** Evidence under the path that a person gave. */
function withPath(file: FileEvidence, path: RepoPath): FileEvidence {
	const notAnalysed = file.notAnalysed.map((entry) => ({ ...entry, path }));
	if (file.kind === 'code') return { ...file, path, notAnalysed, code: { ...file.code, path } };
	if (file.kind === 'unread') return { ...file, path, notAnalysed };
	// A value's other file is always of the same module.
	const directory = path.slice(0, path.lastIndexOf('/') + 1);
	const placed = (entry: PositionEntry): PositionEntry => (entry[5] === undefined ? entry : [entry[0], entry[1], entry[2], entry[3], entry[4], directory + basename(entry[5])]);
	return { ...file, path, notAnalysed, documents: file.documents.map((document) => ({ ...document, positions: document.positions.map(placed) })) };
}

async function openRules(material: Material, options: RunOptions, configPath: string | undefined): Promise<{ readonly settings: UncheckedSettings; readonly team: TeamEngine }> {
	const settings = await readSettings(material, configPath);
	return { settings, team: await openTeamEngine(settings.policies, material, options) };
}

/** The whole flow: settings, evidence, judgement, findings, verdict, report. */
async function run(material: Material, options: RunOptions, watch: Stopwatch, all: boolean, configPath?: string, roots?: readonly string[]): Promise<RunResult & Pick<TreeResult, 'baselineAtHead'>> {
	const { settings, team } = await openRules(material, options, configPath).catch(async (error: unknown) => {
		// An open reader of objects would keep the process from ending.
		await material.close();
		throw error;
	});
	const { engine, files, problems: unusable } = team;
	let client: ExtractionClient | undefined;
	try {
		const { change } = material;
		const { config, problems } = settings.check(engine.rules, unusable.length > 0);
		const filter = pathFilter(config, files, material.prefix);
		const rules = selectRules(engine.rules, config, options.persona ?? config.persona ?? (material.scanned ? 'strict' : 'essential'), { scanned: material.scanned, ...(options.rules !== undefined && { only: options.rules }) });
		const recorded = await readBaseline(material, roots);
		const broken = [...problems, ...unusable, ...recorded.problems];
		watch.lap('settingsMs');

		const guardrails = material.scanned ? NO_GUARDRAILS : await readGuardrails({ material, configPath: configPath ?? CONFIG_PATH, config, problems: broken, filter, rules: engine.rules, packs: team.packs, baseline: recorded.baseline, dist: options.dist, environment: options.environment, ...(options.persona !== undefined && { persona: options.persona }) });
		watch.lap('guardrailsMs');

		// Its deadline begins here: however long guardrails of head take to read, the rest has all of its time.
		client = extraction(material, options.dist, settings.profile);

		const evidence = await gather(material, client, (path) => filter.isIgnored(path), {
			workspaces: workspacePlatforms(rules),
			isGeneric: (path) => wantsGeneric(rules, path, filter),
			rendering: { environment: options.environment, values: config.helmValues },
		});
		watch.lap('evidenceMs');

		const data = { change: changeData(change), provenance: change.provenance, context: {}, params: paramsOf(rules, config) };
		const asked = material.scanned ? rules.filter(({ scope }) => scope !== 'change') : rules;
		const judgements = await judge(engine, asked, data, evidence, change, filter, guardrails.changes);
		watch.lap('policyMs');

		const places = placesAt(filter, change);
		const outcome = await assemble(judgements, evidence, config, client, material, recorded.baseline && { baseline: recorded.baseline, rules }, places);
		const listed = all ? outcome.findings : outcome.findings.filter(({ state, uncovered }) => state !== 'existing' || uncovered === true);
		const bar = barOf({ findings: listed, files: material.scanned ? [] : change.files, provenance: change.provenance, config });
		const { findings, comments } = placeFindings(listed, { limit: config.comments.inline, blocks: asksForSomething(bar) });
		const notAnalysed = [...evidence.notAnalysed, ...judgements.failures].sort(byPath);
		const matters = (entry: NotAnalysed): boolean => entry.reason === 'policy' || couldBlock(entry.path, rules.map((rule) => ({ rule, ...weightOf(rule, config, {}, places(entry.path)) })), (weighted, path) => couldNeed({ ...weighted, rule: weighted.rule.id, category: weighted.rule.category, path }, config, change.provenance), (rule, path) => filter.covers(rule, path));
		const verdict = decide({ findings, notAnalysed, matters, problems: unique(broken), block: config.block, bar });
		const unused = findUnused({ material, judgements, evidence, config, filter, asked, ...(unusable.length === 0 && { known: engine.rules.map(({ id }) => String(id)) }) });
		const sources = await sourceLines(findings, material);
		watch.lap('findingMs');

		const report: Report = {
			schema: 'groundwire.report/1',
			tool: { version: VERSION },
			startedAt: options.now.toISOString(),
			change: { base: change.base.commit ?? null, head: change.head.commit ?? null, provenance: change.provenance },
			verdict,
			findings,
			fixed: material.scanned ? [] : outcome.fixed,
			notAnalysed,
			coverage: coverage(change, evidence),
			...(outcome.baseline !== undefined && { baseline: outcome.baseline }),
			...(!material.scanned && { comments, people: { rules: config.people, required: bar.required } }),
			...(unused.length > 0 && { unusedSuppressions: unused }),
			...(guardrails.changes.length > 0 && { guardrails: guardrails.withFindings(outcome.findings) }),
			timings: watch.timings(),
		};
		return { report, sources, rules, baselineAtHead: recorded.baseline };
	} finally {
		client?.close();
		await Promise.all([engine.close(), material.close()]);
	}
}

function extraction(material: Material, dist: string, profile: UncheckedSettings['profile'] = []): ExtractionClient {
	const { files } = material.change;
	return new ExtractionClient({
		entry: join(dist, 'child', 'extract.js'),
		readable: [dist],
		session: { trees: { base: rootOf(material, 'base'), head: rootOf(material, 'head') }, changed: { base: codePaths(files, 'before'), head: codePaths(files, 'after') }, renames: renamesOf(files), profile, tools: { hcl: join(dist, 'hcl.wasm.br') } },
		object: objectsOf(material),
		deadline: Date.now() + limit('changeMs'),
	});
}

function codePaths(files: readonly ChangedFile[], version: 'before' | 'after'): string[] {
	return files.flatMap((file) => file[version]?.path ?? []).filter((path) => isCodePath(path));
}

function renamesOf(files: readonly ChangedFile[]): Record<string, string> {
	return Object.fromEntries(files.flatMap(({ before, after }) => (before !== undefined && after !== undefined && before.path !== after.path ? [[after.path, before.path]] : [])));
}

function changeData(change: Change): unknown {
	return { base: change.base.commit ?? null, head: change.head.commit ?? null, files: change.files.map(({ status, before, after }) => ({ path: (after ?? before)?.path, status })) };
}

function coverage(change: Change, evidence: Evidence): Report['coverage'] {
	// A Terraform module is read whole; what is counted is the change.
	const changed = new Set(change.files.map(({ after }) => after?.path));
	const read = [...evidence.head.values()].filter(({ kind, path }) => kind !== 'unread' && changed.has(path));
	const packages = new Set(read.map((file) => (file.kind === 'code' ? `code ${file.code.profile.packageName}` : file.path.slice(0, Math.max(0, file.path.lastIndexOf('/'))))));
	return { files: change.files.length, analysed: read.length, workspaces: packages.size };
}

function withPaths(report: Report, shown: (path: string) => ReturnType<typeof shownPath>): Report {
	return {
		...report,
		findings: report.findings.map((finding) => ({
			...finding,
			location: { ...finding.location, path: shown(finding.location.path) },
			related: finding.related.map((place) => ({ ...place, path: shown(place.path) })),
			edits: finding.edits.map((edit) => ({ ...edit, path: shown(edit.path) })),
		})),
		notAnalysed: report.notAnalysed.map((entry) => ({ ...entry, path: shown(entry.path) })),
		...(report.unusedSuppressions !== undefined && { unusedSuppressions: report.unusedSuppressions.map((entry) => ({ ...entry, path: shown(entry.path) })) }),
		// A config or a policy is named as its reader knows it.
		verdict: { ...report.verdict, reasons: report.verdict.reasons.map((reason) => (reason.path === undefined || reason.kind === 'config' || reason.kind === 'policy' ? reason : { ...reason, path: shown(reason.path) })) },
	};
}

function unique(problems: readonly Problem[]): Problem[] {
	return [...new Map(problems.map((problem) => [problem.detail, problem])).values()];
}

function byPath(a: NotAnalysed, b: NotAnalysed): number {
	return a.path < b.path ? -1 : Number(a.path > b.path);
}
