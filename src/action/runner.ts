import { tmpdir } from 'node:os';
import { ConfigurationError } from '../config/configuration-error.ts';

/** What the workflow runner tells a step, read once. */
export interface Runner {
	readonly apiUrl: string;
	readonly graphqlUrl: string;
	readonly serverUrl: string;
	readonly owner: string;
	readonly repo: string;
	readonly eventName: string;
	readonly eventPath: string;
	readonly sha: string;
	readonly workspace: string;
	readonly temp: string;
	/** The environment of processes that read the pull request. */
	readonly childEnv: Readonly<Record<string, string>>;
	/** For tests against a GitHub on loopback, which needs no second between two writes. */
	readonly writeIntervalMs?: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Nothing else reaches a process that reads the pull request: no token, no input, no path of a command file. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'SystemRoot', 'GIT_SSL_CAINFO', 'SSL_CERT_FILE', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];

/** Reads the variables that a runner sets for every step. */
export function readRunner(env: Env): Runner {
	const need = (name: string): string => {
		const value = env[name];
		if (value === undefined || value === '') throw new ConfigurationError(`${name} is not set`, { remedy: 'Run this as a GitHub Action, or use the groundwire command.' });
		return value;
	};
	const [owner = '', repo = ''] = need('GITHUB_REPOSITORY').split('/');
	const apiUrl = (env['GITHUB_API_URL'] ?? 'https://api.github.com').replace(/\/$/u, '');
	const interval = Number(env['GROUNDWIRE_WRITE_INTERVAL_MS'] ?? '');
	return {
		apiUrl,
		graphqlUrl: env['GITHUB_GRAPHQL_URL'] ?? `${apiUrl}/graphql`,
		serverUrl: (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/$/u, ''),
		owner,
		repo,
		eventName: need('GITHUB_EVENT_NAME'),
		eventPath: need('GITHUB_EVENT_PATH'),
		sha: env['GITHUB_SHA'] ?? '',
		workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
		temp: env['RUNNER_TEMP'] ?? tmpdir(),
		childEnv: Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
		...(env['GROUNDWIRE_WRITE_INTERVAL_MS'] !== undefined && Number.isFinite(interval) ? { writeIntervalMs: interval } : {}),
	};
}
