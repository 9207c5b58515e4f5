package groundwire.kubernetes.probe_port_undeclared_test

import data.groundwire.kubernetes.probe_port_undeclared as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

_judged(container) := found if {
	found := rule.findings with input as _workload("Deployment", {}, [object.union({"name": "app", "image": "a:1"}, container)])
}

_http(port) := {"httpGet": {"path": "/", "port": port}}

test_a_number_that_is_not_there if {
	[finding] := [f | some f in _judged({"ports": [{"containerPort": 8080}], "livenessProbe": {"grpc": {"port": 9090}}})]
	finding.at == ["spec", "template", "spec", "containers", 0, "livenessProbe", "grpc", "port"]
	finding.message == "The liveness probe of `web/app` asks port 9090, and the container declares 8080."
}

test_right_ports if {
	count(_judged({"ports": [{"name": "web", "containerPort": 8080}], "readinessProbe": _http("other"), "livenessProbe": _http(8080)})) == 0
	count(_judged({"readinessProbe": _http(8080)})) == 0
}

test_the_port_of_a_neighbour if {
	app := {"name": "app", "image": "a:1", "ports": [{"containerPort": 80}], "livenessProbe": _http(9000)}
	count(rule.findings) == 0 with input as _workload("Deployment", {}, [app, {"name": "proxy", "image": "p:1", "ports": [{"containerPort": 9000}]}])
}

test_another_host if {
	count(_judged({"ports": [{"containerPort": 80}], "livenessProbe": {"httpGet": {"host": "10.0.0.1", "port": 9000}}})) == 0
}
