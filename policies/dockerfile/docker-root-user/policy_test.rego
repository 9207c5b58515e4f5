package groundwire.dockerfile.docker_root_user_test

import data.groundwire.dockerfile.docker_root_user as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_root_at_the_end if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("user", ["app"]), _i("user", ["root"])]
	finding.at == [2, "Value", 0]
}

test_root_by_number_and_group if {
	count(rule.findings) == 1 with input as [_from("a:1"), _i("user", ["0:0"])]
}

test_a_user if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("user", ["root"]), _i("user", ["app"])]
}

test_an_unknown_user if {
	user := object.union(_i("user", ["$USER"]), {"Expanded": [null]})
	count(rule.findings) == 0 with input as [_from("a:1"), user]
}

test_no_user_at_all_is_for_another_rule if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("cmd", ["a"])]
}

test_a_user_that_was_there if {
	before := [_from("a:1"), _i("user", ["app"]), _i("cmd", ["a"])]
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("cmd", ["a"])] with data.groundwire.before as before
	finding.at == [0, "USER"]
	contains(finding.message, "`USER app` is gone")
}

test_a_user_that_became_root if {
	before := [_from("a:1"), _i("user", ["app"])]
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("user", ["root"])] with data.groundwire.before as before
	contains(finding.message, "Before it was `app`")
}

test_root_before_as_well if {
	before := [_from("a:1"), _i("user", ["root"]), _i("cmd", ["a"])]
	count(rule.findings) == 0 with input as [_from("a:1"), _i("cmd", ["a"])] with data.groundwire.before as before
}

test_an_entrypoint_that_steps_down if {
	entry := object.union(_i("entrypoint", ["gosu", "app", "x"]), {"Commands": [{"words": ["gosu", "app", "x"], "variables": {}}]})
	count(rule.findings) == 0 with input as [_from("a:1"), _i("user", ["root"]), entry]
}
