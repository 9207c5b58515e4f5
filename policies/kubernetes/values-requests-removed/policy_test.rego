package groundwire.kubernetes.values_requests_removed_test

import data.groundwire.kubernetes.values_requests_removed as rule

_before := {"server": {"image": "a", "resources": {"requests": {"cpu": "100m"}}}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as {"server": {"image": "a", "resources": {}}} with data.groundwire.before as _before
	finding.subject != ""
}

test_kept if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
}

test_the_component_is_gone if {
	count(rule.findings) == 0 with input as {"other": {}} with data.groundwire.before as _before
}

test_nothing_before if {
	count(rule.findings) == 0 with input as {"server": {"image": "a", "resources": {}}}
}

test_limits_of_the_same if {
	before := {"resources": {"limits": {"memory": "1Gi"}, "requests": {"memory": "1Gi"}}}
	count(rule.findings) == 0 with input as {"resources": {"limits": {"memory": "1Gi"}}} with data.groundwire.before as before
	count(rule.findings) == 1 with input as {"resources": {"limits": {"cpu": 1}}} with data.groundwire.before as before
}
