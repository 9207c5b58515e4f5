package groundwire.kubernetes.values_host_namespaces_test

import data.groundwire.kubernetes.values_host_namespaces as rule

test_shared if {
	[finding] := [f | some f in rule.findings] with input as {"a": {"hostNetwork": true}}
	finding.at == ["a", "hostNetwork"]
}

test_not_shared if {
	count(rule.findings) == 0 with input as {"hostNetwork": false, "hostAliases": true}
}
