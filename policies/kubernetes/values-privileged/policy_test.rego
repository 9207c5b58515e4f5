package groundwire.kubernetes.values_privileged_test

import data.groundwire.kubernetes.values_privileged as rule

test_privileged if {
	[finding] := [f | some f in rule.findings] with input as {"a": {"securityContext": {"privileged": true}}}
	finding.at == ["a", "securityContext", "privileged"]
}

test_not_privileged if {
	count(rule.findings) == 0 with input as {"a": {"securityContext": {"privileged": false}}}
}
