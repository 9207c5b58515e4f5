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
	finding.at == ["stages", 0, "USER"]
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

# A file of two images, of which the first is no part of the second.
_stage(number, name, instructions) := [object.union(i, {"Stage": number}) |
	some i in array.concat([object.union(_from("a:1"), {"Value": ["a:1", "AS", name], "Expanded": ["a:1", "AS", name]})], instructions)
]

_two(web, worker) := array.concat(_stage(0, "web", web), _stage(1, "worker", worker))

test_another_image_of_the_file if {
	before := _two([_i("user", ["app"])], [])
	[gone] := [f | some f in rule.findings] with input as _two([], []) with data.groundwire.before as before
	gone.at == ["stages", 0, "USER"]
	gone.subject == "USER in web"
	[root] := [f | some f in rule.findings] with input as _two([_i("user", ["root"])], []) with data.groundwire.before as before
	root.at == [1, "Value", 0]
}

test_a_stage_that_is_only_copied_from if {
	copy := object.union(_i("copy", ["a", "b"]), {"Flags": ["--from=web"]})
	count(rule.findings) == 0 with input as _two([], [copy]) with data.groundwire.before as _two([_i("user", ["app"])], [copy])
	mount := object.union(_i("run", ["a"]), {"Flags": ["--mount=type=bind,from=web,target=/x"]})
	count(rule.findings) == 0 with input as _two([], [mount]) with data.groundwire.before as _two([_i("user", ["app"])], [mount])
}

test_an_image_that_says_it_is_without_root if {
	before := [_from("x:1-nonroot"), _i("user", ["app"])]
	count(rule.findings) == 0 with input as [_from("x:1-nonroot")] with data.groundwire.before as before
}
