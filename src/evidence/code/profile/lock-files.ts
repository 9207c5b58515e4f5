import type { Codebase } from '../../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../../parse/typescript/packages.ts';
import { majorsOf } from './packages.ts';

const LOCKS = ['pnpm-lock.yaml', 'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'bun.lock'];
const texts = new WeakMap<Codebase, Map<string, string>>();
const decoder = new TextDecoder('utf-8');

/** Majors of the dependencies whose version range states none (`*`, `latest`), from the lock file beside the package or at the root. */
export function lockedMajors(codebase: Codebase, manifest: PackageManifest, names: readonly string[]): Readonly<Record<string, number>> {
	const stated = majorsOf(names, manifest.dependencies);
	const open = names.filter((name) => stated[name] === undefined);
	if (open.length === 0) return {};
	const lock = lockText(codebase, manifest.directory) || lockText(codebase, '');
	if (lock === '') return {};
	return Object.fromEntries(
		open.flatMap((name) => {
			const major = lockedMajor(lock, name, manifest.directory);
			return major === undefined ? [] : [[name, major]];
		}),
	);
}

function lockText(codebase: Codebase, directory: string): string {
	const known = texts.get(codebase) ?? new Map<string, string>();
	texts.set(codebase, known);
	const text = known.get(directory) ?? readLock(codebase, directory);
	known.set(directory, text);
	return text;
}

function readLock(codebase: Codebase, directory: string): string {
	for (const name of LOCKS) {
		const bytes = codebase.tree.read(directory === '' ? name : `${directory}/${name}`);
		if (bytes !== undefined) return decoder.decode(bytes);
	}
	return '';
}

/** The forms of pnpm, npm, yarn and bun; nothing is parsed: a lock file may be as long as the whole repository. */
function lockedMajor(lock: string, name: string, directory: string): number | undefined {
	const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const importer = importerOf(lock, directory);
	const forms = [
		new RegExp(`\\n {4,}'?${literal}'?:\\n\\s+specifier:[^\\n]*\\n\\s+version:\\s+'?(\\d+)\\.`),
		new RegExp(`"(?:${directory.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}/)?node_modules/${literal}":\\s*\\{\\s*"version":\\s*"(\\d+)\\.`),
		new RegExp(`(?:^|\\n)"?${literal}@[^\\n]*:\\n\\s+version:?\\s+"?(\\d+)\\.`),
		new RegExp(`"${literal}":\\s*\\["${literal}@(\\d+)\\.`),
	];
	for (const form of forms) {
		const major = form.exec(importer)?.[1];
		if (major !== undefined) return Number(major);
	}
	return undefined;
}

/** pnpm lists what each package of the workspace was given. */
function importerOf(lock: string, directory: string): string {
	const start = lock.indexOf(`\n  ${directory === '' ? '.' : directory}:\n`);
	if (start < 0 || !lock.startsWith('lockfileVersion')) return lock;
	const end = /\n {2}\S|\n\S/g;
	end.lastIndex = start + 4;
	return lock.slice(start, end.exec(lock)?.index ?? lock.length);
}
