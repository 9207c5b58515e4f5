import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import type { CodeContext } from '../context.ts';
import { decoratedSite } from './decorated.ts';
import { exportedSites } from './exported.ts';
import { messageSite } from './messages.ts';
import { processorSites } from './processors.ts';
import { routeSite } from './routes.ts';
import type { Site } from './site.ts';

/** One walk a file: several extractors ask for the same sites. By module, for a tree that both sides share has two. */
const known = new WeakMap<Module, readonly Site[]>();

/** Every place of a file where a handler, consumer or job is registered. */
export function sitesOf(context: CodeContext): readonly Site[] {
	const found = known.get(context.module) ?? find(context);
	known.set(context.module, found);
	return found;
}

function find(context: CodeContext): Site[] {
	const sites = exportedSites(context);
	for (const node of context.nodes) {
		const site = ts.isCallExpression(node)
			? (routeSite(node, context) ?? messageSite(node, context))
			: ts.isNewExpression(node)
				? messageSite(node, context)
				: ts.isMethodDeclaration(node)
					? decoratedSite(node, context)
					: undefined;
		if (site !== undefined) sites.push(site);
	}
	return [...sites, ...processorSites(context).filter(({ work }) => !sites.some((site) => site.work?.node === work?.node))];
}
