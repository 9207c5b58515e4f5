import { joinPath } from '../../../parse/source-tree.ts';
import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import type { HealthRoute, Service } from '../../facts/lifecycle.ts';
import type { CodeContext } from '../context.ts';
import { holderOf } from '../emitters/holders.ts';
import { type Listening, listenings } from '../lifecycle/listens.ts';
import { specifiersOf } from '../lifecycle/reach.ts';
import { runsWhenLoaded } from '../lifecycle/when-loaded.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { alternatives } from '../value/value.ts';
import { PROBE_NAME, mentionsProbe } from './names.ts';

/** Servers that a platform asks over HTTP. */
const HTTP = /^(?:express|fastify|koa|nest|http|http2|restify|polka|hono|hapi|elysia)$/;
const WORTH_A_LOOK = /\.listen\(|\bserve\(|\bstart\w*\(|\.start\(|express|fastify|[kK]oa|[hH]ono|restify|polka/;
const MAKES = /^(?:express|[fF]astify|[kK]oa|Hono|OpenAPIHono|polka|restify)$/;
/** Modules that are read in search of a route, and how far their imports are followed. */
const MAX_MODULES = 60;
const MAX_STEPS = 3;
const HELPERS = /^(?:@godaddy\/terminus|@nestjs\/terminus|fastify-healthcheck|fastify-custom-healthcheck|@fastify\/under-pressure|under-pressure|express-healthcheck|express-actuator|@cloudnative\/health(?:-connect)?|lightship|@hmcts\/nodejs-healthcheck|koa-simple-healthcheck|koa-health|hapi-alive|hapi-and-healthy|health-checkup)$/;
const FILES = ['app/api/health/route', 'app/api/healthz/route', 'app/api/healthcheck/route', 'app/api/status/route', 'app/health/route', 'pages/api/health', 'pages/api/healthz', 'pages/api/healthcheck', 'pages/api/status', 'app/routes/healthcheck', 'app/routes/health', 'app/routes/healthz', 'routes/health', 'routes/healthcheck', 'server/api/health', 'server/routes/health'];

/** The `services` of a file: servers that start here, and whether a platform can ask them how they are. */
export function services(context: CodeContext, routes: readonly HealthRoute[]): Service[] {
	if (!WORTH_A_LOOK.test(context.module.sourceFile.text) || context.role === 'browser') return [];
	const started = listenings(context).filter(({ framework }) => HTTP.test(framework));
	return [...started.map((listening) => serviceOf(listening, routes, context)), ...appsMade(context)];
}

function serviceOf({ node, until, framework, name }: Listening, routes: readonly HealthRoute[], context: CodeContext): Service {
	const starts = runsWhenLoaded(node, context) ? 'loaded' : 'caller';
	const health = routes.length > 0 ? 'present' : starts === 'caller' ? 'unknown' : healthInReach(context);
	return { at: context.places.at(node, until), subject: subjectOf(node), framework, name, starts, health };
}

/** `express()` where nothing listens: whoever starts it may add routes. */
function appsMade(context: CodeContext): Service[] {
	return [...context.nodesOf(ts.isCallExpression), ...context.nodesOf(ts.isNewExpression)].flatMap((node) => {
		if (!ts.isIdentifier(node.expression) || !MAKES.test(node.expression.text)) return [];
		const framework = alternatives(evaluate(node.expression, context.frame)).flatMap((value) => (value.kind === 'package' && HTTP.test(value.name) ? [value.name] : []))[0];
		const holder = holderOf(node, context);
		return framework === undefined ? [] : [{ at: context.places.at(node), subject: subjectOf(node), framework, name: holder?.name ?? 'app', starts: 'caller' as const, health: 'unknown' as const }];
	});
}

function healthInReach(context: CodeContext): Service['health'] {
	const { module } = context;
	const owner = module.codebase.packages.owner(module.path);
	if ([...(owner?.dependencies.keys() ?? [])].some((name) => HELPERS.test(name)) || hasFileRoute(context, owner?.directory ?? '')) return 'present';
	const seen = new Set<string>([module.path]);
	let edge: readonly Module[] = [module];
	for (let step = 0; step <= MAX_STEPS && edge.length > 0; step += 1) {
		if (edge.some(speaksOfProbe)) return 'present';
		edge = step === MAX_STEPS ? [] : edge.flatMap((current) => loadedBy(current, seen));
		if (seen.size >= MAX_MODULES) return 'unknown';
	}
	return loadsByName(context) ? 'unknown' : 'absent';
}

/** Modules of the repository that a module loads and that were not seen before. */
function loadedBy(current: Module, seen: Set<string>): Module[] {
	return specifiersOf(current.sourceFile).flatMap(({ text }) => {
		if (/\.(?:css|json)$/.test(text) || seen.size >= MAX_MODULES) return [];
		const target = current.codebase.resolve(current, text);
		if (target.kind !== 'module' || seen.has(target.module.path)) return [];
		seen.add(target.module.path);
		return [target.module];
	});
}

function speaksOfProbe({ sourceFile }: Module): boolean {
	return mentionsProbe(sourceFile.text) || specifiersOf(sourceFile).some(({ text }) => PROBE_NAME.test(text));
}

/** Next.js, Remix and Nuxt make routes of files. */
function hasFileRoute({ module }: CodeContext, directory: string): boolean {
	return FILES.some((file) => ['', 'src/'].some((room) => ['ts', 'tsx', 'js', 'mjs'].some((ending) => {
		const path = joinPath(directory, `${room}${file}.${ending}`);
		return path !== undefined && module.codebase.tree.entry(path)?.kind === 'file';
	})));
}

/** Routes that are loaded from a folder, by a framework of files, or handed in are out of sight. */
function loadsByName(context: CodeContext): boolean {
	if (context.profile.frameworks.some((name) => name === 'next')) return true;
	if (/autoload|\bglob\b|readdir|require\((?!['"])|import\((?!['"])|createRequestHandler|createRequestListener|getRequestHandler|AppModule/i.test(context.module.sourceFile.text)) return true;
	return context.nodesOf(ts.isCallExpression).length === 0;
}
