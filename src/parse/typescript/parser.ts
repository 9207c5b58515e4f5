import { type FileSystemHost, InMemoryFileSystemHost, Project, type ts } from 'ts-morph';

import type { ObjectId } from '../../change/change.ts';
import { blankComments } from './comments.ts';

/** A place where the parser could not go on. Offsets are UTF-16 units. */
export interface SyntaxError {
	readonly start: number;
	readonly length: number;
	readonly message: string;
}

export interface ParsedSource {
	readonly sourceFile: ts.SourceFile;
	readonly errors: readonly SyntaxError[];
}

/**
 * Parses sources through one ts-morph project, keyed by blob, so that a file which both sides share is parsed once.
 * No program and no type checker is made: types of node_modules are never needed.
 */
export class SourceParser {
	readonly #texts = new Map<string, string>();
	readonly #parsed = new Map<string, ParsedSource>();
	readonly #project: Project;
	#characters = 0;

	constructor() {
		this.#project = new Project({
			fileSystem: blobFileSystem(this.#texts),
			skipAddingFilesFromTsConfig: true,
			skipFileDependencyResolution: true,
			skipLoadingLibFiles: true,
			compilerOptions: { allowJs: true, noLib: true, noResolve: true },
		});
	}

	/** Length of all sources that are kept: a tree takes some thirty bytes for each of their characters. */
	get characters(): number {
		return this.#characters;
	}

	/** What was parsed of a blob under this name. */
	known(blob: ObjectId, path: string): ParsedSource | undefined {
		return this.#parsed.get(nameOf(blob, path));
	}

	/** Parses `text`, which is the content of `blob`. May throw a RangeError on hostile nesting: the caller contains it. */
	parse(blob: ObjectId, path: string, text: string): ParsedSource {
		const name = nameOf(blob, path);
		const known = this.#parsed.get(name);
		if (known !== undefined) return known;
		this.#texts.set(name, text);
		const sourceFile = this.#project.addSourceFileAtPath(name).compilerNode;
		const parsed = { sourceFile, errors: syntaxErrors(sourceFile) };
		blankComments(sourceFile);
		this.#texts.delete(name);
		this.#parsed.set(name, parsed);
		this.#characters += text.length;
		return parsed;
	}
}

/** All in one folder: ts-morph goes through all folders for each that is new. */
function nameOf(blob: ObjectId, path: string): string {
	return `/${blob}.${path.slice(path.lastIndexOf('/') + 1)}`;
}

/** The compiler keeps a file's syntax errors on the node; asking a program for them would cost a whole program. */
function syntaxErrors(sourceFile: ts.SourceFile): SyntaxError[] {
	const { parseDiagnostics = [] } = sourceFile as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
	return parseDiagnostics.map(({ start, length, messageText }) => ({
		start,
		length,
		message: typeof messageText === 'string' ? messageText : messageText.messageText,
	}));
}

/** ts-morph asks its file system for what we were handed; everything else does not exist. */
function blobFileSystem(texts: ReadonlyMap<string, string>): FileSystemHost {
	const empty = new InMemoryFileSystemHost();
	return Object.assign(empty, {
		readFileSync: (path: string) => texts.get(path) ?? '',
		fileExistsSync: (path: string) => texts.has(path),
		directoryExistsSync: () => true,
	});
}
