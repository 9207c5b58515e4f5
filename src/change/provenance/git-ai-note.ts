import type { RepoPath } from '../change.ts';
import { repoPath } from '../repo-path.ts';
import { modelNamed, toolNamed } from './tool-names.ts';

/** First and last line, from 1, both counted. */
export type LineRange = readonly [first: number, last: number];

/** Lines of a commit's own version of a file that a tool says it wrote. */
export interface NotedLines {
	readonly path: RepoPath;
	readonly ranges: readonly LineRange[];
	readonly tool: string;
	readonly model?: string;
}

const MOST_ENTRIES = 20_000;
const MOST_LINE = 10_000_000;
const DIVIDER = '\n---\n';
const ENTRY = /^ {2}(\S{1,200}) (\d{1,8}(?:-\d{1,8})?(?:,\d{1,8}(?:-\d{1,8})?)*)$/u;
const AI_KEY = /^(?:s_[\da-f]{4,64}::t_[\da-f]{4,64}|s_[\da-f]{4,64}|[\da-f]{7,64})$/u;

/**
 * Reads a note of git-ai (authorship/3.x, specs/git_ai_standard_v3.0.0.md of its repository): which lines of the commit came from an
 * agent. Lines of people (`h_…`) and lines that it does not name say nothing. A note of another form is `undefined`; an entry that
 * cannot be read is left out, and one whose session is not described has a tool that is not known.
 */
export function parseGitAiNote(text: string): readonly NotedLines[] | undefined {
	const at = text.startsWith('---\n') ? -1 : text.indexOf(DIVIDER);
	if (at < 0 && !text.startsWith('---\n')) return undefined;
	const metadata = parseMetadata(text.slice(at + DIVIDER.length));
	if (metadata === undefined) return undefined;
	const noted: NotedLines[] = [];
	let path: RepoPath | undefined;
	for (const line of text.slice(0, Math.max(0, at)).split('\n').slice(0, MOST_ENTRIES)) {
		if (!line.startsWith(' ')) path = repoPath(unquoted(line));
		else if (path !== undefined) noted.push(...entry(line, path, metadata));
	}
	return noted;
}

function unquoted(line: string): string {
	return line.length > 1 && line.startsWith('"') && line.endsWith('"') ? line.slice(1, -1) : line;
}

function entry(line: string, path: RepoPath, metadata: Metadata): NotedLines[] {
	const [, key = '', list = ''] = ENTRY.exec(line) ?? [];
	if (!AI_KEY.test(key)) return [];
	const ranges = list.split(',').map((part): LineRange => {
		const [first = 0, last = first] = part.split('-').map(Number);
		return [first, last];
	});
	if (ranges.some(([first, last]) => first < 1 || last < first || last > MOST_LINE)) return [];
	return [{ path, ranges, ...agentOf(key, metadata) }];
}

interface Metadata {
	readonly sessions: Readonly<Record<string, unknown>>;
	readonly prompts: Readonly<Record<string, unknown>>;
}

function parseMetadata(text: string): Metadata | undefined {
	const value = parsed(text);
	if (!isRecord(value) || typeof value['schema_version'] !== 'string' || !/^authorship\/3\.\d+\.\d+$/u.test(value['schema_version'])) return undefined;
	return { sessions: recordIn(value, 'sessions'), prompts: recordIn(value, 'prompts') };
}

/** `s_<id>::t_<id>` and `s_<id>` are of a session, anything else of a prompt. */
function agentOf(key: string, { sessions, prompts }: Metadata): { readonly tool: string; readonly model?: string } {
	const [session = ''] = key.split('::');
	const described = key.startsWith('s_') ? recordIn(sessions, session) : recordIn(prompts, key);
	const agent = recordIn(described, 'agent_id');
	return { tool: toolNamed(agent['tool']), ...modelNamed(agent['model']) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function recordIn(value: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
	const found = Object.hasOwn(value, key) ? value[key] : undefined;
	return isRecord(found) ? found : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
