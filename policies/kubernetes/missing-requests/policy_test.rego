package groundwire.kubernetes.missing_requests_test

import data.groundwire.kubernetes.missing_requests as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

_judged(container) := found if {
	found := rule.findings with input as _workload("Deployment", {}, [object.union({"name": "app", "image": "a:1"}, container)])
}

test_none if {
	[finding] := [f | some f in _judged({})]
	finding.at == ["spec", "template", "spec", "containers", 0, "resources", "requests"]
	finding.severity == "medium"
	count(_judged({"resources": {}})) == 1
	count(_judged({"resources": {"requests": null, "limits": null}})) == 1
	count(_judged({"resources": {"requests": {"ephemeral-storage": "1Gi"}}})) == 1
}

test_one_is_enough if {
	count(_judged({"resources": {"requests": {"cpu": "100m"}}})) == 0
	count(_judged({"resources": {"requests": {"memory": "64Mi"}}})) == 0
	count(_judged({"resources": {"limits": {"memory": "64Mi"}}})) == 0
}

test_of_the_whole_pod if {
	workload := _workload("Deployment", {}, [{"name": "app", "image": "a:1"}])
	whole := json.patch(workload, [{"op": "add", "path": "/spec/template/spec/resources", "value": {"requests": {"cpu": "1"}}}])
	count(rule.findings) == 0 with input as whole
}

test_lost_is_for_another_rule if {
	app := {"name": "app", "image": "a:1"}
	before := _workload("Deployment", {}, [object.union(app, {"resources": {"requests": {"cpu": "1"}}})])
	count(rule.findings) == 0 with input as _workload("Deployment", {}, [app]) with data.groundwire.before as before
}

test_matters_less if {
	{f.severity | some f in _judged({"image": "web:local"})} == {"low"}
	job := _workload("Job", {}, [{"name": "app", "image": "a:1"}])
	{f.severity | some f in rule.findings} == {"low"} with input as job
}

test_silent if {
	count(_judged({"image": ""})) == 0
	count(_judged({"name": "istio-proxy"})) == 0
}
