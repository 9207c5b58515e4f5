/** What documents are of: `DocumentEvidence.platform`, and what a rule's `platforms` may name. `yaml` and `json`: of none that is known. */
export const PLATFORMS = [
	'kubernetes',
	'helm-values',
	'terraform',
	'terraform-plan',
	'cloudformation',
	'actions',
	'dockerfile',
	'compose',
	'alerts',
	'collector',
	'dashboards',
	'dns',
	'yaml',
	'json',
] as const;

export type Platform = (typeof PLATFORMS)[number];
