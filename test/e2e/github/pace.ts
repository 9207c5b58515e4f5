import { throttling } from '@octokit/plugin-throttling';
import type { Seen } from './server.ts';

/** One request as GitHub's secondary limits see it. */
export interface Paced {
	/** Milliseconds since the first request, at the pace that the client keeps outside of tests. */
	readonly at: number;
	/** A read costs 1 point and a write 5. */
	readonly points: number;
	/** Pieces of content: every comment of a review counts, to be on the safe side. */
	readonly creations: number;
}

const BETWEEN_WRITES_MS = 1000;
const BETWEEN_NOTIFYING_WRITES_MS = 3000;

/** When the requests of a run would be sent at the real pace, if every answer came at once: nothing can be faster. */
export function paced(requests: readonly Seen[]): readonly Paced[] {
	let [now, write, notifying] = [0, 0, 0];
	return requests.map((request) => {
		if (request.write === 0) return { at: now, points: 1, creations: 0 };
		now = Math.max(now, write);
		if (throttling.triggersNotification(request.pathname)) {
			now = Math.max(now, notifying);
			notifying = now + BETWEEN_NOTIFYING_WRITES_MS;
		}
		write = now + BETWEEN_WRITES_MS;
		const comments = request.body['comments'];
		return { at: now, points: 5, creations: 1 + (Array.isArray(comments) ? comments.length : 0) };
	});
}

/** The most that any stretch of `windowMs` holds. */
export function busiest(requests: readonly Paced[], windowMs: number, of: 'points' | 'creations'): number {
	return Math.max(...requests.map(({ at }) => requests.filter((other) => other.at >= at && other.at < at + windowMs).reduce((sum, other) => sum + other[of], 0)));
}
