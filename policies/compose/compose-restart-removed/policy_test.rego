package groundwire.compose.compose_restart_removed_test

import data.groundwire.compose.compose_restart_removed as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _file({"restart": "always"})
	finding.subject == "web"
	count(rule.findings) == 1 with input as _file({"restart": "no"}) with data.groundwire.before as _file({"restart": "always"})
}

test_kept if {
	count(rule.findings) == 0 with input as _file({"restart": "unless-stopped"}) with data.groundwire.before as _file({"restart": "always"})
	count(rule.findings) == 0 with input as _file({"deploy": {"restart_policy": {"condition": "any"}}}) with data.groundwire.before as _file({"restart": "always"})
	count(rule.findings) == 0 with input as _file({})
}

test_a_policy_of_deploy if {
	old := _file({"deploy": {"restart_policy": {"condition": "on-failure"}}})
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as old
	finding.at == ["services", "web", "deploy", "restart_policy"]
	count(rule.findings) == 1 with input as _file({"deploy": {"restart_policy": {"condition": "none"}}}) with data.groundwire.before as old
}

test_a_block_that_others_take_over if {
	old := {"x-base": {"restart": "always"}, "services": {"web": {"restart": "always"}, "db": {"restart": "unless-stopped"}}}
	found := rule.findings with input as {"x-base": {}, "services": {"web": {}, "db": {}}} with data.groundwire.before as old
	{finding.at | some finding in found} == {["x-base", "restart"], ["services", "db", "restart"]}
}
