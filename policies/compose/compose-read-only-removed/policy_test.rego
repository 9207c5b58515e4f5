package groundwire.compose.compose_read_only_removed_test

import data.groundwire.compose.compose_read_only_removed as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _file({"read_only": true})
	finding.at == ["services", "web", "read_only"]
	count(rule.findings) == 1 with input as _file({"read_only": false}) with data.groundwire.before as _file({"read_only": true})
}

test_kept if {
	count(rule.findings) == 0 with input as _file({"read_only": true}) with data.groundwire.before as _file({"read_only": true})
	count(rule.findings) == 0 with input as _file({}) with data.groundwire.before as _file({})
	count(rule.findings) == 0 with input as _file({})
}
