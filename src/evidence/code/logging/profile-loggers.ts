import type { Codebase } from '../../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../../parse/typescript/packages.ts';
import type { Profile } from '../../facts.ts';

/** Logging libraries, best first. A framework that brings a logger along comes last. */
const LIBRARIES = [
	'pino', 'nestjs-pino', 'pino-http', 'express-pino-logger', 'winston', 'nest-winston', 'bunyan', 'log4js', 'tslog', 'roarr', '@logtape/logtape', 'consola', 'loglevel', 'signale',
	'next-axiom', '@aws-lambda-powertools/logger', '@nestjs/common', 'fastify',
];
/** Frameworks that bring a logger along: one at the root says nothing about another package. */
const BRINGS_ALONG: ReadonlySet<string> = new Set(['@nestjs/common', 'fastify']);
/** A package of the same workspace that is about logging: `@acme/logger`. */
const WORKSPACE_LOGGER = /^@(?!types\/)[^/]+\/(?:[\w-]+-)?(?:logger|logging)$/;

/** How a dependency on a package of the same workspace is written. */
const LOCAL_VERSION = /^(?:workspace:|\*$|file:|link:|\^?\d)/;
/** How many of them are asked for a logger. */
const MAX_BORROWED = 24;

/** Folders of a package in which a logger module usually stands. */
const FOLDERS = ['', 'src', 'lib', 'server', 'app'].flatMap((root) =>
	['', 'lib', 'utils', 'util', 'server', 'common', 'shared', 'core', 'config', 'logging', 'logger', 'log', 'services', 'infra', 'infrastructure', 'internal/monitoring', 'monitoring', 'observability', 'telemetry', 'helpers'].map((folder) => [root, folder].filter((part) => part !== '').join('/')),
);
const LOGGER_FILE = /^(?:logger|loggers|logging|log)(?:\.server|\.node)?(?:\.[cm]?[jt]s)$/i;
const LOGGER_INDEX = /(?:^|\/)(?:logger|logging|log)$/;
/** What the text of a module that exports a logger holds: an export, something that writes, and levels. */
const LOGGER_TEXT = [/\bexport\b|\bmodule\.exports\b/, /\b(?:pino|winston|bunyan|log4js|createLogger|getLogger|Logger|console)\b/, /\b(?:info|warn|error)\b|\bpino\(/];
/** How many files are read to learn that a package writes to the console. */
const SAMPLE = 12;
const decoder = new TextDecoder('utf-8');

/** What a package already does about logging. Bounded look-ups by name: no file is searched for. */
export function loggerProfile(codebase: Codebase, manifest: PackageManifest): Pick<Profile, 'loggers' | 'loggerModule'> & { readonly conventions: { readonly console: boolean } } {
	const loggerModule = loggerModuleOf(codebase, manifest);
	const own = loggersOf(codebase, manifest);
	const loggers = own.length > 0 || loggerModule !== '' ? own : borrowedLoggers(codebase, manifest);
	const none = loggers.length === 0 && loggerModule === '';
	return { loggers, loggerModule, conventions: { console: none && writesToConsole(codebase, manifest) } };
}

/** Packages of the same workspace that this one depends on and that export a logger. */
function borrowedLoggers(codebase: Codebase, manifest: PackageManifest): string[] {
	const local = [...manifest.dependencies].filter(([, version]) => LOCAL_VERSION.test(version)).slice(0, MAX_BORROWED);
	return local.map(([name]) => name).filter((name) => {
		const other = codebase.packages.workspace(name);
		return other !== undefined && other !== manifest && loggerModuleOf(codebase, other) !== '';
	});
}

/** Libraries of the package, then of the workspace's root: a root that holds tools for all counts for all. */
function loggersOf(codebase: Codebase, manifest: PackageManifest): string[] {
	const root = codebase.packages.at('');
	const own = LIBRARIES.filter((name) => manifest.dependencies.has(name));
	const above = root === undefined ? [] : LIBRARIES.filter((name) => root.dependencies.has(name) && !BRINGS_ALONG.has(name));
	const shared = [...manifest.dependencies].filter(([name, version]) => WORKSPACE_LOGGER.test(name) && LOCAL_VERSION.test(version)).map(([name]) => name);
	return [...new Set([...own, ...shared, ...above])];
}

function loggerModuleOf(codebase: Codebase, manifest: PackageManifest): string {
	const { tree } = codebase;
	for (const folder of FOLDERS) {
		const directory = [manifest.directory, folder].filter((part) => part !== '').join('/');
		for (const [name, entry] of tree.list(directory)) {
			const fits = LOGGER_FILE.test(name) || (LOGGER_INDEX.test(directory) && /^index\.[cm]?[jt]s$/.test(name));
			if (!fits || entry.kind !== 'file') continue;
			const relative = [folder, name].filter((part) => part !== '').join('/');
			if (exportsLogger(codebase, directory === '' ? name : `${directory}/${name}`)) return relative.replace(/\.[cm]?[jt]s$/, '');
		}
	}
	return '';
}

function exportsLogger(codebase: Codebase, path: string): boolean {
	const bytes = codebase.tree.read(path);
	if (bytes === undefined) return false;
	const text = decoder.decode(bytes);
	return LOGGER_TEXT.every((sign) => sign.test(text));
}

/** Do the files at the head of a package's source folders write to the console? */
function writesToConsole(codebase: Codebase, manifest: PackageManifest): boolean {
	const { tree } = codebase;
	let read = 0;
	for (const folder of ['', 'src', 'server', 'src/server', 'lib', 'src/lib', 'api', 'src/services', 'src/routes']) {
		const directory = [manifest.directory, folder].filter((part) => part !== '').join('/');
		for (const [name, entry] of tree.list(directory)) {
			if (entry.kind !== 'file' || !/^[^.]+\.[cm]?[jt]s$/.test(name)) continue;
			const bytes = tree.read(directory === '' ? name : `${directory}/${name}`);
			if (bytes !== undefined && /\bconsole\.(?:log|info|warn|error)\(/.test(decoder.decode(bytes))) return true;
			read += 1;
			if (read >= SAMPLE) return false;
		}
	}
	return false;
}
