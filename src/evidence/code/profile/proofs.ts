import type { Codebase } from '../../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../../parse/typescript/packages.ts';
import { CONTEXT_SIGNS } from '../correlation/learn.ts';
import { type Landmark, landmarkFiles } from '../handling/landmarks.ts';
import { FLAG_FILES, HEALTH_SIGNS, SHUTDOWN_SIGNS, flagHelperLine } from './signs.ts';

/** A line that shows something of a package. */
export interface Proof {
	readonly path: string;
	readonly line: number;
}

const SIGNS: ReadonlyMap<string, RegExp> = new Map([...CONTEXT_SIGNS, ...SHUTDOWN_SIGNS, ...HEALTH_SIGNS]);
const ENDINGS = ['ts', 'js', 'mts', 'cts', 'mjs', 'cjs'];
const decoder = new TextDecoder('utf-8');

/** Finds the lines that show what a package does. */
export class Proofs {
	readonly #codebase: Codebase;
	readonly #manifest: PackageManifest;
	#files: readonly Landmark[] | undefined;

	constructor(codebase: Codebase, manifest: PackageManifest) {
		this.#codebase = codebase;
		this.#manifest = manifest;
	}

	/** The line of the manifest, or of the root's, that names a dependency. */
	dependency(name: string): Proof | undefined {
		const literal = JSON.stringify(name);
		for (const directory of new Set([this.#manifest.directory, ''])) {
			const path = directory === '' ? 'package.json' : `${directory}/package.json`;
			const line = lineOf(this.#text(path), new RegExp(`${escaped(literal)}\\s*:`));
			if (line !== undefined) return { path, line };
		}
		return undefined;
	}

	/** The same of the first dependency whose name begins so. */
	startingWith(start: string): Proof | undefined {
		const name = [...this.#manifest.dependencies.keys()].find((candidate) => candidate.startsWith(start));
		return name === undefined ? undefined : this.dependency(name);
	}

	/** The first line of the set-up code that a sign, or else the name itself, is found on. */
	code(name: string, sign: RegExp = SIGNS.get(name) ?? new RegExp(escaped(name), 'i')): Proof | undefined {
		this.#files ??= landmarkFiles(this.#codebase, this.#manifest);
		for (const { path, text } of this.#files) {
			const line = lineOf(text, sign);
			if (line !== undefined) return { path, line };
		}
		return undefined;
	}

	/** A module of the package, by its path without an ending; the line that a pattern is found on, else its first. */
	module(inside: string, sign: RegExp): Proof | undefined {
		const stem = this.#manifest.directory === '' ? inside : `${this.#manifest.directory}/${inside}`;
		const path = ENDINGS.map((ending) => `${stem}.${ending}`).find((candidate) => this.#codebase.tree.entry(candidate) !== undefined);
		return path === undefined ? undefined : { path, line: lineOf(this.#text(path), sign) ?? 1 };
	}

	flagHelper(name: string): Proof | undefined {
		const files = landmarkFiles(this.#codebase, this.#manifest, FLAG_FILES);
		const stem = name.slice(0, name.indexOf('#'));
		const file = files.find(({ path }) => path.includes(stem));
		return file === undefined ? undefined : { path: file.path, line: flagHelperLine(file.text) ?? 1 };
	}

	/** Where the package itself is declared: what nothing else shows. */
	manifest(): Proof {
		return { path: this.#manifest.directory === '' ? 'package.json' : `${this.#manifest.directory}/package.json`, line: 1 };
	}

	#text(path: string): string {
		const bytes = this.#codebase.tree.read(path);
		return bytes === undefined ? '' : decoder.decode(bytes);
	}
}

function lineOf(text: string, sign: RegExp): number | undefined {
	const match = sign.exec(text);
	return match === null ? undefined : text.slice(0, match.index).split('\n').length;
}

function escaped(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
