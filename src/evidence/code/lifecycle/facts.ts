import type { LifecycleFacts } from '../../facts/lifecycle.ts';
import { caches } from '../caches/caches.ts';
import type { CodeContext } from '../context.ts';
import { emitters } from '../emitters/emitters.ts';
import { healthRoutes } from '../health/routes.ts';
import { services } from '../health/services.ts';
import { runningFacts } from './running.ts';

/** A file that does nothing of the kind. */
export const NO_LIFECYCLE: LifecycleFacts = { emitters: [], processListeners: [], programs: [], lifecycle: [], services: [], healthRoutes: [], caches: [] };

/** What a file does from the start of its service to its end. */
export function lifecycleFacts(context: CodeContext): LifecycleFacts {
	const routes = healthRoutes(context);
	return { emitters: emitters(context), ...runningFacts(context), healthRoutes: routes, services: services(context, routes), caches: caches(context) };
}
