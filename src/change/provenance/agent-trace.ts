import type { CommitSha, RepoPath } from '../change.ts';
import { repoPath } from '../repo-path.ts';
import type { LineRange } from './git-ai-note.ts';
import { modelNamed, toolNamed } from './tool-names.ts';

/** Lines of a file at `revision` that a record says an agent wrote, alone (`ai`) or with a person (`mixed`). */
export interface TracedLines {
	/** Line of the file of traces, from 1. */
	readonly record: number;
	/** Absent where the record names none that git has. */
	readonly revision?: CommitSha;
	readonly path: RepoPath;
	readonly ranges: readonly LineRange[];
	readonly tool: string;
	readonly model?: string;
	readonly contributor: 'ai' | 'mixed';
}

/** Where the reference implementation keeps its records. */
export const TRACES = '.agent-trace/traces.jsonl';
export const TRACES_BYTES = 8_388_608;

const MOST_RECORDS = 20_000;
const MOST_RECORD = 262_144;
const MOST_RANGES = 10_000;
const VERSION = /^\d+\.\d+(?:\.\d+)?$/u;
const COMMIT = /^(?:[\da-f]{40}|[\da-f]{64})$/u;
const MOST_LINE = 10_000_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads records of agent-trace (0.1, github.com/cursor/agent-trace), one a line. Anybody can write such a file: what it says of people
 * (`human`) is not heard, and a record that is none is passed over.
 */
export function parseTraces(text: string): readonly TracedLines[] {
	return text.split('\n').slice(0, MOST_RECORDS).flatMap((line, index) => (line.length > MOST_RECORD ? [] : recordLines(line, index + 1)));
}

function recordLines(line: string, record: number): TracedLines[] {
	const value = parsed(line);
	if (!isFields(value) || typeof value['version'] !== 'string' || !VERSION.test(value['version'])) return [];
	const [vcs, tool] = [fieldsIn(value, 'vcs'), fieldsIn(value, 'tool')];
	const isGit = vcs['type'] === 'git' && typeof vcs['revision'] === 'string' && COMMIT.test(vcs['revision']);
	const head = { record, tool: toolNamed(tool['name']), ...(isGit && { revision: vcs['revision'] as CommitSha }) };
	return listIn(value, 'files').flatMap((file) => {
		const path = typeof file['path'] === 'string' ? repoPath(file['path']) : undefined;
		return path === undefined ? [] : listIn(file, 'conversations').flatMap((conversation) => conversationLines(conversation, { ...head, path }));
	});
}

function conversationLines(conversation: Fields, head: Pick<TracedLines, 'record' | 'tool' | 'path' | 'revision'>): TracedLines[] {
	const general = fieldsIn(conversation, 'contributor');
	return listIn(conversation, 'ranges').slice(0, MOST_RANGES).flatMap((range): TracedLines[] => {
		const own = fieldsIn(range, 'contributor');
		const { type, model_id: model } = own['type'] === undefined ? general : own;
		const [first, last] = [range['start_line'], range['end_line']];
		if ((type !== 'ai' && type !== 'mixed') || !isLine(first) || !isLine(last) || last < first) return [];
		return [{ ...head, ranges: [[first, last]], contributor: type, ...modelNamed(model) }];
	});
}

function isLine(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= MOST_LINE;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function fieldsIn(value: Fields, key: string): Fields {
	const found = Object.hasOwn(value, key) ? value[key] : undefined;
	return isFields(found) ? found : {};
}

function listIn(value: Fields, key: string): readonly Fields[] {
	const found = Object.hasOwn(value, key) ? value[key] : undefined;
	return Array.isArray(found) ? found.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
