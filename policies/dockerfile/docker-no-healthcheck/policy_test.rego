package groundwire.dockerfile.docker_no_healthcheck_test

import data.groundwire.dockerfile.docker_no_healthcheck as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_none if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("cmd", ["a"])]
	finding.at == ["stages", 0, "HEALTHCHECK"]
}

test_one if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("healthcheck", ["CMD", "x"]), _i("cmd", ["a"])]
}

test_turned_off if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("healthcheck", ["NONE"]), _i("cmd", ["a"])]
	finding.at == [1]
}

test_nobody_runs_it if {
	count(rule.findings) == 0 with input as [_from("a:1")]
}

test_a_shell_serves_nobody if {
	shell := object.union(_i("cmd", ["bash"]), {"Commands": [{"words": ["bash"], "variables": {}}]})
	count(rule.findings) == 0 with input as [_from("a:1"), shell]
	count(rule.findings) == 1 with input as [_from("a:1"), _i("expose", ["80"]), shell]
}

test_a_removed_one_is_for_another_rule if {
	before := [_from("a:1"), _i("healthcheck", ["CMD", "x"])]
	count(rule.findings) == 0 with input as [_from("a:1"), _i("cmd", ["a"])] with data.groundwire.before as before
}
