import { NotFound } from './not-found.ts';
import { issueComment, refused, type Answer, type Call } from './operations.ts';

/** Steps of `permission`, which knows four; a role of the organisation's own is built on one of them. */
const STEPS: Readonly<Record<string, string>> = { none: 'none', read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' };

/** A role may be given as `name/base`: a role of the organisation's own, and what it is built on. */
export function getPermission(call: Call): Answer {
	const login = call.params['username'] ?? '';
	const user = call.state.userNamed(login);
	if (user === undefined) throw new NotFound();
	const [role = 'none', base = role] = (call.state.roles.get(user.login) ?? 'read').split('/');
	const collaborator = call.description.make('simple-user', { ...user, role_name: role });
	return { status: 200, body: { permission: STEPS[base] ?? 'none', role_name: role, user: collaborator } };
}

export function getIssueComment(call: Call): Answer {
	const comment = call.state.issueComments.find(({ id }) => id === Number(call.params['comment_id']));
	if (comment === undefined) throw new NotFound();
	return { status: 200, body: issueComment(call, comment) };
}

/** The same sign of the same user twice is one. */
export function createReaction(call: Call): Answer {
	const comment = Number(call.params['comment_id']);
	if (!call.state.issueComments.some(({ id }) => id === comment)) throw new NotFound();
	const reaction = { comment, user: call.token.user.login, content: String(call.body['content']) };
	const known = call.state.reactions.some((one) => one.comment === comment && one.user === reaction.user && one.content === reaction.content);
	if (!known) call.state.reactions.push(reaction);
	const user = call.description.make('simple-user', { ...call.token.user });
	return { status: known ? 200 : 201, body: call.description.make('reaction', { content: reaction.content, user }) };
}

export function getTeamMember(call: Call): Answer {
	if (call.token.members !== true) return refused('Resource not accessible by integration');
	const members = call.state.teams.get(call.params['team_slug'] ?? '');
	if (members?.includes(call.params['username'] ?? '') !== true) throw new NotFound();
	return { status: 200, body: { role: 'member', state: 'active', url: 'http://127.0.0.1/' } };
}
