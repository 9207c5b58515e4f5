package groundwire.kubernetes.values_digest_removed_test

import data.groundwire.kubernetes.values_digest_removed as rule

_before := {"image": {"repository": "a", "digest": "sha256:0f"}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as {"image": {"repository": "a", "digest": ""}} with data.groundwire.before as _before
	finding.subject != ""
}

test_kept if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
}

test_the_component_is_gone if {
	count(rule.findings) == 0 with input as {"other": {}} with data.groundwire.before as _before
}

test_nothing_before if {
	count(rule.findings) == 0 with input as {"image": {"repository": "a", "digest": ""}}
}

test_a_digest_in_the_tag if {
	count(rule.findings) == 1 with input as {"image": {"tag": "1.2"}} with data.groundwire.before as {"image": {"tag": "1.2@sha256:0f"}}
	count(rule.findings) == 0 with input as {"image": {"tag": "1.3@sha256:1f"}} with data.groundwire.before as {"image": {"tag": "1.2@sha256:0f"}}
}
