package groundwire.kubernetes.rbac_create_workload_test

import data.groundwire.kubernetes.rbac_create_workload as rule
import data.groundwire.lib.kubernetes_test as sample

_role(kind, groups, resources, verbs) := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "metadata": {"name": "ops"}, "rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]}

_bound(role) := sample.workspace([role, {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "ops"}, "roleRef": {"kind": role.kind, "name": "ops"}, "subjects": [{"kind": "ServiceAccount", "name": "ci"}]}])

test_pods_and_workloads if {
	[finding] := [f | some f in rule.findings] with input as _bound(_role("ClusterRole", [""], ["pods"], ["get", "create"]))
	finding.at == ["rules", 0, "verbs", 1]
	finding.severity == "medium"
	contains(finding.message, "binds it to `ci`")
	{f.severity | some f in rule.findings} == {"low"} with input as _bound(_role("Role", ["apps"], ["deployments"], ["*"]))
}

test_harmless_ones if {
	count(rule.findings) == 0 with input as _bound(_role("Role", [""], ["pods"], ["get", "delete"]))
	count(rule.findings) == 0 with input as _bound(_role("ClusterRole", ["*"], ["*"], ["*"]))
	count(rule.findings) == 0 with input as sample.workspace([_role("Role", [""], ["pods"], ["create"])])
}

test_widened if {
	before := _bound(_role("Role", [""], ["pods"], ["get"]))
	[finding] := [f | some f in rule.findings] with input as _bound(_role("Role", [""], ["pods"], ["get", "create"])) with data.groundwire.before as before
	contains(finding.message, "may now start pods")
}
