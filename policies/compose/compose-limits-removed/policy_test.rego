package groundwire.compose.compose_limits_removed_test

import data.groundwire.compose.compose_limits_removed as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _file({"mem_limit": "1g"})
	finding.at == ["services", "web", "mem_limit"]
	count(rule.findings) == 1 with input as _file({}) with data.groundwire.before as _file({"deploy": {"resources": {"limits": {"memory": "1g"}}}})
}

test_kept if {
	count(rule.findings) == 0 with input as _file({"mem_limit": "2g"}) with data.groundwire.before as _file({"deploy": {"resources": {"limits": {"memory": "1g"}}}})
	count(rule.findings) == 0 with input as _file({})
}

test_processors_and_processes if {
	limits := {"cpus": "0.5", "pids": 100}
	old := _file({"deploy": {"resources": {"limits": limits}}})
	count(rule.findings) == 2 with input as _file({}) with data.groundwire.before as old
	count(rule.findings) == 1 with input as _file({"cpus": 0.5}) with data.groundwire.before as old
	count(rule.findings) == 0 with input as _file({"extends": {"file": "base.yaml", "service": "web"}}) with data.groundwire.before as old
}
