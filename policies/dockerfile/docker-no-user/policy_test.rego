package groundwire.dockerfile.docker_no_user_test

import data.groundwire.dockerfile.docker_no_user as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_no_user if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("cmd", ["a"])]
	finding.at == ["stages", 0, "USER"]
}

test_a_user if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("user", ["app"]), _i("cmd", ["a"])]
}

test_the_user_of_the_stage_below if {
	below := object.union(_from("a:1"), {"Expanded": ["a:1", "AS", "base"], "Value": ["a:1", "AS", "base"]})
	top := [object.union(i, {"Stage": 1}) | some i in [_from("base"), _i("cmd", ["a"])]]
	count(rule.findings) == 0 with input as array.concat([below, _i("user", ["app"])], top)
	count(rule.findings) == 1 with input as array.concat([below], top)
}

test_an_image_without_root if {
	count(rule.findings) == 0 with input as [_from("gcr.io/distroless/static:nonroot"), _i("cmd", ["a"])]
}

test_an_image_that_nobody_runs if {
	count(rule.findings) == 0 with input as [_from("a:1")]
}

test_an_unknown_base if {
	from := object.union(_from("$BASE"), {"Expanded": [null]})
	count(rule.findings) == 0 with input as [from, _i("cmd", ["a"])]
}

test_a_user_that_was_there_is_for_another_rule if {
	before := [_from("a:1"), _i("user", ["app"])]
	count(rule.findings) == 0 with input as [_from("a:1"), _i("cmd", ["a"])] with data.groundwire.before as before
}
