package groundwire.dockerfile.docker_add_not_copy_test

import data.groundwire.dockerfile.docker_add_not_copy as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_a_file if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("add", ["app", "/app"])]
	finding.at == [1]
}

test_what_only_add_can_do if {
	every source in ["rootfs.tar.xz", "git@x.example:a.git", "$SOURCE"] {
		count(rule.findings) == 0 with input as [_from("a:1"), _i("add", [source, "/app"])]
	}
}

test_an_address if {
	count(rule.findings) == 1 with input as [_from("a:1"), _i("add", ["https://x.example/a", "/app"])]
	checked := object.union(_i("add", ["https://x.example/a", "/app"]), {"Flags": ["--checksum=sha256:0f"]})
	count(rule.findings) == 0 with input as [_from("a:1"), checked]
}

test_copy if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("copy", ["app", "/app"])]
}
