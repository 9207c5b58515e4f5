import type { ChangedFile, CommitSha, Provenance, ProvenanceMark, PullRequestFacts, Revision } from './change.ts';
import { type Commit, type Identity, readCommits } from './commit.ts';
import { BRANCH_FORMS, BRANCH_PREFIXES } from './provenance/agents.ts';
import { footerMark } from './provenance/footers.ts';
import { knownIdentity, knownLogin } from './provenance/identity.ts';
import { readLines } from './provenance/lines.ts';
import { bodyMarks } from './provenance/pull-request-body.ts';
import { findNotes, readSidecars } from './provenance/sidecars.ts';
import { type Mark, trailerMark } from './provenance/trailers.ts';
import type { Repository } from './repository.ts';

/** A commit of the change with its id. */
export interface AuthoredCommit {
	readonly id: CommitSha;
	readonly commit: Pick<Commit, 'author' | 'committer' | 'message'>;
}

/** As many as GitHub lists of a pull request. */
const MOST_COMMITS = 250;
const MAX_LINE = 2_000;

/** What authorship is read from. */
export interface AuthoredChange {
	readonly base: Revision;
	readonly head: Revision;
	readonly facts: PullRequestFacts;
	/** Awaited last: files and commits are read side by side. */
	readonly files: Promise<readonly ChangedFile[]>;
}

/**
 * Reads the marks of authorship of the commits base..head and of the pull request, and gives the lines that the change added to those
 * who claim them. Every mark and claim can be forged and removed: it may make a policy stricter, its absence proves nothing.
 */
export async function readProvenance(repository: Repository, { base, head, facts, files }: AuthoredChange): Promise<Provenance> {
	const [{ ids, tip, cut }, notes] = await Promise.all([listCommits(repository, base, head), findNotes(repository)]);
	const [commits, sidecars] = await Promise.all([readCommits(repository, ids), readSidecars(repository, { head, commits: ids, notes })]);
	const read = ids.flatMap((id, index) => {
		const commit = commits[index];
		return commit === undefined ? [] : [{ id, commit }];
	});
	const known = new Set([...ids, ...(base.commit === undefined ? [] : [base.commit])]);
	const complete = !cut && read.length === ids.length && (await endsKnown(repository, read, known));
	const history = { commits: new Map(read.map(({ id, commit }) => [id, commit])), head: head.tree, base, ...(tip !== undefined && { tip }) };
	const lines = await readLines(repository, { history, files, marks: detectMarks(read, facts), sidecars });
	return { marks: lines.marks, complete: complete && lines.complete, commits: ids.length, ...lines.attribution };
}

async function listCommits(repository: Repository, base: Revision, head: Revision): Promise<{ readonly ids: readonly CommitSha[]; readonly tip?: CommitSha; readonly cut: boolean }> {
	const tip = head.commit ?? (await currentCommit(repository));
	if (tip === undefined) return { ids: [], cut: false };
	const args = ['rev-list', `--max-count=${MOST_COMMITS + 1}`, tip, ...(base.commit === undefined ? [] : [`^${base.commit}`]), '--'];
	const { stdout } = await repository.objects.run(args);
	const ids = stdout.toString('latin1').split('\n').filter((line) => line !== '') as CommitSha[];
	return { ids: ids.slice(0, MOST_COMMITS), tip, cut: ids.length > MOST_COMMITS };
}

/** The index and the work tree stand on HEAD: what lies between base and HEAD is part of the change. */
async function currentCommit(repository: Repository): Promise<CommitSha | undefined> {
	const { code, stdout } = await repository.refs.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { accept: [1, 128] });
	return code === 0 ? (stdout.toString('latin1').trim() as CommitSha) : undefined;
}

/** In a shallow clone a listed commit may have parents that git does not follow: commits of the change may lie behind them. */
async function endsKnown(repository: Repository, commits: readonly { readonly commit: Commit }[], known: ReadonlySet<CommitSha>): Promise<boolean> {
	if (!repository.shallow) return true;
	const outside = [...new Set(commits.flatMap(({ commit }) => commit.parents))].filter((parent) => !known.has(parent));
	const parents = await readCommits(repository, outside);
	return parents.every((parent) => parent !== undefined);
}

/** The marks of commits and of the pull request, in a fixed order, each once. Pure. */
export function detectMarks(commits: readonly AuthoredCommit[], facts: PullRequestFacts): readonly ProvenanceMark[] {
	const marks = [...commits.flatMap(commitMarks), ...branchMarks(facts.headRef), ...authorMarks(facts.authorLogin), ...bodyMarks(facts.body ?? '').map((mark): ProvenanceMark => ({ ...mark, place: 'pull-request-body' }))];
	return [...new Map(marks.map((mark) => [JSON.stringify(mark), mark])).values()];
}

function commitMarks({ id, commit: { author, committer, message } }: AuthoredCommit): ProvenanceMark[] {
	// A subject is about a tool more often than by it.
	const lines = message.split('\n').slice(1).filter((line) => line.length <= MAX_LINE).map((line) => line.trimEnd());
	const at = (place: ProvenanceMark['place'], mark: Mark | undefined): ProvenanceMark[] => (mark === undefined ? [] : [{ ...mark, place, commit: id }]);
	return [
		...at('author', identityMark(author, 'author')),
		...at('committer', identityMark(committer, 'committer')),
		...lines.flatMap((line) => [...at('trailer', trailerMark(line)), ...at('footer', footerMark(line))]),
	];
}

function identityMark(identity: Identity, place: 'author' | 'committer'): Mark | undefined {
	const known = knownIdentity(identity);
	if (known !== undefined) return { signal: 'identity', ...known };
	// aider marks the committer of people's own commits, too, when they are made through it.
	if (!identity.name.endsWith(' (aider)')) return undefined;
	return { signal: 'identity', tool: 'aider', kind: 'agent', strength: place === 'author' ? 'strong' : 'weak', evidence: '(aider)' };
}

function branchMarks(headRef: string | undefined): ProvenanceMark[] {
	const name = headRef?.toLowerCase().replace(/^refs\/heads\//u, '') ?? '';
	const [evidence, tool] = BRANCH_PREFIXES.find(([prefix]) => name.startsWith(prefix)) ?? BRANCH_FORMS.find(([, , form]) => form.test(name)) ?? [];
	return evidence === undefined || tool === undefined ? [] : [{ signal: 'branch-prefix', place: 'branch', evidence, tool, kind: 'agent', strength: 'weak' }];
}

function authorMarks(login: string | undefined): ProvenanceMark[] {
	const known = login === undefined ? undefined : knownLogin(login);
	return known === undefined ? [] : [{ signal: 'author-login', place: 'pull-request-author', ...known }];
}
