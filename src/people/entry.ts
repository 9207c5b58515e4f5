import { createHash } from 'node:crypto';
import { PERMISSIONS, type Permission } from '../config/people.ts';

/** One decision of a person, as the log keeps it. */
export interface Entry {
	/** From 1, without gaps. */
	readonly sequence: number;
	/** SHA-256 of the line before, without its line end; zeros for the first. */
	readonly previous: string;
	/** When it was written down, ISO 8601. */
	readonly at: string;
	readonly pull: number;
	/** The change that the person had before them: the commit it starts from, and the one it ends with. */
	readonly base: string;
	readonly head: string;
	readonly actor: Actor;
	/** What the person was allowed to do then. */
	readonly permission: Permission;
	/** `revoke`: the comment that granted something was edited or deleted. */
	readonly action: 'waive' | 'approve' | 'revoke';
	/** The comment, which of its lines, and what it said. */
	readonly comment: { readonly id: number; readonly line: number; readonly bodySha256: string };
	/** For a waiver: `Finding.digest` of what it covers, by fingerprint. */
	readonly digests?: Readonly<Record<string, string>>;
	/** For a waiver of a rule: its id. */
	readonly rule?: string;
	/** For a waiver: its last day, `YYYY-MM-DD`, UTC. */
	readonly until?: string;
	readonly reason?: string;
}

/** Somebody on GitHub. The number stays when the name changes. */
export interface Actor {
	readonly login: string;
	readonly id: number;
}

/** An entry without its place in the chain. */
export type Draft = Omit<Entry, 'sequence' | 'previous'>;

export function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The one way to write an entry: keys by name, no spaces. Without a line end. */
export function canonical(entry: Entry): string {
	return JSON.stringify(entry, byName);
}

function byName(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const HASH = /^[0-9a-f]{64}$/u;
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/u;
const RULE = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/u;
const FINGERPRINT = /^[A-Za-z0-9:._]{4,128}$/u;
const DIGEST = /^[0-9a-f]{16,64}$/u;
const MOST_DIGESTS = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/** A line of the log as an entry, or what is wrong with it. A log is written by whoever may push: nothing of it is believed. */
export function readEntry(line: string): Entry | string {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return 'it is not JSON';
	}
	const entry = entryOf(value);
	if (typeof entry === 'string') return entry;
	return canonical(entry) === line ? entry : 'it is not in canonical form';
}

function entryOf(value: unknown): Entry | string {
	const fields = fieldsOf(value);
	const { sequence, previous, at, pull, base, head, permission, action } = fields;
	const allowed = PERMISSIONS.find((name) => name === permission);
	const actor = actorOf(fields['actor']);
	const comment = commentOf(fields['comment']);
	if (!isCount(sequence)) return 'its sequence is not a number';
	if (!matches(HASH, previous)) return 'its previous is not a SHA-256';
	if (!matches(TIME, at)) return 'its time is not ISO 8601';
	if (!isCount(pull)) return 'its pull is not a number';
	if (!matches(SHA, base) || !matches(SHA, head)) return 'its base or its head is not a commit';
	if (allowed === undefined) return 'its permission is unknown';
	if (actor === undefined) return 'its actor is not a login and a number';
	if (comment === undefined) return 'its comment is not a number, a line and a SHA-256';
	const same = { sequence, previous, at, pull, base, head, actor, permission: allowed, comment };
	if (action === 'approve' || action === 'revoke') return { ...same, action };
	if (action !== 'waive') return 'its action is unknown';
	const granted = waiverOf(fields);
	return granted === undefined ? 'its waiver is incomplete' : { ...same, action, ...granted };
}

function waiverOf({ digests, until, reason, rule }: Fields): Pick<Entry, 'digests' | 'until' | 'reason' | 'rule'> | undefined {
	const pairs = Object.entries(fieldsOf(digests));
	const good = pairs.length > 0 && pairs.length <= MOST_DIGESTS && pairs.every(([fingerprint, digest]) => FINGERPRINT.test(fingerprint) && matches(DIGEST, digest));
	if (!good || !matches(DAY, until) || typeof reason !== 'string' || reason.length > 1000) return undefined;
	if (rule !== undefined && !matches(RULE, rule)) return undefined;
	return { digests: Object.fromEntries(pairs.map(([key, digest]) => [key, String(digest)])), until, reason, ...(rule !== undefined && { rule }) };
}

function actorOf(value: unknown): Actor | undefined {
	const { login, id } = fieldsOf(value);
	return matches(LOGIN, login) && isCount(id) ? { login, id } : undefined;
}

function commentOf(value: unknown): Entry['comment'] | undefined {
	const { id, line, bodySha256 } = fieldsOf(value);
	return isCount(id) && isCount(line) && matches(HASH, bodySha256) ? { id, line, bodySha256 } : undefined;
}

function fieldsOf(value: unknown): Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function matches(pattern: RegExp, value: unknown): value is string {
	return typeof value === 'string' && pattern.test(value);
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}
