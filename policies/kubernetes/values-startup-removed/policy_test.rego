package groundwire.kubernetes.values_startup_removed_test

import data.groundwire.kubernetes.values_startup_removed as rule

_before := {"server": {"image": "a", "startupProbe": {"httpGet": {"path": "/up", "port": 80}}}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as {"server": {"image": "a", "startupProbe": {"enabled": false}}} with data.groundwire.before as _before
	finding.subject == "server.startupProbe"
}

test_kept if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
}

test_the_component_is_gone if {
	count(rule.findings) == 0 with input as {"other": {}} with data.groundwire.before as _before
}

test_the_component_is_turned_off if {
	count(rule.findings) == 0 with input as {"server": {"enabled": false, "image": "a"}} with data.groundwire.before as _before
}

test_nothing_before if {
	count(rule.findings) == 0 with input as {"server": {"image": "a", "startupProbe": {"enabled": false}}}
}
