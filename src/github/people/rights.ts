import { PERMISSIONS, type Permission } from '../../config/people.ts';
import type { Actor } from '../../people/entry.ts';
import { statusOf, type Client } from '../client.ts';

/** Who may do what in one repository, asked when it is needed and once for each person. */
export class Rights {
	readonly #client: Client;
	readonly #at: { readonly owner: string; readonly repo: string };
	readonly #permissions = new Map<string, Promise<Permission>>();
	readonly #members = new Map<string, Promise<boolean>>();
	readonly #hidden = new Set<string>();

	constructor(client: Client, { owner, repo }: { readonly owner: string; readonly repo: string }) {
		this.#client = client;
		this.#at = { owner, repo };
	}

	/** Teams whose members the token may not see, as far as they were asked for. */
	get hiddenTeams(): ReadonlySet<string> {
		return this.#hidden;
	}

	/** What somebody may do in the repository now. Whoever is not known, or cannot be asked for, may nothing. */
	permission(actor: Actor): Promise<Permission> {
		return once(this.#permissions, `${actor.login} ${actor.id}`, () => this.#readPermission(actor));
	}

	/** Which of the teams of the repository's owner somebody is an active member of. */
	async teams(login: string, slugs: readonly string[]): Promise<readonly string[]> {
		const found: string[] = [];
		for (const slug of slugs) {
			if (this.#hidden.has(slug)) continue;
			if (await once(this.#members, `${slug} ${login}`, () => this.#readMember(login, slug))) found.push(slug);
		}
		return found;
	}

	async #readPermission({ login, id }: Actor): Promise<Permission> {
		try {
			const { data } = await this.#client.rest.repos.getCollaboratorPermissionLevel({ ...this.#at, username: login });
			// The name may be somebody else's by now.
			if (data.user?.id !== id) return 'none';
			const named = (name: string): Permission | undefined => PERMISSIONS.find((permission) => permission === name);
			// A role of the organisation's own has its own name; `permission` is the built-in one that it is made from.
			return named(data.role_name) ?? named(data.permission) ?? 'none';
		} catch (error) {
			if (isNo(error)) return 'none';
			throw error;
		}
	}

	async #readMember(username: string, team_slug: string): Promise<boolean> {
		try {
			const { data } = await this.#client.rest.teams.getMembershipForUserInOrg({ org: this.#at.owner, team_slug, username });
			return data.state === 'active';
		} catch (error) {
			if (!isNo(error)) throw error;
			if (statusOf(error) === 403) this.#hidden.add(team_slug);
			return false;
		}
	}
}

function once<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
	const found = known.get(key) ?? read();
	known.set(key, found);
	return found;
}

/** GitHub understood, and says no or knows nobody of this name. Being asked to wait is neither. */
function isNo(error: unknown): boolean {
	const status = statusOf(error);
	return status === 404 || (status === 403 && !(error instanceof Error && /rate limit/iu.test(error.message)));
}
