import type { HealthRoute } from '../../facts/lifecycle.ts';

const PART = '(?:health(?:z|s|y)?|health[-_]?checks?|healthchecks?|livez?|liveness|alive|readyz?|readiness|startupz?|ping|status|up|heartbeats?|_health|_?healthz|__health(?:check)?__|-\\/(?:healthy|ready|health|readiness|liveness))';
const HEALTH = new RegExp(`(?:^|/)${PART}(?:/(?:live|ready|liveness|readiness|startup|check|status))?/?$`, 'i');
/** The words that mean a probe and hardly anything else: for texts that are not known to be routes. */
const PLAIN = /['"`](?:[\w./:-]*\/)?(?:_?_?health(?:z|y)?|health[-_]?check(?:s|z)?|livez|liveness|readyz|readiness|heartbeat|ping|status|ready|live|-\/healthy)(?:\/(?:live|ready|liveness|readiness))?\/?['"`]/i;
/** Names under which routers, controllers and plugins of probes are imported. */
export const PROBE_NAME = /health|liveness|readiness|heartbeat|livez|readyz|terminus|\bprobes?\b|Probes?(?![a-z])/i;

/** What a path asks for, when it is that of a probe. */
export function probeOf(path: string): HealthRoute['asks'] | undefined {
	if (!HEALTH.test(path)) return undefined;
	if (/(?:live|liveness|livez|alive|healthy)\/?$/i.test(path)) return 'live';
	return /(?:ready|readiness|readyz)\/?$/i.test(path) ? 'ready' : 'health';
}

/** Does a text name the path of a probe? */
export function mentionsProbe(text: string): boolean {
	return PLAIN.test(text);
}
