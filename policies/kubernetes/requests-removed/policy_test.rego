package groundwire.kubernetes.requests_removed_test

import data.groundwire.kubernetes.requests_removed as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

_app(resources) := _workload("Deployment", {}, [{"name": "app", "image": "a:1", "resources": resources}])

_before := _app({"requests": {"cpu": "100m", "memory": "64Mi"}})

test_both_gone if {
	[finding] := [f | some f in rule.findings] with input as _app({}) with data.groundwire.before as _before
	finding.at == ["spec", "template", "spec", "containers", 0, "resources", "requests"]
	finding.severity == "high"
	finding.message == "The cpu request and memory request of `web/app` are gone (it was 100m, 64Mi): the scheduler no longer keeps room for it."
	finding.fix == {"name": "set-field", "params": {"value": {"cpu": "100m", "memory": "64Mi"}, "safe": true}}
}

test_one_gone if {
	[finding] := [f | some f in rule.findings] with input as _app({"requests": {"cpu": "50m"}}) with data.groundwire.before as _before
	finding.severity == "medium"
	finding.at == ["spec", "template", "spec", "containers", 0, "resources", "requests", "memory"]
	finding.fix.params.value == "64Mi"
}

test_a_limit_is_a_request if {
	count(rule.findings) == 0 with input as _app({"limits": {"cpu": "1", "memory": "1Gi"}}) with data.groundwire.before as _before
}

test_other_values if {
	count(rule.findings) == 0 with input as _app({"requests": {"cpu": "50m", "memory": "32Mi"}}) with data.groundwire.before as _before
}

test_never_there if {
	count(rule.findings) == 0 with input as _app({})
	count(rule.findings) == 0 with input as _app({}) with data.groundwire.before as null
	count(rule.findings) == 0 with input as _app({}) with data.groundwire.before as _app({})
}

test_a_local_cluster if {
	before := _workload("Deployment", {}, [{"name": "app", "image": "a:local", "resources": {"requests": {"cpu": "1", "memory": "1Gi"}}}])
	after := _workload("Deployment", {}, [{"name": "app", "image": "a:local"}])
	{f.severity | some f in rule.findings} == {"low"} with input as after with data.groundwire.before as before
}
