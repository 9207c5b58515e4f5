import type { RuleId } from '../policy/policy.ts';

/** Rules that ask for one edit where they stand on one line: their remarks have one cause. */
const KIN: readonly (readonly string[])[] = [
	// What a container may do to its node.
	['privileged', 'privilege-escalation', 'privilege-escalation-default', 'capabilities', 'capabilities-default', 'seccomp-unconfined', 'seccomp-default', 'run-as-root', 'run-as-root-default', 'writable-rootfs', 'rootfs-made-writable'],
	['values-privileged', 'values-escalation-allowed', 'values-capabilities-kept', 'values-seccomp-removed', 'values-root-allowed', 'values-rootfs-writable'],
	['compose-privileged', 'compose-confinement-disabled', 'compose-no-new-privileges', 'compose-no-new-privileges-removed', 'compose-writable-rootfs', 'compose-read-only-removed'],
	['docker-socket', 'host-path', 'host-path-any'],
	// What it gets, and who notices that it fails.
	['missing-limits', 'missing-requests', 'requests-removed'],
	['values-limits-removed', 'values-requests-removed'],
	['missing-readiness-probe', 'missing-liveness-probe', 'startup-probe-removed', 'service-without-readiness', 'probes-identical'],
	['values-readiness-removed', 'values-liveness-removed'],
	// Which image or action it is.
	['latest-tag', 'image-digest', 'image-pull-policy', 'tag-dropped', 'digest-dropped', 'values-latest-tag', 'values-digest-removed'],
	['docker-latest-tag', 'docker-unpinned-digest', 'docker-digest-removed'],
	['compose-latest-tag', 'compose-digest-removed'],
	['unpinned-action', 'mutable-action-ref'],
	['unpinned-image', 'image-without-digest'],
	// Who may do what.
	['rbac-wildcard', 'rbac-wildcard-part', 'rbac-escalation', 'rbac-dangerous-verbs', 'rbac-create-workload', 'rbac-widened', 'cluster-admin'],
	['iam-wildcard-action', 'iam-wildcard-resource', 'iam-service-wildcard', 'iam-broad-resource', 'iam-privilege-escalation', 'iam-data-exposure', 'iam-widened', 'iam-managed-admin', 'iam-assume-any', 'iam-assume-account', 'iam-oidc-trust', 'public-principal', 'public-principal-everything', 's3-public'],
	['cfn-iam-wildcard', 'cfn-iam-wildcard-resource', 'cfn-iam-service-wildcard', 'cfn-iam-not-action', 'cfn-iam-privilege-escalation', 'cfn-iam-permissions-management', 'cfn-iam-widened', 'cfn-iam-trust', 'cfn-iam-trust-account', 'cfn-public-principal', 'cfn-policy-any-action', 'cfn-s3-public'],
	['gcp-iam', 'gcp-public', 'gcp-public-bucket', 'gcp-shared-account', 'gcp-default-node-account', 'gcp-node-account-removed'],
	['excessive-permissions', 'broad-permissions', 'missing-permissions'],
	// Who comes in.
	['sg-open-ingress', 'sg-open-http', 'nacl-open'],
	['cfn-sg-open-ingress', 'cfn-sg-open-port'],
	['azure-open-ingress', 'azure-open-web', 'azure-public-network', 'azure-reachable-service'],
	['gcp-open-ingress', 'gcp-open-web', 'gcp-reachable'],
	['service-exposure', 'service-opened'],
	['dangerous-trigger', 'privileged-trigger'],
	['persisted-credentials', 'kept-credentials'],
	['self-hosted-pull-request', 'self-hosted-runner'],
	['script-injection', 'script-injection-input', 'template-in-script', 'github-env'],
	// Secrets.
	['literal-secret', 'plain-password', 'committed-secret', 'secret-in-env'],
	['all-secrets', 'secrets-inherit', 'secret-outside-environment', 'printed-secret', 'sent-secret', 'split-secret'],
	// Data that are lost.
	['destructive-change', 'no-deletion-protection', 'unprotected-resource'],
	['cfn-no-deletion-policy', 'cfn-deletion-policy-removed', 'cfn-no-deletion-protection', 'cfn-deletion-protection-removed', 'cfn-table-protection-removed', 'cfn-unprotected-resource'],
	['removed-api', 'deprecated-api'],
	['replicas-lowered', 'single-replica', 'hpa-min-replicas'],
];

const CAUSES: ReadonlyMap<string, string> = new Map(KIN.flatMap((rules, index) => rules.map((rule): [string, string] => [rule, `${index}`])));

/** What two remarks about one line of something configured have to share to be one comment. */
export function causeOf(rule: RuleId): string {
	return CAUSES.get(rule) ?? rule;
}

/** The rules that share a cause with others. */
export const KINDRED: readonly string[] = [...CAUSES.keys()];
