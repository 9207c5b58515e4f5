package groundwire.dockerfile.docker_runtime_socket_test

import data.groundwire.dockerfile.docker_runtime_socket as rule

_i(cmd, values) := {"Cmd": cmd, "SubCmd": "", "JSON": false, "Flags": [], "Value": values, "Stage": 0, "Expanded": values, "Variables": {}, "Commands": []}

_from(image) := _i("from", [image])

_run(commands) := object.union(_i("run", ["x"]), {"Commands": [{"words": words, "variables": {}} | some words in commands]})

test_a_volume if {
	[finding] := [f | some f in rule.findings] with input as [_from("a:1"), _i("volume", ["/var/run/docker.sock"])]
	finding.at == [1]
}

test_the_port if {
	count(rule.findings) == 1 with input as [_from("a:1"), _i("expose", ["80", "2375/tcp"])]
	count(rule.findings) == 0 with input as [_from("a:1"), _i("expose", ["2376"])]
}

test_the_host if {
	env := object.union(_i("env", []), {"Variables": {"DOCKER_HOST": "tcp://docker:2375"}})
	count(rule.findings) == 1 with input as [_from("a:1"), env]
	tls := object.union(_i("env", []), {"Variables": {"DOCKER_HOST": "tcp://docker:2376"}})
	count(rule.findings) == 0 with input as [_from("a:1"), tls]
}

test_other_files if {
	count(rule.findings) == 0 with input as [_from("a:1"), _i("volume", ["/data"]), _i("copy", ["docker.sock.md", "/run/x"])]
}
