import { ts } from '../../parse/typescript/compiler.ts';
import type { Module } from '../../parse/typescript/modules.ts';
import { record } from '../../parse/json-values.ts';
import type { PackageManifest } from '../../parse/typescript/packages.ts';
import { declarationOf } from '../../parse/typescript/scope.ts';
import { ownerBefore } from './profile.ts';

/** What a file's own code says about where it runs. */
export interface FileSignals {
	readonly tests: boolean;
	/** A shebang, or an import of an argument parser. */
	readonly command: boolean;
	readonly clientDirective: boolean;
	readonly serverDirective: boolean;
	/** Imports what only a server has: a web framework, a database driver, a queue, a server-only marker. */
	readonly serverImport: boolean;
	readonly browserImport: boolean;
	/** Imports a module of the Node runtime. */
	readonly nodeImport: boolean;
	readonly jsx: boolean;
	/** Uses the page without asking first whether there is one. */
	readonly dom: boolean;
}

/** What the package that owns a file is. */
export interface PackageSignals {
	readonly server: boolean;
	readonly browser: boolean;
	/** Holds pages beside its server (Next.js, Remix, a React app next to its API): a file may run on either side. */
	readonly mixed: boolean;
	readonly command: boolean;
	readonly published: boolean;
	/** Meant to run inside other people's programs. */
	readonly sdk: boolean;
	readonly runtimeDependencies: ReadonlySet<string>;
}

const TEST_IMPORT = /^(?:vitest|@jest\/globals|node:test|mocha|chai|supertest|@playwright\/test|@testing-library\/.*|nock|msw)$/;
const COMMAND_IMPORT = /^(?:commander|yargs|yargs\/.*|meow|cac|@oclif\/.*|inquirer|@inquirer\/.*|prompts|enquirer|@clack\/prompts|ora|clipanion|citty|arg|minimist)$/;
const SERVER_IMPORT =
	/^(?:express|express-.*|fastify|@fastify\/.*|fastify-plugin|koa|@koa\/.*|koa-.*|hono|hono\/.*|@hono\/.*|@nestjs\/.*|@hapi\/.*|restify|server-only|next\/server|next\/headers|next\/cache|next-auth\/(?:jwt|providers\/.*)|@trpc\/server(?:\/.*)?|@apollo\/server|apollo-server.*|graphql-yoga|bullmq|bull|bee-queue|kafkajs|amqplib|nats|pg|pg-.*|postgres|mysql2?|mysql2\/.*|mssql|knex|typeorm|mongoose|mongodb|ioredis|redis|@prisma\/client|@clickhouse\/client|drizzle-orm\/(?:node-postgres|postgres-js|mysql2).*|pino|pino-http|winston|bunyan|@google-cloud\/.*|@aws-sdk\/.*|aws-sdk|nodemailer|jsonwebtoken|ws|socket\.io|@remix-run\/(?:node|express)|@opentelemetry\/(?:sdk-node|sdk-trace-node)|(?:node:)?(?:http|https|http2|net|tls|cluster|dgram|async_hooks|worker_threads))$/;
/** A module of the repository that, by its name, holds a connection to a store. */
const SERVER_MODULE = /^(?:[.@~#].*\/)(?:prisma|db|database|redis|queue)(?:\/(?:client|index))?(?:\.[cm]?[jt]s)?$|\.server$|\/server-only\//;
const BROWSER_IMPORT =
	/^(?:react-dom(?:\/client)?|vue|svelte|svelte\/.*|preact|@angular\/.*|solid-js|zustand|jotai|mobx|mobx-react|swr|@tanstack\/react-.*|react-query|next\/(?:navigation|router|link|image|dynamic)|react-router(?:-dom)?|@remix-run\/react|posthog-js.*|@sentry\/(?:react|browser)|history|styled-components|@mui\/.*|lucide-react|framer-motion|recharts|react-hook-form|client-only)$/;
const NODE_ONLY = /^(?:node:(?!test)|(?:fs|fs\/promises|path|os|crypto|child_process|stream|zlib|http|https|net|tls|dns|cluster|readline|worker_threads|async_hooks|perf_hooks|v8)$)/;
const DOM_GLOBALS: ReadonlySet<string> = new Set(['window', 'document', 'localStorage', 'sessionStorage', 'navigator']);

const SERVER_PACKAGES = ['express', 'fastify', 'koa', 'hono', '@nestjs/core', '@hapi/hapi', 'restify', '@trpc/server', '@apollo/server', 'apollo-server', 'bullmq', 'bull', 'kafkajs', 'amqplib', 'pg-boss', '@remix-run/node', '@react-router/node', '@react-router/serve', 'graphql-yoga', 'ioredis', 'pg', '@prisma/client', 'mongoose', 'typeorm', 'knex', 'socket.io', 'prom-client', '@kubernetes/client-node', 'dockerode', 'nodemailer', '@react-email/render'];
const BROWSER_PACKAGES = ['react-dom', 'vue', 'svelte', '@angular/core', 'preact', 'solid-js'];
const PAGE_PACKAGES = ['next', '@remix-run/node', '@remix-run/react', '@react-router/node', '@react-router/serve', '@react-router/dev', 'nuxt', '@sveltejs/kit', 'astro', 'gatsby'];

const files = new WeakMap<ts.SourceFile, FileSignals>();
const packages = new WeakMap<PackageManifest, PackageSignals>();
const NO_PACKAGE: PackageSignals = { server: false, browser: false, mixed: false, command: false, published: false, sdk: false, runtimeDependencies: new Set() };

/** Reads the signals of a file: its directives, its imports and the names it uses. */
export function signalsOf({ sourceFile }: Module): FileSignals {
	const known = files.get(sourceFile);
	if (known !== undefined) return known;
	const imports = importedNames(sourceFile);
	const uses = (pattern: RegExp): boolean => imports.some((name) => pattern.test(name));
	const directives = sourceFile.statements.filter((statement) => ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)).map((statement) => statement.getText(sourceFile).slice(1, 11));
	const signals = {
		tests: uses(TEST_IMPORT),
		command: sourceFile.text.startsWith('#!') || uses(COMMAND_IMPORT),
		clientDirective: directives.includes('use client'),
		serverDirective: directives.includes('use server'),
		serverImport: uses(SERVER_IMPORT) || uses(SERVER_MODULE),
		browserImport: uses(BROWSER_IMPORT),
		nodeImport: uses(NODE_ONLY),
		...bodySignals(sourceFile),
	};
	files.set(sourceFile, signals);
	return signals;
}

/** The comments before the first statement: where a generator says that it wrote the file. */
export function headComment(text: string): string {
	const ranges = ts.getLeadingCommentRanges(text, ts.getShebang(text)?.length ?? 0) ?? [];
	return ranges.map(({ pos, end }) => text.slice(pos, Math.min(end, pos + 600))).join('\n');
}

/** What is imported for its values; `import type` loads nothing. */
function importedNames(sourceFile: ts.SourceFile): string[] {
	const names: string[] = [];
	for (const statement of sourceFile.statements) {
		if (ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly !== true && ts.isStringLiteral(statement.moduleSpecifier)) names.push(statement.moduleSpecifier.text);
		else if (ts.isVariableStatement(statement)) names.push(...statement.declarationList.declarations.map(({ initializer }) => requiredName(initializer)).filter((name) => name !== ''));
	}
	return names;
}

function requiredName(initializer: ts.Expression | undefined): string {
	if (initializer === undefined || !ts.isCallExpression(initializer) || !ts.isIdentifier(initializer.expression) || initializer.expression.text !== 'require') return '';
	const [name] = initializer.arguments;
	return name !== undefined && ts.isStringLiteral(name) ? name.text : '';
}

function bodySignals(sourceFile: ts.SourceFile): { readonly jsx: boolean; readonly dom: boolean } {
	let jsx = false;
	let uses = 0;
	let asks = false;
	const pending: ts.Node[] = [sourceFile];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		jsx ||= ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
		if (ts.isTypeOfExpression(node) && ts.isIdentifier(node.expression) && DOM_GLOBALS.has(node.expression.text)) asks = true;
		else if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && DOM_GLOBALS.has(node.expression.text) && declarationOf(node.expression.text, node) === undefined) uses += 1;
		if (!ts.isTypeNode(node)) ts.forEachChild(node, (child) => void pending.push(child));
	}
	// Code handed to a browser that the server drives (page.evaluate) uses the page too: one mention is not enough beside it.
	return { jsx, dom: uses > 0 && !asks && !/\.(?:evaluate|waitForFunction|\$eval)\(/.test(sourceFile.text) };
}

/** Reads the signals of the package that owns a file. */
export function packageSignals(module: Module): PackageSignals {
	// At base: a change to the manifest must not make the files of a service those of a command.
	const manifest = ownerBefore(module) ?? module.codebase.packages.owner(module.path);
	if (manifest === undefined) return NO_PACKAGE;
	const known = packages.get(manifest) ?? fromManifest(manifest);
	packages.set(manifest, known);
	return known;
}

/** Made to be installed by others: has an entry and says which files go out. */
function isPublished(raw: PackageManifest['raw']): boolean {
	return raw['private'] !== true && raw['files'] !== undefined && (raw['main'] ?? raw['exports'] ?? raw['module']) !== undefined;
}

/** With exports it is a library too: what its command is made of says so by its folder, its imports or a shebang. */
function isCommand(raw: PackageManifest['raw']): boolean {
	return raw['bin'] !== undefined && raw['exports'] === undefined;
}

/** Kept to its owner and started from its build, `node dist/index.js`: a service, whichever libraries it is made of. */
function runsBuilt(kept: unknown, start: unknown): boolean {
	return kept === true && typeof start === 'string' && /(?:^|\s)node\s+(?:-\S+\s+)*(?:\.\/)?(?:dist|build|lib|out)\//.test(start);
}

function fromManifest(manifest: PackageManifest): PackageSignals {
	const runtimeDependencies = new Set(Object.keys(record(manifest.raw['dependencies'])));
	const has = (names: readonly string[]): boolean => names.some((name) => runtimeDependencies.has(name));
	const scripts = record(manifest.raw['scripts']);
	const published = isPublished(manifest.raw);
	const pages = BROWSER_PACKAGES.some((name) => manifest.dependencies.has(name));
	const framed = PAGE_PACKAGES.some((name) => manifest.dependencies.has(name));
	const server = has(SERVER_PACKAGES) || (!pages && !framed && runsBuilt(manifest.raw['private'], scripts['start']));
	const mixed = framed || (server && pages && runtimeDependencies.has('react-dom'));
	const startable = scripts['start'] !== undefined;
	return {
		server,
		mixed,
		browser: !server && !mixed && pages,
		command: isCommand(manifest.raw) && !startable && !server && has(['commander', 'yargs', 'meow', 'cac', '@oclif/core', 'citty', 'clipanion']),
		published,
		sdk: /(?:^|[/-])(?:sdk|client)(?:$|[/-])/.test(manifest.name) || (published && !startable && !server),
		runtimeDependencies,
	};
}
