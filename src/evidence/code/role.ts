import { writtenText } from '../../parse/typescript/comments.ts';
import type { Module } from '../../parse/typescript/modules.ts';
import type { FileRole, Profile } from '../facts.ts';
import { type FileSignals, type PackageSignals, headComment, packageSignals, signalsOf } from './role-signals.ts';

const TEST =
	/^acceptance\/|(?:^|\/)(?:__tests__|__mocks__|__fixtures__|__stubs__|tests?|e2e|specs?|cypress|playwright|testing|testutils?|test-(?:utils?|helpers?|support|kit)|(?:acceptance|integration|unit|load|perf)-?tests?|test-suites?|fixtures|mocks|stories|benchmarks?|bench|perf)\/|[.-](?:[a-z]*tests?|spec|e2e|stories|story|bench|cy|mock|fixture)s?\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|playwright|cypress)[\w.-]*\.[cm]?[jt]s$|(?:^|\/)(?:setup-?tests?|test-?(?:utils?|helpers?|setup))\.[cm]?[jt]sx?$/i;
const BUILD =
	/(?:^|\/)(?:(?:babel|commitlint|cypress|drizzle|esbuild|eslint|jest|knip|lint-staged|next|nuxt|playwright|postcss|prettier|prisma|rollup|stryker|stylelint|svelte|tailwind|trigger|tsdown|tsup|vite|vitest|webpack)\.config(?:\.[\w-]+)?|gulpfile|gruntfile|plopfile|karma\.conf|(?:webpack|rollup|esbuild|babel)[\w.-]*|\.\w+rc)\.[cm]?[jt]s$|^[^/]+\.config\.[cm]?[jt]s$|(?:^|\/)\.(?:storybook|github|husky|vscode|yarn)\/|(?:^|\/)(?:config-)?(?:eslint|prettier|tailwind|typescript|vite|webpack)-(?:config|plugins?)\/|(?:^|\/)config-(?:eslint|prettier|typescript|tailwind)\//;
const GENERATED =
	/(?:^|\/)(?:generated|__generated__|gen|vendor|vendored|third[_-]party|node_modules|dist|\.next)\/|(?:^|\/)(?:migrations?|drizzle)\/(?:.*\/)?(?:V?\d{2,}|Migration\d)[^/]*(?:\/[^/]*)?$|\.(?:generated|gen|min|bundle)\.[cm]?[jt]sx?$|_(?:pb|grpc_pb|connect)\.[cm]?[jt]s$/;
const GENERATED_MARK = /@generated\b|\bDO NOT (?:EDIT|MODIFY)\b|\bauto-?generated (?:by|from|file|code)\b|\b(?:file|code) (?:is|was|has been) (?:auto(?:matically)?[- ]?)?generated\b/i;
/** A migration is written once and run once: its shape is the tool's. */
const MIGRATION = /(?:^|\/)migrations?\//;
const MIGRATES = /\bexports\.up\b|\bexport (?:async )?(?:const|function) up\b|\basync up\(|^\s*up\s*[:(]/m;
/** Run by a person or by a job of the build, not by the service. `tools/` inside a source folder is code of the product. */
const SCRIPT = /(?:^|\/)(?:scripts?|hack|bin|examples?|seeds?|seeders?|devtools|codemods?)\/|^(?:(?!src|app|lib|server)[^/]+\/)?tools?\/|^(?:tooling|dev|references|docs?|website|samples?|demos?|templates?|playground|sandbox)\/|(?:^|\/)(?:seed|codemod|(?:gen|generate|release|publish|download)-[\w-]+)\.[cm]?js$|^(?:(?:apps|packages|services)\/[^/]+\/)?(?:build|bundle|compile|postbuild|prebuild|postinstall|preinstall)(?:-[\w-]+)?\.[cm]?[jt]s$|(?:^|\/)(?:server|worker|app)[-.]dev\.[cm]?[jt]s$/;
const CLI = /(?:^|\/)(?:cli|cli-v\d+|cmds?)\/|(?:^|\/)cli\.[cm]?[jt]s$/;
const BROWSER = /(?:^|\/)(?:clients?|client-(?:side|only)|frontend|front-end|browser|components|hooks|public|assets|views|widgets?|stores?|scenes)\/|\.client\.[cm]?[jt]sx?$/;
/** Named for the side it is on, whatever the folders below are called; its own API routes are the server's. */
const FRONT_END = /^(?!.*(?:^|\/)(?:pages|app|server|routes)\/(?:[^/]+\/)*api\/).*(?:^|\/)(?:front-?end|client-side|web-?client)\//i;
const CLIENT_ONLY = /\.client\.[cm]?[jt]sx?$|(?:^|\/)client-only\//;
const SERVER_ONLY = /\.server\.[cm]?[jt]sx?$/;
const SERVER =
	/(?:^|\/)(?:servers?|server-only|apis?|rest|routes?|controllers?|handlers?|services?|workers?|jobs?|queues?|consumers?|middlewares?|backend|back-end|functions|lambdas?|cron|crons|subscribers?|processors?|resolvers?|webhooks?|repositories|daemons?)(?:\/|\.[cm]?[jt]s$)|\.server\.[cm]?[jt]sx?$|(?:^|\/)pages\/api\/|(?:^|\/)app\/(?:.*\/)?route\.[cm]?[jt]s$/;

/** What a file is for: from its place, its own code, and what its package is. The first sign that is sure wins. */
export function roleOf(module: Module, profile: Profile): FileRole {
	const role = roleNow(module, profile);
	return role === 'server' || role === 'library' ? role : (heldRole(module, profile) ?? role);
}

function roleNow(module: Module, profile: Profile): FileRole {
	return placeRole(module) ?? codeRole(module.path, signalsOf(module), module, profile);
}

/**
 * What was judged at base is judged still: an import, a directive or a move that a change brings along does not take a file out of
 * the service. A component of pages is one.
 */
function heldRole(module: Module, profile: Profile): FileRole | undefined {
	const { path, sourceFile, codebase } = module;
	if (codebase.base === codebase || signalsOf(module).jsx) return undefined;
	const before = codebase.base.module(codebase.pathBefore(path));
	const role = before === undefined || before.sourceFile === sourceFile ? undefined : roleNow(before, profile);
	return role === 'server' || role === 'library' ? role : undefined;
}

/** The role of a file that nothing is asked of, when its path alone tells: such a file need not even be parsed. */
export function silentRole(path: string): FileRole | undefined {
	if (GENERATED.test(path)) return 'generated';
	if (TEST.test(path)) return 'test';
	return BUILD.test(path) ? 'build' : undefined;
}

function placeRole(module: Module): FileRole | undefined {
	const { path, sourceFile } = module;
	if (!GENERATED.test(path) && (saysGenerated(module) || (MIGRATION.test(path) && MIGRATES.test(sourceFile.text)))) return 'generated';
	return silentRole(path) ?? (SCRIPT.test(path) ? 'script' : undefined);
}

/** At base already: a change that brings the mark along would talk itself out of being judged. */
function saysGenerated({ path, sourceFile, codebase }: Module): boolean {
	return GENERATED_MARK.test(headComment(writtenText(sourceFile))) && GENERATED_MARK.test(headComment(codebase.textBefore(path)));
}

function codeRole(path: string, file: FileSignals, module: Module, profile: Profile): FileRole {
	const owner = packageSignals(module);
	return ownRole(path, file, owner) ?? inheritedRole(path, file, owner, profile);
}

/** What the file says itself. */
function ownRole(path: string, file: FileSignals, owner: PackageSignals): FileRole | undefined {
	if (file.tests) return 'test';
	if (file.command || CLI.test(path)) return 'cli';
	if (isComponent(path, file)) return 'browser';
	if (file.serverDirective || file.serverImport || SERVER_ONLY.test(path)) return owner.sdk ? 'library' : 'server';
	return file.jsx || file.browserImport || file.dom || FRONT_END.test(path) ? 'browser' : undefined;
}

/** Browser code for sure: a component may import a type or an action of the server beside it. */
function isComponent(path: string, file: FileSignals): boolean {
	return file.clientDirective || CLIENT_ONLY.test(path) || (file.jsx && BROWSER.test(path));
}

/** What its package and its folder say. */
function inheritedRole(path: string, file: FileSignals, owner: PackageSignals, profile: Profile): FileRole {
	if (owner.browser && !(owner.server && SERVER.test(path))) return owner.published ? 'library' : 'browser';
	if (owner.command) return 'cli';
	// Runs inside other people's programs, on whichever side.
	if (owner.sdk) return 'library';
	if (SERVER.test(path)) return 'server';
	if (!owner.mixed) return owner.server || usesFramework(owner, profile) ? 'server' : 'library';
	if (BROWSER.test(path) && !file.nodeImport) return 'browser';
	return file.nodeImport ? 'server' : 'library';
}

/** A framework among the package's own dependencies; the one for tests or a peer says nothing. */
function usesFramework(owner: PackageSignals, profile: Profile): boolean {
	return profile.frameworks.some((name) => owner.runtimeDependencies.has(name));
}
