import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GitRepository } from './git-repository.ts';

/** Serves fetches of the repository over HTTP by git's own CGI program. */
export function serveGit(repository: GitRepository, request: IncomingMessage, url: URL, response: ServerResponse): void {
	const suffix = url.pathname.replace(/^\/[^/]+\/[^/]+?\.git/u, '');
	const env = {
		PATH: process.env['PATH'] ?? '', GIT_PROJECT_ROOT: repository.folder, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: `/served.git${suffix}`, QUERY_STRING: url.search.slice(1),
		REQUEST_METHOD: request.method ?? 'GET', CONTENT_TYPE: request.headers['content-type'] ?? '', GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
		HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '', REMOTE_ADDR: '127.0.0.1', HOME: repository.folder,
		...(request.headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: request.headers['content-length'] }),
	};
	const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
	child.stdin.on('error', () => undefined);
	request.pipe(child.stdin);
	const chunks: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
	child.on('close', () => {
		const output = Buffer.concat(chunks);
		const end = output.indexOf('\r\n\r\n');
		let status = 200;
		for (const line of output.subarray(0, end).toString('latin1').split('\r\n')) {
			const [name = '', ...rest] = line.split(': ');
			if (name === 'Status') status = Number.parseInt(rest.join(': '), 10);
			else response.setHeader(name, rest.join(': '));
		}
		response.writeHead(status).end(output.subarray(end + 4));
	});
}
