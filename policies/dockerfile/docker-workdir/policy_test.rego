package groundwire.dockerfile.docker_workdir_test

import data.groundwire.dockerfile.docker_workdir as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_a_relative_one if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("workdir", ["app"])]
	finding.at == [1, "Value", 0]
}

test_whole_paths if {
	every path in ["/app", "C:/app", "%APP%"] {
		count(rule.findings) == 0 with input as [_from("a:1"), _i("workdir", [path])]
	}
	count(rule.findings) == 0 with input as [_from("a:1"), object.union(_i("workdir", ["$APP"]), {"Expanded": [null]})]
}

test_a_lone_cd if {
	count(rule.findings) == 1 with input as [_from("a:1"), _run([["cd", "/app"]])]
	count(rule.findings) == 0 with input as [_from("a:1"), _run([["cd", "/app"], ["make"]])]
}
