package groundwire.dockerfile.docker_unpinned_digest_test

import data.groundwire.dockerfile.docker_unpinned_digest as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_a_tag if {
	count(rule.findings) == 1 with input as [_from("node:24.1")]
}

test_a_digest if {
	count(rule.findings) == 0 with input as [_from("node:24.1@sha256:0f")]
}

test_a_lost_digest_is_for_another_rule if {
	count(rule.findings) == 0 with input as [_from("node:24.1")] with data.groundwire.before as [_from("node:24.1@sha256:0f")]
}
