/** What GitHub lets somebody do in a repository, the least first (REST `repos/get-collaborator-permission-level`, `role_name`). */
export const PERMISSIONS = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** At or above. */
export function mayAct(has: Permission, needed: Permission): boolean {
	return PERMISSIONS.indexOf(has) >= PERMISSIONS.indexOf(needed);
}

/** Which permission the config of base asks of somebody who decides. */
export interface PeopleRules {
	readonly waive: Permission;
	readonly approve: Permission;
	readonly recheck: Permission;
}
