import { joinPath } from '../../../parse/source-tree.ts';
import type { Codebase } from '../../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../../parse/typescript/packages.ts';

/** The most files and bytes that are looked at to learn a package's habits: cost must not follow the size of the repository. */
const MAX_FILES = 25;
const MAX_BYTES = 150_000;
/** Where set-up code lives, relative to the package. */
const ROOTS = ['', 'src', 'app', 'server', 'lib'];
const ROOMS = /^(?:app|server|api|lib|libs|config|utils?|helpers?|middlewares?|plugins?|common|core|shared|internal|infra(?:structure)?|telemetry|tracing|observability|monitoring|instrumentation|otel|logging|logger|http|pkg|context|tasks|workers?)$/i;
const LANDMARK =
	/^(?:main|index|server|app|start|bootstrap|build-?server|instrumentation|tracing|trace|tracer|otel|opentelemetry|telemetry|sentry|datadog|apm|newrelic|loggers?|logging|log|context|als|headers|middlewares?|(?:\w+[-_.]?)?(?:request[-_.]?(?:id|context)|correlation[-\w.]*|async[-_.]?(?:local[-_.]?)?(?:storage|context)|otel|tracing|tracer|logger|logging)(?:[-_.]\w+)?)(?:\.server|\.middleware|\.module|\.node)?\.[cm]?[jt]sx?$/i;
/** The best names first: with more files than the limit these must be among them. */
const TELLING = /instrument|otel|telemetry|trac|correlation|request|logg|sentry|datadog|newrelic|context/i;

const decoder = new TextDecoder('utf-8');

/** A file by which a package shows how it is set up. Comments are blank in its text, so that lines count as in the file. */
export interface Landmark {
	readonly path: string;
	readonly text: string;
}

/** The texts of the files by which a package shows how it is set up: entries, instrumentation, loggers, request context. */
export function landmarks(codebase: Codebase, manifest: PackageManifest): string[] {
	return landmarkFiles(codebase, manifest).map(({ text }) => text);
}

/** The same with their paths; or the files of another name that stand in the same rooms. */
export function landmarkFiles(codebase: Codebase, manifest: PackageManifest, name: RegExp = LANDMARK): Landmark[] {
	return landmarkPaths(codebase, manifest, name).flatMap((path) => {
		const bytes = codebase.tree.read(path);
		return bytes === undefined || bytes.length > MAX_BYTES ? [] : [{ path, text: withoutComments(decoder.decode(bytes)) }];
	});
}

function landmarkPaths(codebase: Codebase, manifest: PackageManifest, wanted: RegExp): string[] {
	const found = new Set<string>();
	const look = (directory: string, depth: number): void => {
		for (const [name, entry] of codebase.tree.list(directory)) {
			const path = joinPath(directory, name);
			if (path === undefined) continue;
			if (entry.kind === 'file' && wanted.test(name) && !/\.(?:test|spec|d)\./.test(name)) found.add(path);
			if (entry.kind === 'directory' && depth > 0 && ROOMS.test(name)) look(path, depth - 1);
		}
	};
	for (const root of ROOTS) {
		const directory = joinPath(manifest.directory, root);
		if (directory !== undefined) look(directory, root === '' ? 0 : 2);
	}
	const weight = (path: string): number => (TELLING.test(path.slice(manifest.directory.length)) ? 0 : 1) * 100 + path.split('/').length;
	return [...found].sort((a, b) => weight(a) - weight(b) || (a < b ? -1 : 1)).slice(0, MAX_FILES);
}

/** Cuts comments by a rough rule: a `//` inside a string other than a URL is lost with them, which only ever hides a habit. */
function withoutComments(text: string): string {
	return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g, (comment) => comment.replaceAll(/[^\n]+/g, ' '));
}
