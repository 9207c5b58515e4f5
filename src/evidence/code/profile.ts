import type { ProfileCorrection } from '../facts/profile-correction.ts';
import type { Codebase, Module } from '../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../parse/typescript/packages.ts';
import type { Profile } from '../facts.ts';
import { corrected } from './profile/corrections.ts';
import { learnProfile } from './profile/learn.ts';
import { settledProfile } from './profile/settled.ts';

/** Manifests belong to one side's code base, so base and head are learnt apart. */
const learnt = new WeakMap<PackageManifest, Profile>();
const settled = new WeakMap<PackageManifest, Map<PackageManifest | undefined, Profile>>();
const corrections = new WeakMap<Codebase, readonly ProfileCorrection[]>();

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
	newly: { instruments: [], requestContext: [], helpers: [] },
};

/** Says what the config of base puts right in the profiles of a code base. */
export function correctProfiles(codebase: Codebase, given: readonly ProfileCorrection[]): void {
	corrections.set(codebase, given);
}

/** What the package that owns a file already does: at base, where it is there. */
export function profileOf(module: Module): Profile {
	const { codebase } = module;
	const manifest = codebase.packages.owner(module.path);
	if (manifest === undefined) return NO_PROFILE;
	const before = ownerBefore(module);
	const known = settled.get(manifest) ?? new Map<PackageManifest | undefined, Profile>();
	settled.set(manifest, known);
	const profile = known.get(before) ?? settle(codebase, manifest, before);
	known.set(before, profile);
	return profile;
}

/** What a package of one side does, as it is learnt and put right. */
export function packageProfile(codebase: Codebase, manifest: PackageManifest): Profile {
	return corrected(learn(codebase, manifest), manifest.directory, corrections.get(codebase) ?? []);
}

/**
 * The package that owned a file at base; for a new file the one that was where its package is now. Undefined for a new package, and at
 * base itself. A manifest that the change puts between a file and its package changes nothing for that file.
 */
export function ownerBefore({ codebase, path }: Module): PackageManifest | undefined {
	const { base } = codebase;
	if (base === codebase) return undefined;
	const earlier = codebase.pathBefore(path);
	if (base.tree.entry(earlier) !== undefined) return base.packages.owner(earlier);
	const directory = codebase.packages.owner(path)?.directory;
	return directory === undefined ? undefined : base.packages.at(directory);
}

function settle(codebase: Codebase, manifest: PackageManifest, before: PackageManifest | undefined): Profile {
	const now = learn(codebase, manifest);
	const { base } = codebase;
	const profile = before === undefined ? now : isSame(codebase, manifest, before) ? learn(base, before) : settledProfile(learn(base, before), now);
	return corrected(profile, manifest.directory, corrections.get(codebase) ?? []);
}

/** Nothing of the package has changed: its folder and the root's manifest are the same objects. */
function isSame({ tree, base }: Codebase, manifest: PackageManifest, before: PackageManifest): boolean {
	if (manifest.directory === '' || manifest.directory !== before.directory) return false;
	const same = (path: string): boolean => tree.entry(path)?.id === base.tree.entry(path)?.id;
	return same(manifest.directory) && same('package.json');
}

function learn(codebase: Codebase, manifest: PackageManifest): Profile {
	const profile = learnt.get(manifest) ?? learnProfile(codebase, manifest);
	learnt.set(manifest, profile);
	return profile;
}
