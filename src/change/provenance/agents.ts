import type { ProvenanceKind } from '../change.ts';

/** What gives a tool away in an author, a committer, a co-author or the login of a pull request. */
export interface Account {
	readonly tool: string;
	/** `assist`: a person took a suggestion. `automation`: a bot that writes no code of its own. */
	readonly kind: Extract<ProvenanceKind, 'agent' | 'assist' | 'automation'>;
	/** Exact addresses. Never a vendor's whole domain: people work there. */
	readonly emails?: readonly string[];
	/** Numbers of GitHub accounts: they outlive a renaming. */
	readonly ids?: readonly number[];
	/** GitHub logins that no person can have. */
	readonly logins?: readonly string[];
	readonly weak?: true;
}

/** Tools that write changes. One row an identity; several rows a tool where its identities mean different things. */
export const AGENTS: readonly Account[] = [
	{ tool: 'Claude Code', kind: 'agent', emails: ['noreply@anthropic.com'], ids: [209825114, 215619710, 208546643], logins: ['claude[bot]', 'claude-code[bot]', 'anthropic-claude[bot]', 'claude-code-action[bot]'] },
	{ tool: 'GitHub Copilot', kind: 'agent', ids: [198982749, 223556219], logins: ['copilot-swe-agent[bot]', 'copilot[bot]'] },
	{ tool: 'GitHub Copilot', kind: 'assist', emails: ['copilot@github.com'], ids: [175728472], logins: ['copilot-pull-request-reviewer[bot]'] },
	{ tool: 'Copilot Autofix', kind: 'assist', logins: ['github-advanced-security[bot]'] },
	{ tool: 'Cursor', kind: 'agent', emails: ['cursoragent@cursor.com', 'agent@cursor.com'], ids: [206951365], logins: ['cursor[bot]'] },
	{ tool: 'OpenAI Codex', kind: 'agent', emails: ['noreply@openai.com', 'codex@openai.com'], ids: [267193182, 199175422, 215057067], logins: ['chatgpt-codex-connector[bot]', 'openai-codex[bot]'] },
	{ tool: 'Devin', kind: 'agent', ids: [158243242], logins: ['devin-ai-integration[bot]'] },
	{ tool: 'Jules', kind: 'agent', ids: [161369871], logins: ['google-labs-jules[bot]'] },
	{ tool: 'Gemini CLI', kind: 'agent', emails: ['gemini-cli-agent@google.com', 'gemini-cli-robot@google.com'], logins: ['gemini-cli[bot]'] },
	{ tool: 'Gemini Code Assist', kind: 'assist', ids: [176961590], logins: ['gemini-code-assist[bot]'] },
	{ tool: 'aider', kind: 'agent', emails: ['aider@aider.chat', 'noreply@aider.chat'] },
	{ tool: 'Amp', kind: 'agent', emails: ['amp@ampcode.com'] },
	{ tool: 'OpenCode', kind: 'agent', emails: ['noreply@opencode.ai'], logins: ['opencode-agent[bot]'] },
	{ tool: 'OpenHands', kind: 'agent', emails: ['openhands@all-hands.dev'], logins: ['openhands-agent[bot]'] },
	{ tool: 'Kiro', kind: 'agent', emails: ['noreply@kiro.dev'], ids: [244629292], logins: ['kiro-agent[bot]'] },
	{ tool: 'Amazon Q', kind: 'agent', ids: [208079219], logins: ['amazon-q-developer[bot]'] },
	{ tool: 'Windsurf', kind: 'agent', emails: ['cascade@windsurf.ai', 'noreply@codeium.com'], weak: true },
	{ tool: 'Replit', kind: 'agent', emails: ['agent@replit.com', 'no-reply@replit.com'] },
	{ tool: 'Droid', kind: 'agent', emails: ['droid@factory.ai'], logins: ['factory-droid[bot]'] },
	{ tool: 'Crush', kind: 'agent', emails: ['crush@charm.land'] },
	{ tool: 'Qwen Code', kind: 'agent', emails: ['qwen-coder@alibabacloud.com'] },
	{ tool: 'TRAE', kind: 'agent', emails: ['traecli@bytedance.com'] },
	{ tool: 'Codebuff', kind: 'agent', emails: ['noreply@codebuff.com'] },
	{ tool: 'Lovable', kind: 'agent', logins: ['lovable-dev[bot]', 'gpt-engineer-app[bot]'] },
	{ tool: 'v0', kind: 'agent', logins: ['v0[bot]'] },
	{ tool: 'Cline', kind: 'agent', emails: ['noreply@cline.bot'], ids: [205137888], logins: ['cline[bot]'] },
	{ tool: 'Goose', kind: 'agent', emails: ['opensource@block.xyz'] },
	{ tool: 'Pi', kind: 'agent', emails: ['noreply@pi.dev'] },
	{ tool: 'Tabnine', kind: 'agent', emails: ['noreply@tabnine.com'] },
	{ tool: 'Continue', kind: 'agent', emails: ['noreply@continue.dev'] },
];

/** Bots that review: a person who takes their suggestion is the author. */
export const REVIEW_BOTS: readonly Account[] = [
	{ tool: 'CodeRabbit', kind: 'assist', ids: [136622811], logins: ['coderabbitai[bot]'] },
	{ tool: 'Greptile', kind: 'assist', logins: ['greptile-apps[bot]'] },
	{ tool: 'Qodo Merge', kind: 'assist', logins: ['qodo-merge-pro[bot]'] },
	{ tool: 'Sourcery', kind: 'assist', logins: ['sourcery-ai[bot]'] },
	{ tool: 'Ellipsis', kind: 'assist', logins: ['ellipsis-dev[bot]'] },
];

/** Bots without a language model. */
export const AUTOMATION: readonly Account[] = [
	{ tool: 'Dependabot', kind: 'automation', ids: [49699333], logins: ['dependabot[bot]', 'dependabot-preview[bot]'] },
	{ tool: 'Renovate', kind: 'automation', emails: ['bot@renovateapp.com'], ids: [29139614], logins: ['renovate[bot]', 'renovate-bot'] },
	{ tool: 'GitHub Actions', kind: 'automation', ids: [41898282], logins: ['github-actions[bot]'] },
	{ tool: 'pre-commit.ci', kind: 'automation', logins: ['pre-commit-ci[bot]'] },
	{ tool: 'Mergify', kind: 'automation', logins: ['mergify[bot]'] },
	{ tool: 'Release Please', kind: 'automation', logins: ['release-please[bot]'] },
];

/** First parts of branch names that agents choose. Anybody can choose them: a weak mark. */
export const BRANCH_PREFIXES: readonly (readonly [prefix: string, tool: string])[] = [
	['claude/', 'Claude Code'],
	['codex/', 'OpenAI Codex'],
	['copilot/', 'GitHub Copilot'],
	['cursor/', 'Cursor'],
	['devin/', 'Devin'],
	['cline/', 'Cline'],
	['aider/', 'aider'],
	['gemini/', 'Gemini CLI'],
	['jules/', 'Jules'],
	['opencode/', 'OpenCode'],
	['amp/', 'Amp'],
];

/** Names that agents make up where they are told to use no slash: only with the number that they put in. */
export const BRANCH_FORMS: readonly (readonly [shown: string, tool: string, form: RegExp])[] = [
	['jules-', 'Jules', /^jules-\d/u],
	['claude-issue-', 'Claude Code', /^claude-(?:issue|pr)-\d+-/u],
];
