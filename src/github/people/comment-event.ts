import { mentionsCommand } from '../../people/command.ts';
import type { Actor } from '../../people/entry.ts';

/** A comment of a pull request that may hold commands, or may have held some. */
export interface CommentEvent {
	readonly action: 'created' | 'edited' | 'deleted';
	readonly pull: number;
	readonly comment: { readonly id: number; readonly body: string };
	/** Whoever wrote, edited or deleted it. */
	readonly sender: Actor;
}

/** Reads an `issue_comment` event, or says in a line for the log why there is nothing to do. Most comments end here, and cost nothing. */
export function commentEvent(payload: unknown): CommentEvent | { readonly nothing: string } {
	const [issue, comment, sender] = [field(payload, 'issue'), field(payload, 'comment'), field(payload, 'sender')];
	const action = ACTIONS.find((name) => name === field(payload, 'action'));
	const [pull, id, body] = [field(issue, 'number'), field(comment, 'id'), field(comment, 'body')];
	const before = field(field(field(payload, 'changes'), 'body'), 'from');
	const by = { login: field(sender, 'login'), id: field(sender, 'id') };
	if (action === undefined || typeof pull !== 'number' || typeof id !== 'number') return { nothing: 'the comment has nothing for Groundwire' };
	if (field(issue, 'pull_request') === undefined) return { nothing: 'the comment is on an issue, not on a pull request' };
	const texts = [body, before].filter((text) => typeof text === 'string');
	if (!texts.some(mentionsCommand)) return { nothing: 'the comment has no command for Groundwire' };
	if (field(issue, 'state') !== 'open') return { nothing: 'the pull request is not open' };
	const writer = field(comment, 'user');
	const login = field(writer, 'login');
	// A bot of ours or of others: an answer to its comments could go on for ever.
	if (field(writer, 'type') !== 'User' || typeof login !== 'string' || login.toLowerCase().endsWith('[bot]')) return { nothing: 'the comment is not by a person' };
	if (typeof by.login !== 'string' || typeof by.id !== 'number') return { nothing: 'the event does not say who caused it' };
	return { action, pull, comment: { id, body: typeof body === 'string' ? body : '' }, sender: { login: by.login, id: by.id } };
}

const ACTIONS = ['created', 'edited', 'deleted'] as const;

function field(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
