import type { Codebase, Module } from '../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../parse/typescript/packages.ts';
import type { Profile } from '../facts.ts';
import { learnCorrelation } from './correlation/learn.ts';
import { landmarks } from './handling/landmarks.ts';
import { loggerProfile } from './logging/profile-loggers.ts';
import { isFramework, majorsOf, packagesOfKind, runtimesOf } from './profile/packages.ts';
import { learnTracing } from './tracing/learn.ts';

/** Manifests belong to one side's code base, so base and head are learnt apart. */
const known = new WeakMap<PackageManifest, Profile>();

/** What is known where nothing is. */
export const NO_PROFILE: Profile = {
	packageName: '',
	loggers: [],
	loggerModule: '',
	tracing: { libraries: [], auto: false, instruments: [], manual: false },
	frameworks: [],
	requestContext: [],
	correlationHeaders: [],
	clients: [],
	flagClients: [],
	conventions: { console: false },
	frameworkVersions: {},
	middleware: [],
	queues: [],
	metrics: [],
	wrappers: [],
	healthHelpers: [],
	shutdownHelpers: [],
	flagHelpers: [],
	loggerAccess: [],
	environment: { validators: [], module: '' },
	newly: [],
};

/** What the package that owns a file already does. */
export function profileOf(module: Module): Profile {
	const manifest = module.codebase.packages.owner(module.path);
	if (manifest === undefined) return NO_PROFILE;
	const profile = known.get(manifest) ?? learn(module.codebase, manifest);
	known.set(manifest, profile);
	return profile;
}

function learn(codebase: Codebase, manifest: PackageManifest): Profile {
	const dependencies = withRoot(codebase, manifest);
	const texts = landmarks(codebase, manifest);
	const own = manifest.dependencies;
	const frameworks = packagesOfKind('frameworks', own);
	return {
		...NO_PROFILE,
		packageName: manifest.name,
		...loggerProfile(codebase, manifest),
		frameworks: [...frameworks, ...runtimesOf(own)],
		frameworkVersions: majorsOf(frameworks, own),
		clients: packagesOfKind('clients', own),
		flagClients: packagesOfKind('flagClients', own),
		middleware: packagesOfKind('middleware', own),
		queues: packagesOfKind('queues', own),
		metrics: packagesOfKind('metrics', dependencies),
		wrappers: packagesOfKind('wrappers', own),
		healthHelpers: packagesOfKind('healthHelpers', own),
		shutdownHelpers: packagesOfKind('shutdownHelpers', own),
		environment: { validators: packagesOfKind('validators', dependencies), module: '' },
		tracing: learnTracing(dependencies, texts),
		...learnCorrelation(new Set(dependencies.keys()), texts),
	};
}

/** Loggers and tracing are often declared once, at the root of a workspace; frameworks are not asked there: they say what a package is for. */
function withRoot(codebase: Codebase, manifest: PackageManifest): ReadonlyMap<string, string> {
	const root = manifest.directory === '' ? undefined : codebase.packages.at('');
	const shared = [...(root?.dependencies ?? [])].filter(([name]) => !isFramework(name));
	return new Map([...shared, ...manifest.dependencies]);
}
