import { ts } from '../../parse/typescript/compiler.ts';
import type { Catch } from '../facts.ts';
import type { CodeContext } from './context.ts';
import { toldElsewhere } from './errors/aftermath.ts';
import { isExplained } from './errors/explained.ts';
import { guardsOf } from './errors/guards.ts';
import { isHandedIn } from './errors/handed.ts';
import { reactionsTo } from './errors/reactions.ts';
import { statusesIn } from './errors/responses.ts';
import { servesRequests } from './errors/serving.ts';
import { type CatchSite, catchSite, isDetached } from './errors/sites.ts';
import { tryingText } from './errors/trying.ts';
import { loggerAtHand } from './logging/structure.ts';
import { subjectOf } from './subject.ts';

/** The `catches` of a file: every place where a failure arrives, and what becomes of it. */
export function catches(context: CodeContext): Catch[] {
	const found: Catch[] = [];
	for (const node of context.nodes) {
		const site = catchSite(node, context);
		if (site !== undefined) found.push(catchFact(site, context));
	}
	return found;
}

function catchFact(site: CatchSite, context: CodeContext): Catch {
	const { sourceFile } = context.module;
	const does = reactionsTo(site, context);
	const told = toldElsewhere(site, context) && !does.includes('rethrow');
	const answers = does.includes('respond');
	const statuses = answers ? statusesIn(site.body) : [];
	const detached = isDetached(site);
	const guards = guardsOf(site.tried, detached);
	const empty = ts.isBlock(site.body) && site.body.statements.length === 0;
	return {
		at: context.places.at(site.node),
		subject: subjectOf(site.node),
		kind: site.kind,
		does: told ? [...does.filter((reaction) => reaction !== 'nothing'), 'rethrow'] : does,
		empty,
		explained: isExplained(site, { responds: answers, outbound: guards === 'outbound' }, sourceFile),
		guards,
		trying: tryingText(site.tried, sourceFile),
		detached,
		handed: isHandedIn(site.tried),
		serves: servesRequests(site.node) || statuses.some((status) => status >= 500),
		statuses,
		...(empty && site.kind !== 'callback' && loggerAtHand(site.body, context) !== undefined ? { fix: { name: 'log-error' } } : {}),
	};
}
