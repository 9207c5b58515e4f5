package groundwire.dockerfile.docker_multiple_entrypoints_test

import data.groundwire.dockerfile.docker_multiple_entrypoints as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_two if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("cmd", ["a"]), _i("cmd", ["b"])]
	finding.at == [1]
}

test_one_a_stage if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("cmd", ["a"]), object.union(_from("b:1"), {"Stage": 1}), object.union(_i("cmd", ["a"]), {"Stage": 1})]
	count(rule.findings) == 0 with input as [_from("a:1"), _i("entrypoint", ["a"]), _i("cmd", ["a"])]
}
