package groundwire.kubernetes.values_readiness_removed_test

import data.groundwire.kubernetes.values_readiness_removed as rule

_before := {"server": {"image": "a", "readinessProbe": {"httpGet": {"path": "/up"}}}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as {"server": {"image": "a", "readinessProbe": {"enabled": false}}} with data.groundwire.before as _before
	finding.subject != ""
}

test_kept if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
}

test_the_component_is_gone if {
	count(rule.findings) == 0 with input as {"other": {}} with data.groundwire.before as _before
}

test_nothing_before if {
	count(rule.findings) == 0 with input as {"server": {"image": "a", "readinessProbe": {"enabled": false}}}
}

test_probes_by_their_short_names if {
	before := {"main": {"image": "a", "probes": {"readiness": {"enabled": true}}}}
	count(rule.findings) == 1 with input as {"main": {"image": "a", "probes": {}}} with data.groundwire.before as before
	count(rule.findings) == 0 with input as {"main": {"image": "a"}} with data.groundwire.before as {"main": {"readiness": {"x": 1}}}
}
