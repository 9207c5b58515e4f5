package groundwire.kubernetes.hpa_target_missing_test

import data.groundwire.kubernetes.hpa_target_missing as rule

_in(objects) := {"documents": [{"path": "deploy/app.yaml", "platform": "kubernetes", "name": sprintf("%d", [index]), "document": object_} | some index, object_ in objects]}

_web(spec) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "app", "image": "a:1"}]}}}, spec),
}

_hpa(spec) := {
	"apiVersion": "autoscaling/v2",
	"kind": "HorizontalPodAutoscaler",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"maxReplicas": 9, "scaleTargetRef": {"kind": "Deployment", "name": "web"}}, spec),
}

_judged(objects) := found if {
	found := rule.findings with input as _in(objects)
}

_changed(before, after) := found if {
	found := rule.findings with input as _in(after) with data.groundwire.before as _in(before)
}

test_another_name if {
	[finding] := [f | some f in _judged([_web({}), _hpa({"scaleTargetRef": {"name": "shop"}})])]
	finding.at == ["spec", "scaleTargetRef", "name"]
	finding.confidence == "medium"
	contains(finding.message, "(`web` is)")
}

test_it_is_there if {
	count(_judged([_web({}), _hpa({})])) == 0
}

test_it_may_be_elsewhere if {
	count(_judged([_hpa({})])) == 0
	count(_judged([json.patch(_web({}), [{"op": "replace", "path": "/kind", "value": "StatefulSet"}]), _hpa({})])) == 0
}

test_it_went_away if {
	[finding] := [f | some f in _changed([_web({}), _hpa({})], [_hpa({})])]
	finding.confidence == "high"
	not contains(finding.message, " is)")
}
