import type { Codebase } from '../../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../../parse/typescript/packages.ts';
import type { Profile } from '../../facts.ts';
import type { PackageProfile, ProfileEntry } from '../../facts/package-profile.ts';
import { packageProfile } from '../profile.ts';
import { Proofs } from './proofs.ts';

/** Where the config stands that puts a profile right. */
const CONFIG_PATH = '.groundwire/config.yaml';

/** What the packages in and below a directory do; where there are none, the package that the directory belongs to. */
export function packageProfiles(codebase: Codebase, directory: string): PackageProfile[] {
	const inside = codebase.packages.all().filter((manifest) => directory === '' || manifest.directory === directory || manifest.directory.startsWith(`${directory}/`));
	const owner = codebase.packages.owner(`${directory}/.`);
	const wanted = inside.length > 0 ? inside : owner === undefined ? [] : [owner];
	return wanted.map((manifest) => profiled(codebase, manifest));
}

function profiled(codebase: Codebase, manifest: PackageManifest): PackageProfile {
	const profile = packageProfile(codebase, manifest);
	return { directory: manifest.directory === '' ? '.' : manifest.directory, name: manifest.name, entries: entriesOf(profile, new Proofs(codebase, manifest)), profile };
}

type Listed = 'loggers' | 'frameworks' | 'middleware' | 'requestContext' | 'clients' | 'queues' | 'metrics' | 'wrappers' | 'flagClients' | 'healthHelpers' | 'shutdownHelpers';

/** The lists in the order in which a person asks for them, with what one of each is called. */
const KINDS: readonly (readonly [list: Listed, kind: string])[] = [
	['frameworks', 'framework'],
	['middleware', 'middleware'],
	['loggers', 'logger'],
	['requestContext', 'request context'],
	['clients', 'client'],
	['queues', 'queue'],
	['metrics', 'metrics'],
	['wrappers', 'wrapper'],
	['flagClients', 'flags'],
	['healthHelpers', 'health'],
	['shutdownHelpers', 'shutdown'],
];

function entriesOf(profile: Profile, proofs: Proofs): ProfileEntry[] {
	const listed = KINDS.flatMap(([list, kind]) => profile[list].map((name) => entry(kind, name, proofs, detailOf(list, name, profile))));
	const helpers = profile.flagHelpers.map((name) => ({ kind: 'flags', name, ...(proofs.flagHelper(name) ?? ownWord()) }));
	return [...listed, ...tracing(profile, proofs), ...modules(profile, proofs), ...helpers];
}

function entry(kind: string, name: string, proofs: Proofs, detail?: string): ProfileEntry {
	const proof = proofs.dependency(name) ?? typesOf(name, proofs) ?? proofs.code(name) ?? ownWord();
	return { kind, name, ...(detail !== undefined && { detail }), ...proof };
}

/** Nothing in the code shows it: the config says so. */
function ownWord(): { readonly path: string; readonly line: number } {
	return { path: CONFIG_PATH, line: 1 };
}

/** A runtime shows in the types that the code is compiled against. */
function typesOf(name: string, proofs: Proofs): ReturnType<Proofs['dependency']> {
	if (name === 'aws-lambda') return proofs.dependency('@types/aws-lambda') ?? proofs.dependency('@middy/core') ?? proofs.dependency('serverless-http');
	return name === 'cloudflare-workers' ? (proofs.dependency('@cloudflare/workers-types') ?? proofs.dependency('wrangler')) : undefined;
}

function detailOf(list: Listed, name: string, profile: Profile): string | undefined {
	if (list === 'frameworks' && profile.frameworkVersions[name] !== undefined) return `version ${profile.frameworkVersions[name]}`;
	return list === 'loggers' && name === profile.loggers[0] && profile.loggerAccess.length > 0 ? `reached by ${profile.loggerAccess.join(', ')}` : undefined;
}

function tracing({ tracing: { libraries, instruments, manual } }: Profile, proofs: Proofs): ProfileEntry[] {
	const used = libraries.map((name) => entry('tracing', name, proofs));
	const covering = instruments.length === 0 ? [] : [{ ...covers(used, proofs), kind: 'tracing', name: 'instrumentation', detail: `covers ${instruments.join(', ')}` }];
	const byHand = proofs.code('span', /\b(?:startActiveSpan|startSpan|withSpan|withActiveSpan|startSegment|startTransaction|tracer\.(?:trace|wrap)|instrument(?:Async|Sync))\b/);
	return [...used, ...covering, ...(manual && byHand !== undefined ? [{ kind: 'tracing', name: 'spans made by hand', ...byHand }] : [])];
}

/** A place where instrumentation is set up, or the product that brings it along. */
function covers(used: readonly ProfileEntry[], proofs: Proofs): { readonly path: string; readonly line: number } {
	const automatic = used.find(({ name }) => !/^@opentelemetry\/(?:api|sdk)/.test(name));
	const registered = proofs.code('instrumentation', /new\s+\w+Instrumentation\s*\(|getNodeAutoInstrumentations|registerInstrumentations/);
	const found = registered ?? automatic ?? proofs.startingWith('@opentelemetry/instrumentation-') ?? proofs.dependency('@prisma/instrumentation');
	return found === undefined ? proofs.manifest() : { path: found.path, line: found.line };
}

function modules({ loggerModule, environment, correlationHeaders, conventions }: Profile, proofs: Proofs): ProfileEntry[] {
	const logger = loggerModule === '' ? undefined : proofs.module(loggerModule, /\bexport\b|\bmodule\.exports\b/);
	const checked = environment.module === '' ? undefined : proofs.module(environment.module, /\bz\s*\.\s*(?:object|strictObject)\(|createEnv|cleanEnv|convict|Joi\s*\.\s*object|envSchema/);
	return [
		...(logger === undefined ? [] : [{ kind: 'logger', name: loggerModule, detail: 'module of the package', ...logger }]),
		...(conventions.console ? [{ kind: 'logger', name: 'console', ...proofs.manifest() }] : []),
		...correlationHeaders.map((name) => ({ kind: 'correlation header', name, ...(proofs.code(name) ?? ownWord()) })),
		...(checked === undefined ? [] : [{ kind: 'environment', name: environment.module, detail: environment.validators.join(', '), ...checked }]),
	];
}
