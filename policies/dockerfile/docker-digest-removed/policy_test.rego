package groundwire.dockerfile.docker_digest_removed_test

import data.groundwire.dockerfile.docker_digest_removed as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_a_lost_digest if {
	[finding] := [f | some f in rule.findings] with input as [_from("node:24.1")] with data.groundwire.before as [_from("node:24.1@sha256:0f")]
	finding.at == [0, "Value", 0]
}

test_another_digest if {
	count(rule.findings) == 0 with input as [_from("node:24.2@sha256:1f")] with data.groundwire.before as [_from("node:24.1@sha256:0f")]
}

test_a_tag_as_before if {
	count(rule.findings) == 0 with input as [_from("node:24.2")] with data.groundwire.before as [_from("node:24.1")]
	count(rule.findings) == 0 with input as [_from("node:24.2")]
}

test_another_stage_had_none_before if {
	both := [_from("node:24.1@sha256:0f"), _from("node:24.1")]
	count(rule.findings) == 0 with input as both with data.groundwire.before as both
}

test_the_port_of_a_registry if {
	[finding] := [f | some f in rule.findings] with input as [_from("r.example:5000/a:2")] with data.groundwire.before as [_from("r.example:5000/a:1@sha256:0f")]
	finding.subject == "FROM r.example:5000/a"
}
