package groundwire.compose.compose_limits_removed_test

import data.groundwire.compose.compose_limits_removed as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _file({"mem_limit": "1g"})
	finding.subject == "web"
	count(rule.findings) == 1 with input as _file({}) with data.groundwire.before as _file({"deploy": {"resources": {"limits": {"memory": "1g"}}}})
}

test_kept if {
	count(rule.findings) == 0 with input as _file({"mem_limit": "2g"}) with data.groundwire.before as _file({"deploy": {"resources": {"limits": {"memory": "1g"}}}})
	count(rule.findings) == 0 with input as _file({})
}
