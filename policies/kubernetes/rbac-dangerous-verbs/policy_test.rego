package groundwire.kubernetes.rbac_dangerous_verbs_test

import data.groundwire.kubernetes.rbac_dangerous_verbs as rule

_role(kind, groups, resources, verbs) := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "metadata": {"name": "ops"}, "rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]}

test_secrets_and_pods if {
	[finding] := [f | some f in rule.findings] with input as _role("ClusterRole", [""], ["pods", "secrets"], ["list", "create"])
	finding.at == ["rules", 0, "resources", 1]
	finding.message == "ClusterRole `ops` may use `list` on `secrets`: every credential that it reaches is read with one stolen token."
	{f.severity | some f in rule.findings} == {"low"} with input as _role("Role", [""], ["secrets"], ["get"])
	count(rule.findings) == 1 with input as _role("Role", [""], ["pods/exec"], ["create"])
	count(rule.findings) == 1 with input as _role("Role", [""], ["pods/ephemeralcontainers"], ["patch"])
	count(rule.findings) == 2 with input as _role("Role", [""], ["*"], ["get"])
	count(rule.findings) == 0 with input as _role("ClusterRole", ["*"], ["*"], ["*"])
}

test_harmless_ones if {
	count(rule.findings) == 0 with input as _role("Role", [""], ["secrets"], ["create", "update"])
	count(rule.findings) == 0 with input as _role("Role", [""], ["pods", "configmaps"], ["get", "list"])
	named := object.union(_role("Role", [], [], []), {"rules": [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"], "resourceNames": ["db"]}]})
	count(rule.findings) == 0 with input as named
}

test_a_widened_role_is_told_elsewhere if {
	before := _role("Role", [""], ["secrets"], ["create"])
	count(rule.findings) == 0 with input as _role("Role", [""], ["secrets"], ["create", "get"]) with data.groundwire.before as before
}
