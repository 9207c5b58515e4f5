package groundwire.dockerfile.docker_ssh_port_test

import data.groundwire.dockerfile.docker_ssh_port as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_22 if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("expose", ["80", "22/tcp"])]
	finding.at == [1, "Value", 1]
}

test_a_range if {
	count(rule.findings) == 1 with input as [_from("a:1"), _i("expose", ["20-30"])]
}

test_others if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("expose", ["2222", "220", "8000-8010"])]
	count(rule.findings) == 0 with input as [_from("a:1"), object.union(_i("expose", ["$PORT"]), {"Expanded": [null]})]
}
