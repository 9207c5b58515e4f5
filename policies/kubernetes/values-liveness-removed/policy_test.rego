package groundwire.kubernetes.values_liveness_removed_test

import data.groundwire.kubernetes.values_liveness_removed as rule

_before := {"server": {"image": "a", "livenessProbe": {"httpGet": {"path": "/up"}}}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as {"server": {"image": "a", "livenessProbe": {"enabled": false}}} with data.groundwire.before as _before
	finding.subject != ""
}

test_kept if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
}

test_the_component_is_gone if {
	count(rule.findings) == 0 with input as {"other": {}} with data.groundwire.before as _before
}

test_nothing_before if {
	count(rule.findings) == 0 with input as {"server": {"image": "a", "livenessProbe": {"enabled": false}}}
}

test_probes_by_their_short_names if {
	before := {"main": {"image": "a", "probes": {"liveness": {"enabled": true}}}}
	count(rule.findings) == 1 with input as {"main": {"image": "a", "probes": {}}} with data.groundwire.before as before
	count(rule.findings) == 0 with input as {"main": {"image": "a"}} with data.groundwire.before as {"main": {"liveness": {"x": 1}}}
}

# The whole mapping of probes of a container that stays.
test_probes_of_a_container if {
	app := {"image": {"tag": "1.0"}}
	probed := object.union(app, {"probes": {"liveness": {"enabled": true}}})
	count(rule.findings) == 1 with input as {"containers": {"app": app}} with data.groundwire.before as {"containers": {"app": probed}}
	count(rule.findings) == 0 with input as {"containers": {"other": app}} with data.groundwire.before as {"containers": {"app": probed}}
}
