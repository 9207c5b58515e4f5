package groundwire.compose.compose_docker_socket_test

import data.groundwire.compose.compose_docker_socket as rule

_file(service) := {"services": {"web": object.union({"image": "web:1"}, service)}}

test_the_socket if {
	[finding] := [f | some f in rule.findings] with input as _file({"volumes": ["data:/data", "/var/run/docker.sock:/var/run/docker.sock:ro"]})
	finding.at == ["services", "web", "volumes", 1]
}

test_the_long_form_and_its_directory if {
	count(rule.findings) == 1 with input as _file({"volumes": [{"type": "bind", "source": "/run/podman/podman.sock", "target": "/x"}]})
	count(rule.findings) == 1 with input as _file({"volumes": ["/var/run:/host/run"]})
}

test_other_volumes if {
	count(rule.findings) == 0 with input as _file({"volumes": ["data:/data", {"type": "volume", "target": "/x"}]})
}
