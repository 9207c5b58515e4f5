package groundwire.dockerfile.docker_latest_tag_test

import data.groundwire.dockerfile.docker_latest_tag as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_no_tag if {
	[finding] := [f | some f in rule.findings] with input as [_from("node")]
	finding.at == [0, "Value", 0]
	finding.subject == "FROM node"
}

test_latest if {
	count(rule.findings) == 1 with input as [_from("registry:5000/node:latest")]
}

test_a_port_is_no_tag if {
	count(rule.findings) == 1 with input as [_from("registry:5000/node")]
}

test_a_version_or_a_digest if {
	count(rule.findings) == 0 with input as [_from("node:24.1")]
	count(rule.findings) == 0 with input as [_from("node@sha256:0f")]
	count(rule.findings) == 0 with input as [_from("node:latest@sha256:0f")]
}

test_stages_and_nothing if {
	named := object.union(_from("a:1"), {"Value": ["a:1", "AS", "Build"], "Expanded": ["a:1", "AS", "Build"]})
	count(rule.findings) == 0 with input as [named, object.union(_from("build"), {"Stage": 1}), object.union(_from("scratch"), {"Stage": 2})]
}

test_an_unknown_tag if {
	count(rule.findings) == 0 with input as [object.union(_from("node:$V"), {"Expanded": [null]})]
}

test_what_it_was if {
	[finding] := [f | some f in rule.findings] with input as [_from("node:latest")] with data.groundwire.before as [_from("node:24.1")]
	contains(finding.message, "Before it was `node:24.1`")
}
