import type { GuardrailChange } from '../tampering.ts';

type Kind = GuardrailChange['kind'];

/** What of a repository decides which of its files are guardrails. */
export interface GuardrailPlaces {
	/** The config in force. */
	readonly config: string;
	/** Folders of the packs in force. */
	readonly packs: readonly string[];
	/** Folders and files of their data. */
	readonly data: readonly string[];
	/** Workflows that run Groundwire, before the change or after it. */
	readonly workflows: ReadonlySet<string>;
}

/** The weightiest first: a file that is moved from one kind to another counts as the weightier. */
export const KINDS: readonly Kind[] = ['config', 'policy', 'baseline', 'code-owners', 'workflow', 'agent-instructions'];

/** What a path guards, by its name and by what the config of base says; undefined for an ordinary file. */
export function guardrailKind(path: string, { config, packs, data, workflows }: GuardrailPlaces): Kind | undefined {
	if (path === config) return 'config';
	if ((path.endsWith('.rego') && isBelow(path, packs)) || (isData(path) && isBelow(path, data))) return 'policy';
	if (OWN.test(path) && !EXAMPLE.test(path)) return ownKind(path);
	if (CODE_OWNERS.includes(path)) return 'code-owners';
	if (workflows.has(path)) return 'workflow';
	return AGENT_NAMES.test(path) || AGENT_FOLDERS.some((folder) => folder.test(path)) ? 'agent-instructions' : undefined;
}

/** A pack may be the whole repository, written as `.`. */
export function isBelow(path: string, places: readonly string[]): boolean {
	return places.some((place) => place === '.' || path === place || path.startsWith(`${place}/`));
}

function isData(path: string): boolean {
	return /\.(?:json|ya?ml)$/.test(path);
}

const OWN = /(?:^|\/)\.groundwire\//;
const EXAMPLE = /(?:^|\/)(?:fixtures|testdata)\//;

function ownKind(path: string): Kind {
	if (/\.groundwire\/policies\//.test(path)) return 'policy';
	return path.endsWith('.groundwire/baseline.json') ? 'baseline' : 'config';
}

/** In the order in which GitHub looks for it; GitLab's last. */
export const CODE_OWNERS: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

export function isWorkflowPath(path: string): boolean {
	return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

/** Coding agents read these from any folder on the way to the file that they work on. */
const AGENT_NAMES = /(?:^|\/)(?:AGENTS(?:\.override)?|AGENT|CLAUDE(?:\.local)?|GEMINI)\.md$|(?:^|\/)\.(?:cursorrules|windsurfrules|clinerules|goosehints|mcp\.json)$/;

const AGENT_FOLDERS: readonly RegExp[] = [
	/^\.github\/copilot-instructions\.md$/,
	/^\.github\/(?:instructions|prompts|agents|chatmodes)\/.+\.md$/,
	/(?:^|\/)\.(?:cursor|windsurf|roo|amazonq|continue)\/rules\//,
	/(?:^|\/)\.clinerules\//,
	/(?:^|\/)\.cursor\/mcp\.json$/,
	/(?:^|\/)\.claude\/(?:settings(?:\.local)?\.json$|(?:agents|commands|skills|hooks|rules)\/)/,
	/(?:^|\/)\.gemini\/(?:settings\.json|styleguide\.md)$/,
	/(?:^|\/)\.junie\/guidelines\.md$/,
	/^\.aider\.conf\.ya?ml$/,
];
