package groundwire.kubernetes.probe_port_test

import data.groundwire.kubernetes.probe_port as rule

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

test_a_name_that_is_not_there if {
	[finding] := [f | some f in _judged({"ports": [{"name": "web", "containerPort": 8080}], "readinessProbe": _http("http")})]
	finding.at == ["spec", "template", "spec", "containers", 0, "readinessProbe", "httpGet", "port"]
	finding.message == "The readiness probe of `web/app` asks the port named `http`, which the container does not declare: it fails, and the pod never gets traffic."
	finding.subject == "Deployment/shop/web/app/readinessProbe"
	count(_judged({"livenessProbe": {"tcpSocket": {"port": "http"}}})) == 1
}

test_right_ports if {
	count(_judged({"ports": [{"name": "web", "containerPort": 8080}], "readinessProbe": _http("web"), "livenessProbe": _http(8080), "startupProbe": _http("8080")})) == 0
	count(_judged({"readinessProbe": _http(8080)})) == 0
	count(_judged({"ports": [{"containerPort": 80}], "readinessProbe": {"exec": {"command": ["true"]}}})) == 0
}

test_another_host if {
	count(_judged({"ports": [{"containerPort": 80}], "livenessProbe": {"httpGet": {"host": "10.0.0.1", "port": 9000}}})) == 0
}

test_a_patch if {
	count(_judged({"image": "", "livenessProbe": _http("http")})) == 0
}
