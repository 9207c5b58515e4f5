package groundwire.kubernetes.values_root_allowed_test

import data.groundwire.kubernetes.values_root_allowed as rule

_before := {"server": {"image": "a", "securityContext": {"runAsNonRoot": true}}}

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

test_the_pod_still_says_so if {
	count(rule.findings) == 0 with input as {"podSecurityContext": {"runAsNonRoot": true}, "securityContext": {}} with data.groundwire.before as {"podSecurityContext": {"runAsNonRoot": true}, "securityContext": {"runAsNonRoot": true}}
	count(rule.findings) == 1 with input as {"podSecurityContext": {}, "securityContext": {}} with data.groundwire.before as {"podSecurityContext": {"runAsNonRoot": true}, "securityContext": {}}
}
