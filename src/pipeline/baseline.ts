import { lstatSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

import type { RepoPath } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { type Baseline, BASELINE_PATH, parseBaseline } from '../finding/baseline.ts';
import { baselineUse, type BaselineUse, keyAtBase } from '../finding/baseline-matching.ts';
import type { FindingKey } from '../finding/fingerprint.ts';
import type { LineMaps } from '../finding/line-map.ts';
import type { RuleMetadata } from '../policy/policy.ts';
import type { Problem } from '../verdict/decide.ts';
import type { Evidence } from './gather.ts';
import { type Material, entryAt } from './material.ts';

/** The baseline in force, and what is wrong with it. */
export interface ReadBaseline {
	/** Absent where the repository has none. */
	readonly baseline?: Baseline;
	readonly problems: readonly Problem[];
}

/** A line of some 150 bytes for each of 100,000 findings. */
export const MOST_BASELINE_BYTES = 16_777_216;

/**
 * The baseline of the base revision: one that the change brings along counts only once it is merged. A scan has only the tree as it
 * stands: the baseline of each root, or of the repository that the root lies in.
 */
export async function readBaseline(material: Material, roots: readonly string[] = []): Promise<ReadBaseline> {
	try {
		if (material.scanned && roots.length > 0) {
			const found = roots.flatMap((root, index) => baselineOfRoot(root, index) ?? []);
			return found.length === 0 ? { problems: [] } : { baseline: found.flat(), problems: [] };
		}
		const text = await textAtBase(material);
		return text === undefined ? { problems: [] } : { baseline: parseBaseline(text, BASELINE_PATH), problems: [] };
	} catch (error) {
		if (!(error instanceof ConfigurationError)) throw error;
		const path = error.path ?? BASELINE_PATH;
		return { problems: [{ kind: 'config', detail: `${path}:${error.line ?? 1}: ${error.message}`, path }] };
	}
}

async function textAtBase(material: Material): Promise<string | undefined> {
	const entry = await entryAt(material, material.scanned ? 'head' : 'base', BASELINE_PATH);
	if (entry === undefined) return undefined;
	const bytes = entry.kind === 'file' || entry.kind === 'executable' ? await material.raw(entry.id, MOST_BASELINE_BYTES) : undefined;
	if (bytes === undefined) throw unreadable(BASELINE_PATH);
	return new TextDecoder('utf-8').decode(bytes);
}

function unreadable(path: string): ConfigurationError {
	return new ConfigurationError(`the baseline cannot be read: it must be a file of at most ${MOST_BASELINE_BYTES} bytes`, { path });
}

/** What the baseline says of the files below a scanned root, by their paths in the scan. */
function baselineOfRoot(root: string, index: number): Baseline | undefined {
	const top = placeOfBaseline(resolve(root));
	if (top === undefined) return undefined;
	const file = join(top, BASELINE_PATH);
	const stat = lstatSync(file);
	if (!stat.isFile() || stat.size > MOST_BASELINE_BYTES) throw unreadable(file);
	const below = relative(top, resolve(root)).replaceAll('\\', '/');
	const isFile = statSync(root).isFile();
	const inScan = (path: string): string | undefined => {
		if (isFile) return path === below ? `${index}/${basename(below)}` : undefined;
		if (below === '') return `${index}/${path}`;
		return path.startsWith(`${below}/`) ? `${index}/${path.slice(below.length + 1)}` : undefined;
	};
	return parseBaseline(readFileSync(file, 'utf8'), file).flatMap((entry) => {
		const path = inScan(entry.path);
		return path === undefined ? [] : [{ ...entry, path: path as RepoPath }];
	});
}

function has(folder: string, name: string): boolean {
	return lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
}

/** The folder itself, or the repository that it lies in. */
function placeOfBaseline(root: string): string | undefined {
	if (statSync(root).isDirectory() && has(root, BASELINE_PATH)) return root;
	for (let folder = dirname(root); folder !== dirname(folder); folder = dirname(folder)) {
		if (has(folder, '.git')) return has(folder, BASELINE_PATH) ? folder : undefined;
	}
	return undefined;
}

interface Matched {
	readonly rule: FindingKey['rule'];
	readonly path: RepoPath;
	readonly subject: string;
}

/** How the baseline fares in this run: what of it is gone is said, so that it shrinks. */
export function useOfBaseline(baseline: Baseline, matched: readonly Matched[], rules: readonly RuleMetadata[], evidence: Evidence, material: Material, lineMaps: LineMaps): BaselineUse {
	const ran = new Set<string>(rules.map(({ id }) => id));
	const files = new Map(material.change.files.map((file) => [(file.before ?? file.after)?.path, file]));
	const wasRead = (path: RepoPath): boolean => {
		const file = files.get(path);
		if (file === undefined) return material.scanned;
		const head = file.after === undefined ? undefined : evidence.head.get(file.after.path);
		return file.after === undefined || (head !== undefined && head.kind !== 'unread' && head.notAnalysed.length === 0);
	};
	return baselineUse(baseline, matched.map((finding) => keyAtBase(finding, lineMaps)), (rule, path) => ran.has(rule) && wasRead(path));
}
