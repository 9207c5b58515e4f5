package groundwire.kubernetes.sa_token_test

import data.groundwire.kubernetes.sa_token as rule
import data.groundwire.lib.kubernetes_test as sample

_pod(parts) := sample.workload("Deployment", object.union({"containers": [sample.container]}, parts))

_account(parts) := object.union({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "web"}}, parts)

_binding := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "web"}, "roleRef": {"kind": "Role", "name": "web"}, "subjects": [{"kind": "ServiceAccount", "name": "web"}]}

test_by_default_and_on_purpose if {
	[finding] := [f | some f in rule.findings] with input as sample.workspace([sample.bare])
	finding.at == ["spec", "template", "spec", "automountServiceAccountToken"]
	contains(finding.message, "`default`")
	[on_purpose] := [f | some f in rule.findings] with input as sample.workspace([_pod({"automountServiceAccountToken": true, "serviceAccountName": "web"}), _account({"automountServiceAccountToken": false})])
	contains(on_purpose.message, "(`automountServiceAccountToken: true`)")
}

test_off if {
	count(rule.findings) == 0 with input as sample.workspace([_pod({"automountServiceAccountToken": false})])
	count(rule.findings) == 0 with input as sample.workspace([_pod({"serviceAccountName": "web"}), _account({"automountServiceAccountToken": false})])
	count(rule.findings) == 1 with input as sample.workspace([_pod({"serviceAccountName": "web"}), _account({})])
}

test_used if count(rule.findings) == 0 with input as sample.workspace([_pod({"serviceAccountName": "web"}), _account({}), _binding])

test_patches if count(rule.findings) == 0 with input as sample.workspace([sample.workload("Deployment", {"containers": [{"name": "app"}]})])
