package groundwire.compose.compose_privileged_test

import data.groundwire.compose.compose_privileged as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_privileged if {
	[finding] := [f | some f in rule.findings] with input as _file({"privileged": true})
	finding.at == ["services", "web", "privileged"]
	finding.subject == "web"
}

test_not_privileged if {
	count(rule.findings) == 0 with input as _file({"privileged": false})
	count(rule.findings) == 0 with input as _file({})
}
