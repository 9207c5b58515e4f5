import { tmpdir } from 'node:os';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { ClientOptions } from '../github/client.ts';

/** What the workflow runner tells a step, read once. */
export interface Runner {
	readonly apiUrl: string;
	readonly graphqlUrl: string;
	readonly serverUrl: string;
	readonly owner: string;
	readonly repo: string;
	readonly eventName: string;
	/** The event as it was delivered; hostile. */
	readonly payload: unknown;
	readonly sha: string;
	readonly workspace: string;
	readonly temp: string;
	/** The environment of processes that read the pull request. */
	readonly childEnv: Readonly<Record<string, string>>;
	/** The same for git, which fetches: with the proxy, whose address may hold a password. */
	readonly gitEnv: Readonly<Record<string, string>>;
	/** Goes through the proxy of the runner, where it has one. */
	readonly fetch: ClientOptions['fetch'];
	/** For tests against a GitHub on loopback, which needs no second between two writes and no minutes of waiting. */
	readonly pace: Pick<ClientOptions, 'writeIntervalMs' | 'requestTimeoutMs' | 'retryScale'>;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Nothing else reaches a process that reads the pull request: no token, no input, no path of a command file. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'RUNNER_TOOL_CACHE', 'XDG_CACHE_HOME', 'LANG', 'SystemRoot'];
const FOR_GIT = [...PASSED_ON, 'GIT_SSL_CAINFO', 'SSL_CERT_FILE', 'HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];

/**
 * What the runner says, by its own library: the event, the addresses, and a `fetch` that goes through the runner's proxy. The
 * library reads the event file when it is loaded, so it is loaded here, where an error has somebody to report to.
 */
export async function readRunner(env: Env): Promise<Runner> {
	for (const name of ['GITHUB_REPOSITORY', 'GITHUB_EVENT_NAME', 'GITHUB_EVENT_PATH']) {
		if ((env[name] ?? '') === '') throw new ConfigurationError(`${name} is not set`, { remedy: 'Run this as a GitHub Action, or use the groundwire command.' });
	}
	const { context, defaults } = await import('@actions/github/lib/utils');
	return {
		apiUrl: context.apiUrl.replace(/\/$/u, ''),
		graphqlUrl: context.graphqlUrl,
		serverUrl: context.serverUrl.replace(/\/$/u, ''),
		...context.repo,
		eventName: context.eventName,
		payload: context.payload,
		sha: context.sha,
		workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
		temp: env['RUNNER_TEMP'] ?? tmpdir(),
		childEnv: chosen(env, PASSED_ON),
		gitEnv: gitProxies(chosen(env, FOR_GIT)),
		fetch: defaults.request?.fetch,
		pace: {
			...number('writeIntervalMs', env['GROUNDWIRE_WRITE_INTERVAL_MS']),
			...number('requestTimeoutMs', env['GROUNDWIRE_REQUEST_TIMEOUT_MS']),
			...number('retryScale', env['GROUNDWIRE_RETRY_SCALE']),
		},
	};
}

function chosen(env: Env, names: readonly string[]): Readonly<Record<string, string>> {
	return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** The runner's library takes `HTTP_PROXY` as well; git takes the small letters alone. */
function gitProxies(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	const { HTTP_PROXY: large, http_proxy: small = large } = env;
	return small === undefined ? env : { ...env, http_proxy: small };
}

function number(key: keyof Runner['pace'], text: string | undefined): Runner['pace'] {
	const value = Number(text);
	return text === undefined || text === '' || !Number.isFinite(value) || value < 0 ? {} : { [key]: value };
}
