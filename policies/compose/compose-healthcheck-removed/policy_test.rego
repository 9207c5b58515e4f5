package groundwire.compose.compose_healthcheck_removed_test

import data.groundwire.compose.compose_healthcheck_removed as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

_checked := _file({"healthcheck": {"test": ["CMD", "x"]}})

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _checked
	finding.subject == "web"
}

test_turned_off if {
	count(rule.findings) == 1 with input as _file({"healthcheck": {"disable": true}}) with data.groundwire.before as _checked
	count(rule.findings) == 1 with input as _file({"healthcheck": {"test": ["NONE"]}}) with data.groundwire.before as _checked
}

test_kept if {
	count(rule.findings) == 0 with input as _file({"healthcheck": {"test": "y"}}) with data.groundwire.before as _checked
	count(rule.findings) == 0 with input as _file({})
}

test_what_was_there_is_named if {
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _file({"healthcheck": {"test": "curl -f localhost"}})
	contains(finding.message, "`curl -f localhost`")
	[other] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as _file({"healthcheck": {"interval": "5s"}})
	contains(other.message, "is gone:")
}
