import type { Answer } from './github/operations.ts';
import type { Broken } from './github/server.ts';

/** One way to disturb a request: instead of carrying it out, or after it was carried out. */
export interface Kind {
	readonly when: 'before' | 'after';
	readonly answer: Answer | Broken;
	/** The step gets this signal at this boundary. */
	readonly kills?: 'SIGKILL' | 'SIGTERM' | 'SIGINT';
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
	return { status, headers, body: { message, documentation_url: 'http://127.0.0.1/docs', status: `${status}` } };
}

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

export const KINDS: Readonly<Record<string, Kind>> = {
	'500': { when: 'before', answer: refusal(500, 'Server Error') },
	'500 after': { when: 'after', answer: refusal(500, 'Server Error') },
	'502': { when: 'before', answer: refusal(502, 'Bad Gateway') },
	'502 after': { when: 'after', answer: refusal(502, 'Bad Gateway') },
	'403 secondary, retry-after': { when: 'before', answer: refusal(403, SECONDARY, { 'retry-after': '1' }) },
	'403 secondary': { when: 'before', answer: refusal(403, SECONDARY) },
	'403 primary': { when: 'before', answer: refusal(403, 'API rate limit exceeded for installation ID 1.', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }) },
	'403 with retry-after alone': { when: 'before', answer: refusal(403, 'You have triggered an abuse detection mechanism.', { 'retry-after': '1' }) },
	'429, retry-after': { when: 'before', answer: refusal(429, SECONDARY, { 'retry-after': '1' }) },
	'429': { when: 'before', answer: refusal(429, 'Too Many Requests') },
	'401': { when: 'before', answer: refusal(401, 'Bad credentials') },
	'404': { when: 'before', answer: refusal(404, 'Not Found') },
	'409': { when: 'before', answer: refusal(409, 'Conflict') },
	'422': { when: 'before', answer: refusal(422, 'Validation Failed') },
	'connection cut in the JSON': { when: 'after', answer: 'cut' },
	'half of the JSON': { when: 'after', answer: 'garble' },
	'reset before': { when: 'before', answer: 'hang-up' },
	'reset after': { when: 'after', answer: 'hang-up' },
	'stall before': { when: 'before', answer: 'stall' },
	'stall after': { when: 'after', answer: 'stall' },
	'kill -9 before': { when: 'before', answer: 'hang-up', kills: 'SIGKILL' },
	'kill -9 after': { when: 'after', answer: 'hang-up', kills: 'SIGKILL' },
	'SIGTERM': { when: 'after', answer: 'stall', kills: 'SIGTERM' },
	'SIGINT': { when: 'before', answer: 'stall', kills: 'SIGINT' },
};
