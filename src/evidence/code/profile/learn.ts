import type { Codebase } from '../../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../../parse/typescript/packages.ts';
import type { Profile } from '../../facts.ts';
import { learnCorrelation } from '../correlation/learn.ts';
import { landmarkFiles } from '../handling/landmarks.ts';
import { loggerProfile } from '../logging/profile-loggers.ts';
import { environmentOf } from '../settings/environment-module.ts';
import { learnTracing } from '../tracing/learn.ts';
import { lockedMajors } from './lock-files.ts';
import { isFramework, majorsOf, packagesOfKind, runtimesOf } from './packages.ts';
import { ACCESS_SIGNS, FLAG_FILES, HEALTH_SIGNS, SHUTDOWN_SIGNS, flagHelpers, shown } from './signs.ts';

/** A package is learnt as it stands on one side. */
const NOTHING_NEW: Profile['newly'] = { instruments: [], requestContext: [], helpers: [] };

/** What a package does, by its manifest, its lock file and its set-up code. Bounded look-ups by name: cost does not follow the size of the repository. */
export function learnProfile(codebase: Codebase, manifest: PackageManifest): Profile {
	const dependencies = withRoot(codebase, manifest);
	const texts = landmarkFiles(codebase, manifest).map(({ text }) => text);
	const own = manifest.dependencies;
	const frameworks = packagesOfKind('frameworks', own);
	const loggers = loggerProfile(codebase, manifest);
	return {
		packageName: manifest.name,
		...loggers,
		loggerAccess: loggers.loggers.length === 0 && loggers.loggerModule === '' ? [] : access(loggers.loggerModule, texts),
		frameworks: [...frameworks, ...runtimesOf(own)],
		frameworkVersions: { ...lockedMajors(codebase, manifest, frameworks), ...majorsOf(frameworks, own) },
		clients: packagesOfKind('clients', own),
		flagClients: packagesOfKind('flagClients', own),
		flagHelpers: flagHelpers(landmarkFiles(codebase, manifest, FLAG_FILES), manifest.directory),
		middleware: packagesOfKind('middleware', own),
		queues: packagesOfKind('queues', own),
		metrics: packagesOfKind('metrics', dependencies),
		wrappers: packagesOfKind('wrappers', own),
		healthHelpers: [...packagesOfKind('healthHelpers', own), ...shown(HEALTH_SIGNS, texts)],
		shutdownHelpers: [...packagesOfKind('shutdownHelpers', own), ...shown(SHUTDOWN_SIGNS, texts)],
		environment: environmentProfile(codebase, manifest, dependencies),
		tracing: learnTracing(dependencies, texts),
		...learnCorrelation(new Set(dependencies.keys()), texts),
		newly: NOTHING_NEW,
	};
}

/** Loggers and tracing are often declared once, at the root of a workspace; frameworks are not asked there: they say what a package is for. */
function withRoot(codebase: Codebase, manifest: PackageManifest): ReadonlyMap<string, string> {
	const root = manifest.directory === '' ? undefined : codebase.packages.at('');
	const shared = [...(root?.dependencies ?? [])].filter(([name]) => !isFramework(name));
	return new Map([...shared, ...manifest.dependencies]);
}

function access(loggerModule: string, texts: readonly string[]): Profile['loggerAccess'] {
	const signs = shown(ACCESS_SIGNS, texts);
	return loggerModule === '' || signs.includes('module') ? signs : ['module', ...signs];
}

const VALIDATORS: readonly (readonly [name: string, sign: RegExp])[] = [
	['zod', /\bz\.(?:object|strictObject|string)\(/],
	['joi', /\b[jJ]oi\.object\(/],
	['yup', /\byup\.object\(/],
	['valibot', /\bv\.object\(/],
	['@sinclair/typebox', /\bType\.Object\(/],
	['class-validator', /\bclass-validator\b/],
];

function environmentProfile(codebase: Codebase, manifest: PackageManifest, dependencies: ReadonlyMap<string, string>): Profile['environment'] {
	const found = environmentOf(codebase, manifest.directory);
	const packages = packagesOfKind('validators', dependencies);
	if (found === undefined) return { validators: packages, module: '' };
	const inside = manifest.directory === '' ? found.path : found.path.slice(manifest.directory.length + 1);
	return { validators: [...packages, ...shown(VALIDATORS, [found.text])], module: inside.replace(/\.[cm]?[jt]s$/, '') };
}
