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
	const account = BY_EMAIL.get(address) ?? (id === undefined ? undefined : BY_ID.get(id)) ?? BY_LOGIN.get(login);
	if (account !== undefined) return known(account, modelInName(name));
	if (address === 'codex@example.com' && name === 'Codex Test') return { tool: 'OpenAI Codex', kind: 'agent', strength: 'weak' };
	if (name === 'Copilot Autofix powered by AI') return { tool: 'Copilot Autofix', kind: 'assist', strength: 'strong' };
	return unknownBot(login);
}

/** What the login of a pull request's author is known for. */
export function knownLogin(text: string): Known | undefined {
	const login = text.toLowerCase().replace(/^app\/(.+)$/u, '$1[bot]');
	// The pull requests of the coding agent bear this login, which is reserved.
	if (login === 'copilot') return { tool: 'GitHub Copilot', kind: 'agent', strength: 'strong' };
	const account = BY_LOGIN.get(login);
	return account === undefined ? unknownBot(login) : known(account);
}

/** GitHub gives `[bot]` to apps alone. What kind of app it is cannot be told. */
function unknownBot(login: string): Known | undefined {
	return BOT_LOGIN.test(login) ? { tool: login, kind: 'automation', strength: 'weak' } : undefined;
}

function known({ tool, kind, weak }: Account, model?: string): Known {
	return { tool, kind, strength: weak === true ? 'weak' : 'strong', ...(model !== undefined && { model }) };
}
