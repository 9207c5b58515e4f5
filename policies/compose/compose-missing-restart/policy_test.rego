package groundwire.compose.compose_missing_restart_test

import data.groundwire.compose.compose_missing_restart as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_none if {
	[finding] := [f | some f in rule.findings] with input as _file({})
	finding.at == ["services", "web", "restart"]
}

test_policies if {
	count(rule.findings) == 0 with input as _file({"restart": "always"})
	count(rule.findings) == 0 with input as _file({"deploy": {"restart_policy": {"condition": "any"}}})
}

test_no_is_said_on_purpose if {
	count(rule.findings) == 0 with input as _file({"restart": "no"})
}

test_a_removed_one_is_for_another_rule if {
	count(rule.findings) == 0 with input as _file({}) with data.groundwire.before as _file({"restart": "always"})
}
