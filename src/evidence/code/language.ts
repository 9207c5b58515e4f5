import type { Side } from '../../change/change.ts';
import { checkDepth } from '../../parse/depth.ts';
import type { SourceTree } from '../../parse/source-tree.ts';
import type { SourceText } from '../../parse/text.ts';
import type { ts } from '../../parse/typescript/compiler.ts';
import { Codebase, type Module } from '../../parse/typescript/modules.ts';
import { SourceParser } from '../../parse/typescript/parser.ts';
import type { Language } from '../extraction/extractor.ts';
import type { ExtractJob, Session } from '../extraction/protocol.ts';
import type { PackageProfile } from '../facts/package-profile.ts';
import type { FileEvidence } from '../file-evidence.ts';
import { extractCode, silentEvidence } from './extract.ts';
import { nodeAt } from './places.ts';
import { correctProfiles } from './profile.ts';
import { packageProfiles } from './profile/entries.ts';
import { silentRole } from './role.ts';

/** Some 130 MB of trees. */
const MOST_CHARACTERS = 4_000_000;
/** Changes of more code files than this are not searched for who calls whom. */
const MAX_NEIGHBOURS = 60;

/** TypeScript and JavaScript, base and head side by side over one parser. */
export class CodeLanguage implements Language {
	readonly #codebases: Readonly<Record<Side, Codebase>>;
	readonly #parser = new SourceParser();
	readonly #askedFiles: Readonly<Record<Side, readonly string[]>>;

	constructor(trees: Readonly<Record<Side, SourceTree>>, { changed, renames, profile = [] }: Pick<Session, 'changed' | 'renames'> & Partial<Pick<Session, 'profile'>>) {
		this.#askedFiles = { base: changed.base.filter(isAsked), head: changed.head.filter(isAsked) };
		const base = new Codebase('base', trees.base, this.#parser);
		this.#codebases = { base, head: new Codebase('head', trees.head, this.#parser, { codebase: base, pathOf: (path) => renames[path] ?? path }) };
		for (const codebase of Object.values(this.#codebases)) correctProfiles(codebase, profile);
	}

	/** Is so much kept that whoever holds this should begin anew? What was parsed for one file serves the next, but a scan has no end of them. */
	get isFull(): boolean {
		return this.#parser.characters > MOST_CHARACTERS;
	}

	extract(job: ExtractJob, source: SourceText): FileEvidence {
		const silent = silentRole(job.path);
		if (silent !== undefined) return silentEvidence(job.path, silent);
		const deep = checkDepth(source, 'code');
		if (deep !== undefined) return { kind: 'unread', path: job.path, suppressions: [], notAnalysed: [deep] };
		const { module, errors } = this.#codebases[job.side].parse(job.path, job.blob, source.text);
		return extractCode(module, errors, () => this.#neighbours(job));
	}

	/** The other code files of the change. */
	#neighbours({ side, path }: ExtractJob): Module[] {
		const asked = this.#askedFiles[side];
		// A scan has thousands of them: one look at their number is all that each of its files may cost.
		if (asked.length > MAX_NEIGHBOURS + 1) return [];
		const others = asked.filter((other) => other !== path);
		if (others.length > MAX_NEIGHBOURS) return [];
		return others.map((other) => this.#codebases[side].module(other)).filter((module) => module !== undefined);
	}

	/** What the packages of base do, in and below a directory. */
	profiles(directory: string): PackageProfile[] {
		return packageProfiles(this.#codebases.base, directory);
	}

	/** The node of a fact that was extracted at head, for an editor. */
	find(path: string, handle: string): { readonly module: Module; readonly node: ts.Node } | undefined {
		const module = this.#codebases.head.module(path);
		const node = module === undefined ? undefined : nodeAt(module.sourceFile, handle);
		return module === undefined || node === undefined ? undefined : { module, node };
	}
}

function isAsked(path: string): boolean {
	return silentRole(path) === undefined;
}
