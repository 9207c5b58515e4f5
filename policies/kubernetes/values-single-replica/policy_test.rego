package groundwire.kubernetes.values_single_replica_test

import data.groundwire.kubernetes.values_single_replica as rule

_before := {"server": {"replicaCount": 3}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as {"server": {"replicaCount": 1}} with data.groundwire.before as _before
	finding.subject != ""
}

test_kept if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
}

test_the_component_is_gone if {
	count(rule.findings) == 0 with input as {"other": {}} with data.groundwire.before as _before
}

test_nothing_before if {
	count(rule.findings) == 0 with input as {"server": {"replicaCount": 1}}
}

test_left_to_the_chart if {
	[finding] := [f | some f in rule.findings] with input as {"web": {"image": "a"}} with data.groundwire.before as {"web": {"image": "a", "replicaCount": 3}}
	contains(finding.message, "it was 3")
	count(rule.findings) == 0 with input as {"web": {"image": "a", "autoscaling": {"minReplicas": 2}}} with data.groundwire.before as {"web": {"image": "a", "replicaCount": 3}}
}
