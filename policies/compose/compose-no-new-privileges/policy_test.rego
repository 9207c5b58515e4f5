package groundwire.compose.compose_no_new_privileges_test

import data.groundwire.compose.compose_no_new_privileges as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_nothing_said if {
	[finding] := [f | some f in rule.findings] with input as _file({})
	finding.at == ["services", "web"]
	count(rule.findings) == 1 with input as _file({"security_opt": ["no-new-privileges:false"]})
}

test_set if {
	count(rule.findings) == 0 with input as _file({"security_opt": ["no-new-privileges:true"]})
}

test_an_override_says_only_what_it_changes if {
	count(rule.findings) == 0 with input as {"services": {"web": {"ports": ["80"]}}}
}

test_a_removed_one_is_for_another_rule if {
	count(rule.findings) == 0 with input as _file({}) with data.groundwire.before as _file({"security_opt": ["no-new-privileges:true"]})
}
