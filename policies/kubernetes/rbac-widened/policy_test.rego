package groundwire.kubernetes.rbac_widened_test

import data.groundwire.kubernetes.rbac_widened as rule

_role(rules) := {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "ops"}, "rules": rules}

_secrets(verbs) := {"apiGroups": [""], "resources": ["pods", "secrets"], "verbs": verbs}

test_one_verb_more if {
	[finding] := [f | some f in rule.findings] with input as _role([_secrets(["update", "get"])]) with data.groundwire.before as _role([_secrets(["update"])])
	finding.message == "Role `ops` may do more than before: `get` on `secrets`. Whoever is bound to it has that at once."
	finding.at == ["rules", 0, "verbs", 1]
}

test_a_new_rule if {
	[finding] := [f | some f in rule.findings] with input as _role([{"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"]}]) with data.groundwire.before as _role([])
	finding.at == ["rules", 0, "resources", 0]
	count(rule.findings) == 1 with input as _role([{"apiGroups": [""], "resources": ["pods/ephemeralcontainers"], "verbs": ["patch"]}]) with data.groundwire.before as _role([])
	count(rule.findings) == 1 with input as _role([{"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["*"]}]) with data.groundwire.before as _role([])
	count(rule.findings) == 1 with input as _role([{"apiGroups": [""], "resources": ["pods"], "verbs": ["create"]}]) with data.groundwire.before as _role([])
}

test_names_that_are_gone if {
	named := object.union(_secrets(["get"]), {"resources": ["secrets"], "resourceNames": ["db"]})
	[finding] := [f | some f in rule.findings] with input as _role([object.remove(named, ["resourceNames"])]) with data.groundwire.before as _role([named])
	contains(finding.message, "(before, only on those named `db`)")
}

test_no_more_than_before if {
	count(rule.findings) == 0 with input as _role([_secrets(["get"])]) with data.groundwire.before as _role([{"apiGroups": ["*"], "resources": ["*"], "verbs": ["get"]}])
	count(rule.findings) == 0 with input as _role([_secrets(["update"])]) with data.groundwire.before as _role([])
	count(rule.findings) == 0 with input as _role([_secrets(["get"])])
	count(rule.findings) == 0 with input as _role([{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]) with data.groundwire.before as _role([])
	named := object.union(_secrets(["get"]), {"resourceNames": ["db"]})
	count(rule.findings) == 0 with input as _role([named]) with data.groundwire.before as _role([])
}
