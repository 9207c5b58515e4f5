import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import type { CodeContext } from '../context.ts';

/** What listens to the process within reach of a file. */
export interface Reach {
	readonly hears: ReadonlySet<string>;
	readonly helpers: ReadonlySet<string>;
}

/** Imports that may hold a program's set-up, by their name; an import for its effect always may. */
const TELLING = /shut-?down|graceful|terminus|signal|lifecycle|life-cycle|process|exit|terminat|crash|uncaught|unhandled|sentry|server|\bapp\b|start|boot|init|setup|set-up|worker|main|instrument|telemetry|tracing|error-?hand|hooks?|cleanup|queue|consumer|kafka|cron|scheduler|throng|cluster/i;
const MAX_STEPS = 3;
const MAX_MODULES = 30;

/** Helpers that listen to signals themselves, by the package. */
const HELPERS =
	/^(?:@godaddy\/terminus|http-graceful-shutdown|close-with-grace|fastify-graceful-shutdown|@mgcrea\/fastify-graceful-exit|fastify-close-with-grace|async-exit-hook|exit-hook|death|signal-exit|node-graceful|express-graceful-exit|express-graceful-shutdown|shutdown-hook|@ladjs\/graceful|@ladjs\/koa-graceful|koa-graceful-shutdown|lightship|@moebius\/http-graceful-shutdown|@tinyhttp\/graceful|throng|graphile-worker|@temporalio\/worker|moleculer|@google-cloud\/functions-framework|probot|@effect\/platform-node|node-graceful-shutdown|nestjs-graceful-shutdown|@hmcts\/nodejs-healthcheck|@crowdlinker\/graceful|@adonisjs\/core|@adonisjs\/ignitor|strapi|@strapi\/strapi|@sveltejs\/adapter-node|gracy|kill-port-process)$/;
/** Frameworks that do it when they are told to. */
const TOLD = /\.enableShutdownHooks\(|\bgracefulShutdown\s*:\s*true|\.onShutdown\(|\bhandleSignals\s*:\s*true|\bsetupGracefulShutdown\b|\binstallShutdownHooks?\b|\bNodeRuntime\.runMain\b|\bstopOnTerminationSignals\s*:\s*true/;
const EVENT = /(['"`])(SIG(?:TERM|INT|QUIT|USR2|HUP)|unhandledRejection|uncaughtException)\1/g;

/** `stop('SIGTERM')`: what a handler says of itself listens to nothing. */
const TELLS_WHICH = /\b(?!(?:on|once|push|add|addListener|prepend\w*|handle\w*|register\w*|on[A-Z]\w*)\()[\w$]+\(\s*(['"`])SIG[A-Z0-9]+\1\s*\)/g;

const known = new WeakMap<Module, Reach>();

/** What the file, the modules that it uses and the other files of its change listen to. Read from texts: a name is enough to be silent. */
export function reachOf(context: CodeContext): Reach {
	const found = known.get(context.module) ?? search(context);
	known.set(context.module, found);
	return found;
}

function search(context: CodeContext): Reach {
	const reach = { hears: new Set<string>(), helpers: new Set<string>() };
	const seen = new Set<string>([context.module.path]);
	let edge: Module[] = [context.module, ...context.neighbours().flatMap(({ module, role }) => (role === 'test' ? [] : [module]))];
	for (const module of edge) seen.add(module.path);
	for (let step = 0; step <= MAX_STEPS && edge.length > 0 && seen.size <= MAX_MODULES; step += 1) {
		const next: Module[] = [];
		for (const module of edge) {
			read(module, reach);
			if (step < MAX_STEPS) next.push(...importedBy(module, seen));
		}
		edge = next;
	}
	return reach;
}

function read({ sourceFile }: Module, reach: { readonly hears: Set<string>; readonly helpers: Set<string> }): void {
	const { text } = sourceFile;
	if (/\bprocess\b|signal/i.test(text)) for (const [, , event] of text.replaceAll(TELLS_WHICH, '').matchAll(EVENT)) if (event !== undefined) reach.hears.add(event);
	const told = TOLD.exec(text)?.[0];
	if (told !== undefined) reach.helpers.add(told.replaceAll(/[^\w]/g, ''));
	for (const specifier of specifiersOf(sourceFile)) if (HELPERS.test(specifier.text)) reach.helpers.add(specifier.text);
}

function importedBy(module: Module, seen: Set<string>): Module[] {
	const found: Module[] = [];
	for (const { text, effect } of specifiersOf(module.sourceFile)) {
		if (!(effect || TELLING.test(text)) || /\.(?:css|json|svg)$/.test(text) || seen.size >= MAX_MODULES) continue;
		const target = module.codebase.resolve(module, text);
		if (target.kind !== 'module' || seen.has(target.module.path)) continue;
		seen.add(target.module.path);
		found.push(target.module);
	}
	return found;
}

interface Specifier {
	readonly text: string;
	/** Imported for what it does, not for what it exports. */
	readonly effect: boolean;
}

/** Modules that a file loads, at once or later with `import()`; types left out. */
export function specifiersOf(sourceFile: ts.SourceFile): Specifier[] {
	const late = [...sourceFile.text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].flatMap(([, name]) => (name === undefined ? [] : [{ text: name, effect: false }]));
	return [...late, ...sourceFile.statements.flatMap(loadedBy)];
}

function loadedBy(statement: ts.Statement): Specifier[] {
	if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
		return statement.importClause?.isTypeOnly === true ? [] : [{ text: statement.moduleSpecifier.text, effect: statement.importClause === undefined }];
	}
	if (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined && ts.isStringLiteral(statement.moduleSpecifier)) return [{ text: statement.moduleSpecifier.text, effect: false }];
	return ts.isVariableStatement(statement) || ts.isExpressionStatement(statement) ? required(statement) : [];
}

function required(statement: ts.Statement): Specifier[] {
	const text = statement.getText();
	if (!text.includes('require(')) return [];
	return [...text.matchAll(/\brequire\(\s*['"]([^'"]+)['"]\s*\)/g)].flatMap(([, name]) => (name === undefined ? [] : [{ text: name, effect: ts.isExpressionStatement(statement) }]));
}
