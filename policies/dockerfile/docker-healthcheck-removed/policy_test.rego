package groundwire.dockerfile.docker_healthcheck_removed_test

import data.groundwire.dockerfile.docker_healthcheck_removed as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

_before := [_from("a:1"), _i("healthcheck", ["CMD", "curl", "-f", "x"])]

test_a_removed_one if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("cmd", ["a"])] with data.groundwire.before as _before
	contains(finding.message, "`curl -f x`")
}

test_turned_off if {
	count(rule.findings) == 1 with input as [_from("a:1"), _i("healthcheck", ["NONE"]), _i("cmd", ["a"])] with data.groundwire.before as _before
}

test_another_one if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("healthcheck", ["CMD", "y"]), _i("cmd", ["a"])] with data.groundwire.before as _before
}

test_none_before if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("cmd", ["a"])]
	count(rule.findings) == 0 with input as [_from("a:1"), _i("cmd", ["a"])] with data.groundwire.before as [_from("a:1"), _i("healthcheck", ["NONE"])]
}

test_of_two_images_of_one_file if {
	from := [object.union(_from("a:1"), {"Value": ["a:1", "AS", name], "Expanded": ["a:1", "AS", name], "Stage": stage}) | some stage, name in ["web", "worker"]]
	before := array.concat([from[0], _i("healthcheck", ["CMD", "x"])], [from[1]])
	[finding] := [f | some f in rule.findings] with input as from with data.groundwire.before as before
	finding.at == ["stages", 0, "HEALTHCHECK"]
	finding.subject == "HEALTHCHECK in web"
}
