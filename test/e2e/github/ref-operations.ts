import type { Values } from './description.ts';
import { getCommit, getTree } from './git-operations.ts';
import { NotFound } from './not-found.ts';
import type { Answer, Call } from './operations.ts';

function unprocessable(message: string): Answer {
	return { status: 422, body: { message, documentation_url: 'http://127.0.0.1/docs', status: '422' } };
}

function tipOf({ state }: Call, ref: string): string | undefined {
	try {
		return state.repository.served('rev-parse', '--verify', '--quiet', ref).trim();
	} catch {
		return undefined;
	}
}

function refBody(ref: string, sha: string): Values {
	return { ref, node_id: 'REF_1', url: 'http://127.0.0.1/', object: { type: 'commit', sha, url: 'http://127.0.0.1/' } };
}

export function getRef(call: Call): Answer {
	const ref = `refs/${call.params['ref'] ?? ''}`;
	const sha = tipOf(call, ref);
	if (sha === undefined) throw new NotFound();
	return { status: 200, body: refBody(ref, sha) };
}

export function createRef(call: Call): Answer {
	const [ref, sha] = [String(call.body['ref']), String(call.body['sha'])];
	if (!/^refs\/[^/]+\/.+/u.test(ref)) return unprocessable('Reference name is not valid');
	if (tipOf(call, ref) !== undefined) return unprocessable('Reference already exists');
	call.state.repository.served('update-ref', ref, sha, '');
	return { status: 201, body: refBody(ref, sha) };
}

/** Without force only what the ref pointed to before may be behind it. */
export function updateRef(call: Call): Answer {
	const [ref, sha] = [`refs/${call.params['ref'] ?? ''}`, String(call.body['sha'])];
	const before = tipOf(call, ref);
	if (before === undefined) return unprocessable('Reference does not exist');
	if (call.body['force'] !== true && call.state.repository.served('merge-base', before, sha).trim() !== before) return unprocessable('Update is not a fast forward');
	call.state.repository.served('update-ref', ref, sha, before);
	return { status: 200, body: refBody(ref, sha) };
}

function writeBlob(call: Call, content: unknown, encoding: unknown): string {
	const text = encoding === 'base64' ? Buffer.from(String(content), 'base64').toString('utf8') : String(content);
	return call.state.repository.fed(text, 'hash-object', '-w', '--stdin').trim();
}

export function createBlob(call: Call): Answer {
	return { status: 201, body: { url: 'http://127.0.0.1/', sha: writeBlob(call, call.body['content'], call.body['encoding']) } };
}

export function createTree(call: Call): Answer {
	const entries = (call.body['tree'] ?? []) as readonly Values[];
	const lines = entries.map(({ path, mode, type, sha, content }) => `${String(mode)} ${String(type)} ${typeof sha === 'string' ? sha : writeBlob(call, content, 'utf-8')}\t${String(path)}\n`);
	const sha = call.state.repository.fed(lines.join(''), 'mktree').trim();
	return { status: 201, body: getTree({ ...call, params: { tree_sha: sha } }).body };
}

export function createCommit(call: Call): Answer {
	const parents = ((call.body['parents'] ?? []) as readonly unknown[]).flatMap((parent) => ['-p', String(parent)]);
	const sha = call.state.repository.fed(String(call.body['message']), 'commit-tree', String(call.body['tree']), ...parents).trim();
	return { status: 201, body: getCommit({ ...call, params: { commit_sha: sha } }).body };
}
