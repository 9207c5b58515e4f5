import type { Values } from './description.ts';
import { diffFiles } from './diff.ts';
import { NotFound } from './not-found.ts';
import type { Answer, Call } from './operations.ts';

export function commitBody(call: Call, sha: string): Values {
	const { description, state } = call;
	const [tree = '', parents = '', name = '', email = '', seconds = '0', committerEmail = '', message = ''] = state.repository.served('show', '--no-patch', '--format=%T%x00%P%x00%an%x00%ae%x00%at%x00%ce%x00%B', sha).split('\0');
	const person = { name, email, date: new Date(Number(seconds) * 1000).toISOString() };
	const listed = parents.split(' ').filter((parent) => parent !== '').map((parent) => ({ sha: parent, url: 'http://127.0.0.1/', html_url: 'http://127.0.0.1/' }));
	const commit = { url: 'http://127.0.0.1/', author: person, committer: person, message: message.trimEnd(), comment_count: 0, tree: { sha: tree, url: 'http://127.0.0.1/' } };
	const [author, committer] = [email, committerEmail].map((address) => {
		const account = state.accounts.get(address);
		return account === undefined ? null : description.make('simple-user', { ...account });
	});
	return description.make('commit', { sha, commit, parents: listed, author, committer });
}

function resolved(call: Call, name: string): string {
	try {
		return call.state.repository.served('rev-parse', '--verify', '--quiet', `${name}^{commit}`).trim();
	} catch {
		throw new NotFound();
	}
}

/** Listed on the first page alone, and no more than these. */
const MOST_COMPARED = 300;

function comparedFiles(call: Call, mergeBase: string, head: string): readonly Values[] {
	if ((call.query.get('page') ?? '1') !== '1') return [];
	return diffFiles(call.state.repository, mergeBase, head).slice(0, MOST_COMPARED).map((file) => call.description.make('diff-entry', { ...file }));
}

export function compare(call: Call): Answer {
	const [base = '', head = ''] = (call.params['basehead'] ?? '').split('...').map((name) => resolved(call, name));
	let mergeBase: string;
	try {
		mergeBase = call.state.mergeBase(base, head);
	} catch {
		throw new NotFound();
	}
	const merge = commitBody(call, mergeBase);
	const values = { base_commit: commitBody(call, base), merge_base_commit: merge, status: 'ahead', ahead_by: 1, behind_by: 0, total_commits: 1, commits: [], files: comparedFiles(call, mergeBase, head) };
	return { status: 200, body: call.description.make('commit-comparison', values) };
}

export function getCommit(call: Call): Answer {
	const sha = resolved(call, call.params['commit_sha'] ?? '');
	const { commit, parents } = commitBody(call, sha) as { commit: Values; parents: unknown };
	const { author, committer, message, tree } = commit;
	return { status: 200, body: call.description.make('git-commit', { sha, author, committer, message, tree, parents, verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null } }) };
}

export function getTree(call: Call): Answer {
	const sha = call.params['tree_sha'] ?? '';
	const listing = call.state.repository.served('ls-tree', '-r', '-t', '-l', '-z', sha).split('\0').filter((line) => line !== '');
	const tree = listing.map((line) => {
		const [meta = '', ...name] = line.split('\t');
		const [mode = '', type = '', entry = '', size = ''] = meta.split(/ +/u);
		return { path: name.join('\t'), mode, type, sha: entry, ...(type === 'blob' ? { size: Number(size) } : {}) };
	});
	return { status: 200, body: { sha, url: 'http://127.0.0.1/', truncated: false, tree } };
}

export function getBlob(call: Call): Answer {
	const sha = call.params['file_sha'] ?? '';
	const content = call.state.repository.blob(sha);
	return { status: 200, body: call.description.make('blob', { content: content.toString('base64'), encoding: 'base64', sha, size: content.length, url: 'http://127.0.0.1/' }) };
}
