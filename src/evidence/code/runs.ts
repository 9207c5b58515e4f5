import type { ConfigurationFacts } from '../facts/configuration.ts';
import type { CodeContext } from './context.ts';
import { sitesOf } from './handling/sites.ts';

const BACKGROUND = /(?:^|\/)(?:workers?|jobs?|queues?|consumers?|subscribers?|processors?|crons?|schedulers?|tasks)(?:\/|\.[cm]?[jt]s$)|[-.](?:worker|job|queue|consumer|subscriber|processor|cron|scheduler|task)\.[cm]?[jt]s$/i;
const REQUEST = /(?:^|\/)(?:routes?|routers?|controllers?|handlers?|middlewares?|resolvers?|api|pages)(?:\/|\.[cm]?[jt]s$)|[-.](?:route|router|controller|middleware|resolver)\.[cm]?[jt]s$/i;

/** What starts the code of a server file: by the handlers in it, else by its place inside its package. */
export function runsOf(context: CodeContext): ConfigurationFacts['runs'] {
	if (context.role !== 'server') return 'unknown';
	const kinds = new Set(sitesOf(context).map(({ kind }) => (kind === 'http' ? 'request' : 'background')));
	const [only, other] = kinds;
	if (only !== undefined) return other === undefined ? only : 'both';
	const { path, codebase } = context.module;
	const directory = codebase.packages.owner(path)?.directory ?? '';
	// A package that is called `worker` or `api` says it for all of its files.
	const inside = path.slice(directory.slice(0, directory.lastIndexOf('/') + 1).length);
	const background = BACKGROUND.test(inside);
	return background === REQUEST.test(inside) ? 'unknown' : background ? 'background' : 'request';
}
