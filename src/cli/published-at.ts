import type { Environment } from '../change/git.ts';
import { openRepository } from '../change/repository.ts';

/** The `https://` address of a repository: where the workflow runs, else its remote `origin`; undefined where neither tells. */
export async function publishedAt(directory: string, environment: Environment): Promise<string | undefined> {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = environment;
	if (server !== undefined && name !== undefined && server !== '' && name !== '') return `${server}/${name}`;
	const repository = await openRepository(directory, environment);
	try {
		const { stdout } = await repository.refs.run(['config', '--local', '--get', 'remote.origin.url'], { accept: [1] });
		return webAddress(stdout.toString('utf8').trim());
	} finally {
		await repository.close();
	}
}

/** The web address of a remote, `https://` or SSH, without user, password and `.git`. */
export function webAddress(remote: string): string | undefined {
	const short = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/)(\S+)$/.exec(remote);
	const text = short === null ? remote.replace(/^(?:ssh|git\+ssh|git):\/\//, 'https://') : `https://${short[1]}/${short[2]}`;
	if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	return `https://${short === null && remote.startsWith('http') ? url.host : url.hostname}${url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`;
}
