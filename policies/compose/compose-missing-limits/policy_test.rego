package groundwire.compose.compose_missing_limits_test

import data.groundwire.compose.compose_missing_limits as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_no_limit if {
	[finding] := [f | some f in rule.findings] with input as _file({})
	finding.at == ["services", "web", "mem_limit"]
	count(rule.findings) == 1 with input as _file({"deploy": {"resources": {"limits": {"cpus": "1"}}}})
}

test_both_forms if {
	count(rule.findings) == 0 with input as _file({"mem_limit": "512m"})
	count(rule.findings) == 0 with input as _file({"deploy": {"resources": {"limits": {"memory": "512M"}}}})
}

test_extended if {
	document := {"services": {"base": {"image": "a:1", "mem_limit": "1g"}, "web": {"extends": {"service": "base"}}}}
	count(rule.findings) == 0 with input as document
	elsewhere := {"services": {"web": {"image": "a:1", "extends": {"file": "common.yaml", "service": "base"}}}}
	count(rule.findings) == 0 with input as elsewhere
}

test_what_ends_by_itself if {
	document := {"services": {"web": {"image": "a:1", "mem_limit": "1g", "depends_on": {"migrate": {"condition": "service_completed_successfully"}}}, "migrate": {"image": "a:1"}}}
	count(rule.findings) == 0 with input as document
	count(rule.findings) == 0 with input as _file({"profiles": ["tools"]})
}

test_a_removed_one_is_for_another_rule if {
	count(rule.findings) == 0 with input as _file({}) with data.groundwire.before as _file({"mem_limit": "1g"})
}
