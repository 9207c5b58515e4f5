package groundwire.kubernetes.startup_probe_removed_test

import data.groundwire.kubernetes.startup_probe_removed as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

_app := {"name": "app", "image": "a:1"}

_startup := {"startupProbe": {"httpGet": {"path": "/", "port": 80}, "failureThreshold": 30}}

_live := {"livenessProbe": {"httpGet": {"path": "/", "port": 80}}}

_judged(before, after) := found if {
	found := rule.findings with input as _workload("Deployment", {}, [after]) with data.groundwire.before as _workload("Deployment", {}, [before])
}

test_beside_a_liveness_probe if {
	[finding] := [f | some f in _judged(object.union_n([_app, _startup, _live]), object.union(_app, _live))]
	finding.at == ["spec", "template", "spec", "containers", 0, "startupProbe"]
	finding.severity == "medium"
	contains(finding.message, "now counts from the start")
	finding.fix.params.kind == "startupProbe"
}

test_with_no_other_probe if {
	{f.severity | some f in _judged(object.union(_app, _startup), _app)} == {"low"}
}

test_in_a_local_cluster if {
	local := {"name": "app", "image": "a:local"}
	{f.severity | some f in _judged(object.union_n([local, _startup, _live]), object.union(local, _live))} == {"low"}
}

test_never_there if {
	count(_judged(_app, _app)) == 0
	count(rule.findings) == 0 with input as _workload("Deployment", {}, [_app])
}
