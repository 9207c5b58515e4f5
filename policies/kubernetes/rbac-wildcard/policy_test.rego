package groundwire.kubernetes.rbac_wildcard_test

import data.groundwire.kubernetes.rbac_wildcard as rule

_role(kind, allowed) := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "metadata": {"name": "ops"}, "rules": [allowed]}

_star := {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}

test_everything if {
	[finding] := [f | some f in rule.findings] with input as _role("ClusterRole", _star)
	finding.severity == "high"
	finding.at == ["rules", 0, "verbs", 0]
	[core] := [f | some f in rule.findings] with input as _role("Role", object.union(_star, {"apiGroups": ["", "apps"]}))
	core.severity == "medium"
	contains(core.message, "the API groups core, `apps`")
}

test_less if {
	count(rule.findings) == 0 with input as _role("ClusterRole", object.union(_star, {"verbs": ["get"]}))
	count(rule.findings) == 0 with input as _role("ClusterRole", object.union(_star, {"apiGroups": ["shop.example"]}))
	count(rule.findings) == 0 with input as object.union(_role("ClusterRole", _star), {"aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {}}]}})
}

test_widened if {
	[finding] := [f | some f in rule.findings] with input as _role("ClusterRole", _star) with data.groundwire.before as _role("ClusterRole", object.union(_star, {"verbs": ["get"]}))
	contains(finding.message, "now allows")
}
