import { ts } from '../../parse/typescript/compiler.ts';
import type { Handler, Profile } from '../facts.ts';
import type { CodeContext } from './context.ts';
import { isIdName } from './correlation/names.ts';
import { innermost, nodesIn } from './handling/calls.ts';
import { labelOf } from './handling/entry.ts';
import type { Site, Work } from './handling/site.ts';
import { sitesOf } from './handling/sites.ts';
import { requestLogOf } from './logging/request-log.ts';
import { subjectOf } from './subject.ts';
import { spanOf } from './tracing/spans.ts';

/** The `handlers` of a file: HTTP routes, queue consumers and scheduled jobs. */
export function handlers(context: CodeContext): Handler[] {
	return sitesOf(context).map((site) => handler(site, context));
}

function handler(site: Site, context: CodeContext): Handler {
	const work = site.work === undefined ? undefined : innermost(site.work);
	return {
		at: context.places.at(site.node, site.until),
		subject: subjectOfSite(site),
		kind: site.kind,
		framework: site.framework,
		route: site.route,
		requestLog: requestLogOf(site, work, context),
		correlation: correlation(site, work, context.profile),
		span: spanOf(work, site.framework, context.profile, site.kind === 'http' ? 0 : undefined),
	};
}

/** Handlers are told apart by what they serve: most stand in one function that registers them all. */
function subjectOfSite(site: Site): string {
	const around = subjectOf(site.node);
	return site.route === '' ? around : `${around === '<module>' ? '' : `${around} `}${labelOf(site)}`;
}

function correlation(site: Site, work: Work | undefined, profile: Profile): Handler['correlation'] {
	if ([work, site.work].some((own) => own !== undefined && usesId(own))) return 'manual';
	if (site.kind === 'http' && (site.framework === 'fastify' || profile.requestContext.length > 0)) return 'auto';
	return work === undefined || profile.requestContext.length > 0 ? 'unknown' : 'absent';
}

/** Does a handler name the id of its request, or log through a logger that the request brought along? */
function usesId(work: Work): boolean {
	for (const node of nodesIn(work.node)) {
		if (ts.isIdentifier(node) && isIdName(node.text)) return true;
		if (ts.isPropertyAccessExpression(node) && node.name.text === 'log' && ts.isIdentifier(node.expression) && /^(?:req|request|ctx|c)$/.test(node.expression.text)) return true;
	}
	return false;
}
