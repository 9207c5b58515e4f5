import type { RepoPath } from '../../../change/change.ts';
import { limit } from '../../../parse/limits.ts';
import type { NotAnalysed } from '../../../parse/parsed.ts';
import { asRepoPath, type SourceTree } from '../../../parse/source-tree.ts';
import { decodeText } from '../../../parse/text.ts';
import { parseYaml } from '../../../parse/yaml/parse.ts';
import { isObject } from '../helm/chart.ts';
import { type Kustomization, kustomizationAt, type Reference } from './kustomization.ts';

/** A kustomization with all that it is made of. */
export interface KustomizationGraph {
	/** The one that is built first, then what it names, each once. */
	readonly members: readonly Kustomization[];
	/** Files of objects, by path. */
	readonly objects: ReadonlySet<string>;
	readonly patches: ReadonlySet<string>;
	readonly settings: ReadonlySet<string>;
	/** By the kustomization's path: what has to be left out of it. */
	readonly dropped: ReadonlyMap<string, readonly string[]>;
	readonly notAnalysed: readonly NotAnalysed[];
}

/** Every kustomization is read once, however many others use it. */
export class Kustomizations {
	readonly #tree: SourceTree;
	readonly #known = new Map<string, Kustomization | undefined>();

	constructor(tree: SourceTree) {
		this.#tree = tree;
	}

	at(directory: string): Kustomization | undefined {
		if (!this.#known.has(directory)) this.#known.set(directory, kustomizationAt(this.#tree, directory));
		return this.#known.get(directory);
	}

	/** What a kustomization is made of, down to its last base. */
	graph(directory: string): KustomizationGraph {
		return new Walk(this.#tree, this).from(directory);
	}
}

/** What runs or fetches programs and charts. */
const REFUSED_KEYS: Readonly<Record<string, string>> = {
	helmCharts: 'charts are not inflated here',
	helmChartInflationGenerator: 'charts are not inflated here',
	helmGlobals: '',
};

class Walk {
	readonly #tree: SourceTree;
	readonly #all: Kustomizations;
	readonly #members = new Map<string, Kustomization>();
	readonly #files = { object: new Set<string>(), patch: new Set<string>(), settings: new Set<string>(), plugin: new Set<string>() };
	readonly #dropped = new Map<string, string[]>();
	readonly #gaps: NotAnalysed[] = [];

	constructor(tree: SourceTree, all: Kustomizations) {
		this.#tree = tree;
		this.#all = all;
	}

	from(directory: string): KustomizationGraph {
		this.#enter(directory, []);
		const { object, patch, settings, plugin } = this.#files;
		return { members: [...this.#members.values()], objects: object, patches: patch, settings: settings.union(plugin), dropped: this.#dropped, notAnalysed: this.#gaps };
	}

	#enter(directory: string, above: readonly string[]): void {
		const kustomization = this.#members.has(directory) ? undefined : this.#all.at(directory);
		if (kustomization === undefined) return;
		this.#members.set(directory, kustomization);
		for (const [key, why] of Object.entries(REFUSED_KEYS)) {
			if (kustomization.value[key] === undefined) continue;
			this.#drop(kustomization, `/${key}`);
			if (why !== '') this.#gap(kustomization, kustomization.document.positions.get(`/${key}`)?.startLine ?? 1, 'missing-tool', `\`${key}\`: ${why}, the rest was rendered`);
		}
		for (const reference of kustomization.references) this.#follow(kustomization, reference, [...above, directory]);
	}

	#follow(from: Kustomization, reference: Reference, above: readonly string[]): void {
		const { pointer, line, use, path, refused } = reference;
		const leaveOut = (reason: NotAnalysed['reason'], detail: string): void => {
			this.#drop(from, pointer);
			this.#gap(from, line, reason, detail);
		};
		if (refused === 'remote') return leaveOut('missing-object', 'what stands in another place is not fetched, the rest was rendered');
		if (refused === 'outside' || path === undefined) return leaveOut('missing-object', 'a path that leads out of the repository is not followed, the rest was rendered');
		const entry = path === '' ? { kind: 'directory' as const } : this.#tree.entry(path);
		if (entry === undefined) return leaveOut('missing-object', 'there is no such file or folder, the rest was rendered');
		if (entry.kind === 'directory') {
			if (above.includes(path)) return leaveOut('syntax', 'a kustomization that is a part of itself');
			if (this.#all.at(path) === undefined) return leaveOut('missing-object', 'there is no kustomization in this folder, the rest was rendered');
			return this.#enter(path, above);
		}
		if (entry.kind !== 'file' && entry.kind !== 'executable') return leaveOut('symlink', 'symbolic links are never followed, the rest was rendered');
		if (use === 'plugin' && !this.#isBuiltIn(path)) return leaveOut('missing-tool', 'programs of others (plugins and functions) are not run, the rest was rendered');
		if (this.#size() < limit('renderFiles')) this.#files[use].add(path);
	}

	/** A transformer of kustomize's own, that names no program. */
	#isBuiltIn(path: string): boolean {
		const decoded = decodeText(asRepoPath(path), this.#tree.read(path) ?? new Uint8Array());
		if (!decoded.ok || /config\.kubernetes\.io\/function|HelmChartInflationGenerator/.test(decoded.value.text)) return false;
		const { documents } = parseYaml(decoded.value, 'kubernetes');
		return documents.length > 0 && documents.every(({ value }) => isObject(value) && value['apiVersion'] === 'builtin');
	}

	#size(): number {
		return Object.values(this.#files).reduce((sum, { size }) => sum + size, 0);
	}

	#drop({ path }: Kustomization, pointer: string): void {
		this.#dropped.set(path, [...(this.#dropped.get(path) ?? []), pointer]);
	}

	#gap({ path }: Kustomization, line: number, reason: NotAnalysed['reason'], detail: string): void {
		this.#gaps.push({ path: path as RepoPath, reason, detail: `${line}:1 ${detail}`, partial: true });
	}
}
