package groundwire.dockerfile.docker_sudo_test

import data.groundwire.dockerfile.docker_sudo as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_sudo if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _run([["x"], ["sudo", "y"]])]
	finding.at == [1, "Commands", 1]
}

test_the_word_alone if {
	count(rule.findings) == 0 with input as [_from("a:1"), _run([["apt-get", "install", "-y", "sudo"], ["echo", "sudo"]])]
}
