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
