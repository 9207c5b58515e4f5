package groundwire.kubernetes.probes_identical_test

import data.groundwire.kubernetes.probes_identical as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

_judged(live, ready) := found if {
	found := rule.findings with input as _workload("Deployment", {}, [{"name": "app", "image": "a:1", "livenessProbe": live, "readinessProbe": ready}])
}

_http := {"httpGet": {"path": "/", "port": 80}}

test_equal if {
	[finding] := [f | some f in _judged(_http, _http)]
	finding.at == ["spec", "template", "spec", "containers", 0, "livenessProbe"]
	contains(finding.message, "`GET /` on port 80")
	count(_judged({"exec": {"command": ["x"]}}, {"exec": {"command": ["x"]}})) == 1
}

test_more_patience if {
	count(_judged(object.union(_http, {"failureThreshold": 6}), _http)) == 0
	count(_judged(_http, object.union(_http, {"failureThreshold": 6}))) == 1
}

test_different if {
	count(_judged({"httpGet": {"path": "/live", "port": 80}}, _http)) == 0
	count(_judged({"periodSeconds": 1}, {"periodSeconds": 1})) == 0
}

test_a_job if {
	app := {"name": "app", "image": "a:1", "livenessProbe": _http, "readinessProbe": _http}
	count(rule.findings) == 0 with input as _workload("Job", {}, [app])
}
