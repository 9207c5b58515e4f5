import { type Permission, PERMISSIONS } from '../../config/people.ts';
import { statusOf, type Client } from '../client.ts';

/** Who may do what in one repository, asked when it is needed and once for each person. */
export interface Rights {
	/** What the person may do now; `none` for strangers, and for everybody where the token may not ask. */
	permissionOf(login: string): Promise<Permission>;
	/** Is the person an active member of this team of the owner, or of a team below it? `hidden`: the token may not see teams. */
	isMember(team: string, login: string): Promise<boolean | 'hidden'>;
}

/** Looks rights up through the API. A refusal is an answer: nobody has a right that could not be seen. Other failures are thrown. */
export function rightsIn(client: Client, { owner, repo }: { readonly owner: string; readonly repo: string }): Rights {
	const permissions = new Map<string, Promise<Permission>>();
	const memberships = new Map<string, Promise<boolean | 'hidden'>>();
	return {
		permissionOf: (login) => once(permissions, login.toLowerCase(), () => permission(client, owner, repo, login)),
		isMember: (team, login) => once(memberships, `${team} ${login.toLowerCase()}`, () => membership(client, owner, team, login)),
	};
}

function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
	const answer = known.get(key) ?? ask();
	known.set(key, answer);
	return answer;
}

async function permission(client: Client, owner: string, repo: string, username: string): Promise<Permission> {
	try {
		const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username });
		// `permission` knows four steps only; a role that an organisation made up has the one that it is built on.
		return PERMISSIONS.find((name) => name === data.role_name) ?? PERMISSIONS.find((name) => name === data.permission) ?? 'none';
	} catch (error) {
		if (isNo(error)) return 'none';
		throw error;
	}
}

async function membership(client: Client, org: string, team_slug: string, username: string): Promise<boolean | 'hidden'> {
	try {
		const { data } = await client.rest.teams.getMembershipForUserInOrg({ org, team_slug, username });
		return data.state === 'active';
	} catch (error) {
		if (statusOf(error) === 403 && isNo(error)) return 'hidden';
		if (isNo(error)) return false;
		throw error;
	}
}

/** GitHub understood, and says no or knows nobody of this name. Being asked to wait is neither. */
function isNo(error: unknown): boolean {
	const status = statusOf(error);
	return status === 404 || (status === 403 && !(error instanceof Error && /rate limit/iu.test(error.message)));
}
