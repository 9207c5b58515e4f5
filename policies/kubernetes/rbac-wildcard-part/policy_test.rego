package groundwire.kubernetes.rbac_wildcard_part_test

import data.groundwire.kubernetes.rbac_wildcard_part as rule

_role(allowed) := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "ops"}, "rules": [allowed]}

test_one_star if {
	[verbs] := [f | some f in rule.findings] with input as _role({"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["get", "*"]})
	verbs.at == ["rules", 0, "verbs", 1]
	verbs.message == "Role `ops` allows every verb on `deployments`: what is added to the API later is allowed too."
	[resources] := [f | some f in rule.findings] with input as _role({"apiGroups": [""], "resources": ["pods", "*"], "verbs": ["get"]})
	resources.at == ["rules", 0, "resources", 1]
	[own] := [f | some f in rule.findings] with input as _role({"apiGroups": ["shop.example"], "resources": ["*"], "verbs": ["*"]})
	own.severity == "low"
	count(rule.findings) == 1 with input as _role({"apiGroups": ["*"], "resources": ["*/*"], "verbs": ["get"]})
}

test_paths if count(rule.findings) == 1 with input as _role({"nonResourceURLs": ["*"], "verbs": ["get"]})

test_none_or_told_elsewhere if {
	count(rule.findings) == 0 with input as _role({"apiGroups": ["*"], "resources": ["pods"], "verbs": ["get"]})
	count(rule.findings) == 0 with input as _role({"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]})
}
