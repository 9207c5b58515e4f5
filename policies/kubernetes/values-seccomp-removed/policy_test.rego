package groundwire.kubernetes.values_seccomp_removed_test

import data.groundwire.kubernetes.values_seccomp_removed as rule

_before := {"server": {"image": "a", "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}}}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as {"server": {"image": "a", "securityContext": {}}} with data.groundwire.before as _before
	finding.subject != ""
}

test_kept if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
}

test_the_component_is_gone if {
	count(rule.findings) == 0 with input as {"other": {}} with data.groundwire.before as _before
}

test_nothing_before if {
	count(rule.findings) == 0 with input as {"server": {"image": "a", "securityContext": {}}}
}
