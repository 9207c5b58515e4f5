import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { HealthRoute } from '../../facts/lifecycle.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { importedFrom } from '../handling/imported.ts';
import { frameworkOf } from '../handling/routes.ts';
import { type Site, type Work, calleeName, receiver, textOf } from '../handling/site.ts';
import { sitesOf } from '../handling/sites.ts';
import { subjectOf } from '../subject.ts';
import { PROBE_NAME, probeOf } from './names.ts';

const WORTH_A_LOOK = /health|live|ready|readiness|ping|status|heartbeat|['"`]\/up\b|terminus|probe/i;
const READS = /^(?:GET|HEAD|ALL|)$/;
/** What a handler says to the caller, to the log or about itself: no question to anything else. */
const ANSWERS = /^(?:res|response|reply|ctx|c|context|req|request|h|logger|log|console|process|Date|performance|JSON|Math|os|next|Response|NextResponse|Promise)$/;

/** The `healthRoutes` of a file. */
export function healthRoutes(context: CodeContext): HealthRoute[] {
	if (!WORTH_A_LOOK.test(context.module.sourceFile.text) || context.role === 'browser') return [];
	const routes = sitesOf(context).flatMap((site) => routeOf(site, context) ?? []);
	return [...routes, ...mountedRoutes(context), ...comparedPaths(context)];
}

function routeOf(site: Site, context: CodeContext): HealthRoute | undefined {
	if (site.kind !== 'http') return undefined;
	const [, verb = '', path = ''] = /^(?:([A-Z]+) )?(.*)$/.exec(site.route) ?? [];
	const asks = READS.test(verb) ? probeOf(path) : undefined;
	if (asks === undefined) return undefined;
	const asked = site.work === undefined ? undefined : asksOf(site.work);
	return {
		at: context.places.at(site.node),
		subject: subjectOf(site.node),
		framework: site.framework,
		route: path,
		asks,
		conditional: isConditional(site.node),
		checks: asked ?? [],
		answers: asked === undefined ? 'unknown' : asked.length > 0 ? 'checks' : 'always',
	};
}

/** Calls by which a handler asks something outside of itself. */
function asksOf(work: Work): string[] {
	const found = new Set<string>();
	for (const node of nodesIn(work.node)) {
		if (!ts.isCallExpression(node) && !ts.isTaggedTemplateExpression(node)) continue;
		const callee = (ts.isCallExpression(node) ? node.expression : node.tag).getText().replaceAll(/\s/g, '');
		const root = /^[\w$]+/.exec(callee)?.[0] ?? '';
		if (!ANSWERS.test(root) || root === 'Promise') found.add(callee.slice(0, 60));
	}
	return [...found].filter((name) => !name.startsWith('Promise.')).sort();
}

/** Under an `if` or a choice inside the function that also makes the routes around it. */
function isConditional(node: ts.Node): boolean {
	return (
		ts.findAncestor(node.parent, (ancestor) => {
			if (ts.isFunctionLike(ancestor) || ts.isSourceFile(ancestor)) return 'quit';
			return (ts.isIfStatement(ancestor) && ancestor.expression.end < node.pos + 1) || ts.isConditionalExpression(ancestor) || (ts.isBinaryExpression(ancestor) && ancestor.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken);
		}) !== undefined
	);
}

/** `app.use(healthRouter)`, `app.use('/health', router)`, `fastify.register(healthPlugin)`, `createTerminus(server, { healthChecks })`. */
function mountedRoutes(context: CodeContext): HealthRoute[] {
	return context.nodesOf(ts.isCallExpression).flatMap((node) => {
		const name = calleeName(node) ?? '';
		if (name === 'createTerminus' || name === 'createLightship') return [mounted(node, name, '', context)];
		const on = receiver(node);
		if (on === undefined || !/^(?:use|register|route|mount|addRoutes?)$/.test(name)) return [];
		const [path] = node.arguments;
		const prefix = path !== undefined && !ts.isObjectLiteralExpression(path) && !ts.isIdentifier(path) ? textOf(path, context.frame) : '';
		const names = node.arguments.flatMap((argument) => nameIn(argument));
		if (!(prefix !== '' && node.arguments.length > 1 && probeOf(prefix) !== undefined) && !names.some((candidate) => PROBE_NAME.test(candidate))) return [];
		const framework = frameworkOf(on, undefined, context) ?? (prefix.startsWith('/') ? ownRouter(on, context) : undefined);
		return framework === undefined ? [] : [mounted(node, framework, prefix, context)];
	});
}

/** `this.use('/ready', …)` in a controller of the repository's own, over a framework that the package has. */
function ownRouter(on: ts.Expression, { profile }: CodeContext): string | undefined {
	return on.kind === ts.SyntaxKind.ThisKeyword ? profile.frameworks.find((name) => /^(?:express|fastify|koa|hono|restify)$/.test(name)) : undefined;
}

/** What a mounted thing is called, here or where it is imported from. */
function nameIn(argument: ts.Expression): string[] {
	const root = ts.isCallExpression(argument) ? argument.expression : argument;
	if (!ts.isIdentifier(root) && !ts.isPropertyAccessExpression(root)) return [];
	return [root.getText(), importedFrom(root)?.split('/').at(-1) ?? ''];
}

function importOf(argument: ts.Expression): ts.Node | undefined {
	const root = ts.isCallExpression(argument) ? argument.expression : argument;
	const declaration = ts.isIdentifier(root) ? declarationOf(root.text, root) : undefined;
	return declaration === undefined ? undefined : ts.findAncestor(declaration, ts.isImportDeclaration);
}

function mounted(node: ts.CallExpression, framework: string, route: string, context: CodeContext): HealthRoute {
	const from = node.arguments.map((argument) => importOf(argument)).find((found) => found !== undefined);
	return { ...(from === undefined ? {} : { imported: context.places.at(from) }), at: context.places.at(node), subject: subjectOf(node), framework, route, asks: probeOf(route) ?? 'health', conditional: isConditional(node), checks: [], answers: 'unknown' };
}

/** `if (req.url === '/health')` in a server without a router. */
function comparedPaths(context: CodeContext): HealthRoute[] {
	return context.nodesOf(ts.isBinaryExpression).flatMap((node) => {
		if (node.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && node.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsToken) return [];
		const [path, other] = ts.isStringLiteralLike(node.right) ? [node.right, node.left] : ts.isStringLiteralLike(node.left) ? [node.left, node.right] : [];
		if (path === undefined || other === undefined || !path.text.startsWith('/') || !/url|path/i.test(other.getText())) return [];
		const asks = probeOf(path.text);
		const statement = ts.findAncestor(node, ts.isIfStatement) ?? node;
		return asks === undefined ? [] : [{ at: context.places.at(statement), subject: subjectOf(node), framework: 'http', route: path.text, asks, conditional: false, checks: [], answers: 'unknown' as const }];
	});
}
