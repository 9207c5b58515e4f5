import type { ProvenanceKind } from '../change.ts';
import type { Identity } from '../commit.ts';
import { modelInName } from './agent-names.ts';
import { type Account, AGENTS, AUTOMATION, REVIEW_BOTS } from './agents.ts';

/** What an identity is known for. */
export interface Known {
	readonly tool: string;
	readonly kind: ProvenanceKind;
	readonly strength: 'strong' | 'weak';
	readonly model?: string;
	/** Which entry of the tables it is. */
	readonly evidence: string;
}

const ACCOUNTS = [...AGENTS, ...REVIEW_BOTS, ...AUTOMATION];
const BY_EMAIL = index(({ emails }) => emails);
const BY_LOGIN = index(({ logins }) => logins);
const BY_ID = index(({ ids }) => ids?.map(String));
const NOREPLY = /^(?:(\d+)\+)?([^@+]+)@users\.noreply\.github\.com$/u;
const BOT_LOGIN = /^[a-z\d-]{1,60}\[bot\]$/u;

function index(keys: (account: Account) => readonly string[] | undefined): ReadonlyMap<string, Account> {
	return new Map(ACCOUNTS.flatMap((account) => (keys(account) ?? []).map((key) => [key, account] as const)));
}

/** What the author, committer or co-author of a commit is known for. A name alone says nothing, but for two that tools write. */
export function knownIdentity({ name, email }: Identity): Known | undefined {
	const address = email.trim().toLowerCase();
	const [, id, login = ''] = NOREPLY.exec(address) ?? [];
	const [account, evidence] = found([BY_EMAIL, address, address], [BY_ID, id, `account ${id}`], [BY_LOGIN, login, login]);
	if (account !== undefined) return known(account, evidence, modelInName(name));
	if (address === 'codex@example.com' && name === 'Codex Test') return { tool: 'OpenAI Codex', kind: 'agent', strength: 'weak', evidence: 'codex@example.com' };
	if (name === 'Copilot Autofix powered by AI') return { tool: 'Copilot Autofix', kind: 'assist', strength: 'strong', evidence: name };
	return unknownBot(login);
}

/** The first table that knows its key. */
function found(...lookups: readonly (readonly [table: ReadonlyMap<string, Account>, key: string | undefined, evidence: string])[]): readonly [Account | undefined, string] {
	for (const [table, key, evidence] of lookups) {
		const account = key === undefined ? undefined : table.get(key);
		if (account !== undefined) return [account, evidence];
	}
	return [undefined, ''];
}

/** What the login of a pull request's author is known for. */
export function knownLogin(text: string): Known | undefined {
	const login = text.toLowerCase().replace(/^app\/(.+)$/u, '$1[bot]');
	// The pull requests of the coding agent bear this login, which is reserved.
	if (login === 'copilot') return { tool: 'GitHub Copilot', kind: 'agent', strength: 'strong', evidence: login };
	const account = BY_LOGIN.get(login);
	return account === undefined ? unknownBot(login) : known(account, login);
}

/** GitHub gives `[bot]` to apps alone. What kind of app it is cannot be told. */
function unknownBot(login: string): Known | undefined {
	return BOT_LOGIN.test(login) ? { tool: login, kind: 'automation', strength: 'weak', evidence: login } : undefined;
}

function known({ tool, kind, weak }: Account, evidence: string, model?: string): Known {
	return { tool, kind, strength: weak === true ? 'weak' : 'strong', evidence, ...(model !== undefined && { model }) };
}
