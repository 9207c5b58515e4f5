package groundwire.compose.compose_missing_healthcheck_test

import data.groundwire.compose.compose_missing_healthcheck as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_none if {
	[finding] := [f | some f in rule.findings] with input as _file({})
	finding.at == ["services", "web", "healthcheck"]
	count(rule.findings) == 1 with input as _file({"healthcheck": {"disable": true}})
	count(rule.findings) == 1 with input as _file({"healthcheck": {"test": ["NONE"]}})
}

test_one if {
	count(rule.findings) == 0 with input as _file({"healthcheck": {"test": ["CMD", "x"]}})
}

test_who_waits if {
	document := {"services": {"db": {"image": "a:1"}, "web": {"image": "a:1", "healthcheck": {"test": "x"}, "depends_on": {"db": {"condition": "service_healthy"}}}}}
	[finding] := [f | some f in rule.findings] with input as document
	contains(finding.message, "`web` waits for it")
}

test_a_removed_one_is_for_another_rule if {
	count(rule.findings) == 0 with input as _file({}) with data.groundwire.before as _file({"healthcheck": {"test": "x"}})
}
