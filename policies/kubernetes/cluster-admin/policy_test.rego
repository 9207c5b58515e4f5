package groundwire.kubernetes.cluster_admin_test

import data.groundwire.kubernetes.cluster_admin as rule
import data.groundwire.lib.kubernetes_test as sample

_binding(kind, role, bound) := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "metadata": {"name": "ops"}, "roleRef": role, "subjects": [bound]}

_account := {"kind": "ServiceAccount", "name": "ci", "namespace": "ops"}

_role(kind, name, verbs) := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "metadata": {"name": name}, "rules": [{"apiGroups": ["*"], "resources": ["*"], "verbs": verbs}]}

test_by_name if {
	[finding] := [f | some f in rule.findings] with input as sample.workspace([_binding("ClusterRoleBinding", {"kind": "ClusterRole", "name": "cluster-admin"}, _account)])
	finding.message == "ClusterRoleBinding `ops` gives `ci` all rights in the whole cluster (`cluster-admin`)."
	finding.at == ["roleRef", "name"]
	{f.severity | some f in rule.findings} == {"medium"} with input as sample.workspace([_binding("RoleBinding", {"kind": "ClusterRole", "name": "cluster-admin"}, _account)])
}

test_by_what_it_allows if {
	binding := _binding("ClusterRoleBinding", {"kind": "ClusterRole", "name": "ops"}, _account)
	count(rule.findings) == 1 with input as sample.workspace([binding, _role("ClusterRole", "ops", ["*"])])
	count(rule.findings) == 1 with input as sample.workspace([binding, _role("ClusterRole", "ops", ["get", "list", "watch", "create", "update", "patch", "delete"])])
	count(rule.findings) == 0 with input as sample.workspace([binding, _role("ClusterRole", "ops", ["get", "list"])])
	count(rule.findings) == 0 with input as sample.workspace([binding, _role("Role", "ops", ["*"])])
	in_namespace := _binding("RoleBinding", {"kind": "Role", "name": "ops"}, _account)
	count(rule.findings) == 1 with input as sample.workspace([in_namespace, _role("Role", "ops", ["*"])])
}

test_everybody if {
	every bound in [["Group", "system:unauthenticated", "high"], ["User", "system:anonymous", "high"], ["Group", "system:authenticated", "medium"], ["Group", "system:masters", "high"]] {
		{f.severity | some f in rule.findings} == {bound[2]} with input as sample.workspace([_binding("ClusterRoleBinding", {"kind": "ClusterRole", "name": "view"}, {"kind": bound[0], "name": bound[1]})])
	}
	count(rule.findings) == 0 with input as sample.workspace([_binding("ClusterRoleBinding", {"kind": "ClusterRole", "name": "view"}, {"kind": "User", "name": "system:authenticated"})])
}

test_what_it_was_before if {
	head := sample.workspace([_binding("ClusterRoleBinding", {"kind": "ClusterRole", "name": "cluster-admin"}, _account)])
	base := sample.workspace([_binding("ClusterRoleBinding", {"kind": "ClusterRole", "name": "view"}, _account)])
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as base
	endswith(finding.message, "; before: `view`.")
}
