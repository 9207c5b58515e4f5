package groundwire.kubernetes.rollout_strategy_test

import data.groundwire.kubernetes.rollout_strategy as rule

_in(objects) := {"documents": [{"path": "deploy/app.yaml", "platform": "kubernetes", "name": sprintf("%d", [index]), "document": object_} | some index, object_ in objects]}

_web(spec) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "app", "image": "a:1"}]}}}, spec),
}

_judged(objects) := found if {
	found := rule.findings with input as _in(objects)
}

_changed(before, after) := found if {
	found := rule.findings with input as _in(after) with data.groundwire.before as _in(before)
}

_service := {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"}, "spec": {"selector": {"app": "web"}}}

_rolling(settings) := {"strategy": {"rollingUpdate": settings}}

test_all_at_once if {
	[finding] := [f | some f in _judged([_web({"strategy": {"type": "Recreate"}}), _service])]
	finding.at == ["spec", "strategy", "type"]
	count(_judged([_web({"replicas": 2, "strategy": {"type": "Recreate"}})])) == 1
}

test_all_unavailable if {
	[finding] := [f | some f in _judged([_web(_rolling({"maxUnavailable": "100%"}))])]
	finding.at == ["spec", "strategy", "rollingUpdate", "maxUnavailable"]
	count(_judged([_web(object.union({"replicas": 3}, _rolling({"maxUnavailable": 3})))])) == 1
}

test_refused if {
	{f.severity | some f in _judged([_web(_rolling({"maxUnavailable": 0, "maxSurge": 0}))])} == {"high"}
}

test_one_with_a_volume if {
	own := json.patch(_web({"strategy": {"type": "Recreate"}}), [{"op": "add", "path": "/spec/template/spec/volumes", "value": [{"name": "d", "persistentVolumeClaim": {"claimName": "d"}}]}])
	count(_judged([own, _service])) == 0
}

test_nobody_waits if {
	count(_judged([_web({"strategy": {"type": "Recreate"}})])) == 0
}

test_rolling if {
	count(_judged([_web({}), _service])) == 0
	count(_judged([_web(object.union({"replicas": 3}, _rolling({"maxUnavailable": 1}))), _service])) == 0
	count(_judged([_web(object.union({"replicas": 1}, _rolling({"maxUnavailable": 1}))), _service])) == 0
}

test_weakened_is_for_another_rule if {
	count(_changed([_web({}), _service], [_web({"strategy": {"type": "Recreate"}}), _service])) == 0
}
