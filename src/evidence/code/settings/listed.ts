import { joinPath } from '../../../parse/source-tree.ts';
import type { Codebase, Module } from '../../../parse/typescript/modules.ts';

/** Files of the root or a package that name the variables which a deployment sets. */
const NAMING = /^\.?(?:[\w.-]*\.)?env(?:[.-][\w.-]+)?$|^env\.(?:example|sample|template)$|^(?:docker-)?compose[\w.-]*\.ya?ml$|^(?:turbo|app|vercel|ecosystem\.config|fly|render|wrangler|serverless|railway|captain-definition)\.(?:json|jsonc|toml|ya?ml|[cm]?js)$|^Dockerfile(?:\.[\w-]+)?$/i;
const DEPLOYING = /^(?:deploy(?:ment)?s?|k8s|kubernetes|helm|charts?|infra(?:structure)?|docker|hosting|terraform|manifests|\.github|ops|ci|environments?)$/i;
const INSIDE = /\.(?:ya?ml|tf|tfvars|env|json|tpl|toml|example|sample|conf)$|^\.?env/i;
const MAX_FILES = 80;
const MAX_BYTES = 400_000;

const VARIABLE = /(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]+(?![A-Za-z0-9_])/g;

const known = new WeakMap<Codebase, Map<string, ReadonlySet<string> | undefined>>();
const decoder = new TextDecoder('utf-8');

/** Do the example files and manifests beside a package, or at the root, name a variable? `none`: there are no such files. */
export function listedIn({ codebase, path }: Module, name: string): 'yes' | 'no' | 'none' {
	const directory = codebase.packages.owner(path)?.directory ?? '';
	const listed = known.get(codebase) ?? new Map<string, ReadonlySet<string> | undefined>();
	known.set(codebase, listed);
	if (!listed.has(directory)) listed.set(directory, namesIn(codebase, directory));
	const names = listed.get(directory);
	return names === undefined ? 'none' : names.has(name) ? 'yes' : 'no';
}

/** Undefined where no file names variables. */
function namesIn(codebase: Codebase, directory: string): ReadonlySet<string> | undefined {
	const paths = new Set([...(directory === '' ? [] : naming(codebase, directory)), ...naming(codebase, '')]);
	const texts = [...paths].slice(0, MAX_FILES).map((path) => textAt(codebase, path)).filter((text) => text !== '');
	return texts.length === 0 ? undefined : new Set(texts.flatMap((text) => text.match(VARIABLE) ?? []));
}

function naming(codebase: Codebase, directory: string): string[] {
	return [...codebase.tree.list(directory)].flatMap(([name, entry]) => {
		const path = joinPath(directory, name) ?? name;
		if (entry.kind === 'directory') return DEPLOYING.test(name) ? below(codebase, path, 3) : [];
		return entry.kind === 'file' && NAMING.test(name) ? [path] : [];
	});
}

function below(codebase: Codebase, directory: string, depth: number): string[] {
	return [...codebase.tree.list(directory)].slice(0, MAX_FILES).flatMap(([name, entry]) => {
		const path = `${directory}/${name}`;
		if (entry.kind === 'directory') return depth > 0 ? below(codebase, path, depth - 1) : [];
		return entry.kind === 'file' && (INSIDE.test(name) || NAMING.test(name)) ? [path] : [];
	});
}

function textAt(codebase: Codebase, path: string): string {
	const bytes = codebase.tree.read(path);
	return bytes === undefined || bytes.length > MAX_BYTES ? '' : decoder.decode(bytes);
}
