package groundwire.kubernetes.hpa_fixed_replicas_test

import data.groundwire.kubernetes.hpa_fixed_replicas as rule

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

test_a_fixed_number if {
	[finding] := [f | some f in _judged([_web({"replicas": 3}), _hpa({})])]
	finding.document == 0
	finding.at == ["spec", "replicas"]
}

test_no_number if {
	count(_judged([_web({}), _hpa({})])) == 0
	count(_judged([_web({"replicas": 0}), _hpa({})])) == 0
	count(_judged([_web({"replicas": 3})])) == 0
}

test_another_workload if {
	count(_judged([_web({"replicas": 3}), _hpa({"scaleTargetRef": {"name": "shop"}})])) == 0
}
