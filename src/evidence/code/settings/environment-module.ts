import { joinPath } from '../../../parse/source-tree.ts';
import type { Codebase, Module } from '../../../parse/typescript/modules.ts';

/** The module that checks a package's environment when it starts, and its text. */
export interface EnvironmentModule {
	readonly path: string;
	readonly text: string;
}

const FOLDERS = ['', 'src', 'app', 'lib', 'server', 'src/lib', 'src/config', 'src/server', 'src/app', 'src/utils', 'src/common', 'app/config', 'lib/env', 'lib/config', 'config', 'env', 'src/env', 'server/env', 'src/configuration', 'app/env', 'server/config'];
const FILE = /^(?:env|environment|config|configuration|settings|appEnv|env-?(?:schema|config|vars?|validation|validator|client|server))(?:\.(?:server|schema|validation|mjs|node))?\.[cm]?[jt]s$|^index\.[cm]?[jt]s$/i;
/** A schema or validator over the process's environment. */
const CHECKS = /\b(?:(?:z|[Jj]oi|yup|v)\s*\.\s*(?:object|strictObject)|createEnv|cleanEnv|convict|envSchema|Type\s*\.\s*Object|parseEnv|EnvSchema|ConfigModule|IsString\(\))/;
const READS = /\b(?:process\.env|import\.meta\.env|Bun\.env|Deno\.env|runtimeEnv)\b|\bcreateEnv\b|\bcleanEnv\b|\benv-schema\b|class-validator/;

const known = new WeakMap<Codebase, Map<string, EnvironmentModule | undefined>>();
const decoder = new TextDecoder('utf-8');

/** The module that checks the environment of the package that owns a file. Bounded look-ups by name. */
export function environmentModule({ codebase, path }: Module): EnvironmentModule | undefined {
	return environmentOf(codebase, codebase.packages.owner(path)?.directory ?? '');
}

/** The same, of the package in a directory. */
export function environmentOf(codebase: Codebase, directory: string): EnvironmentModule | undefined {
	const found = known.get(codebase) ?? new Map<string, EnvironmentModule | undefined>();
	known.set(codebase, found);
	if (!found.has(directory)) found.set(directory, find(codebase, directory));
	return found.get(directory);
}

function find(codebase: Codebase, directory: string): EnvironmentModule | undefined {
	for (const folder of FOLDERS) {
		const inside = joinPath(directory, folder);
		if (inside === undefined) continue;
		for (const [name, entry] of codebase.tree.list(inside)) {
			// `index` is one only in a folder that is named for it.
			if (entry.kind !== 'file' || !FILE.test(name) || (name.startsWith('index.') && !/(?:^|\/)(?:env|config)$/.test(inside))) continue;
			const path = inside === '' ? name : `${inside}/${name}`;
			const text = textAt(codebase, path);
			if (CHECKS.test(text) && READS.test(text)) return { path, text };
		}
	}
	return undefined;
}

function textAt(codebase: Codebase, path: string): string {
	const bytes = codebase.tree.read(path);
	return bytes === undefined ? '' : decoder.decode(bytes);
}
