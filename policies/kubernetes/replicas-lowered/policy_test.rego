package groundwire.kubernetes.replicas_lowered_test

import data.groundwire.kubernetes.replicas_lowered as rule

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

test_three_to_one if {
	[finding] := [f | some f in _changed([_web({"replicas": 3})], [_web({"replicas": 1})])]
	finding.at == ["spec", "replicas"]
	finding.severity == "high"
	finding.message == "`web` goes from 3 pods to 1: while it is moved or restarted, nobody answers."
	finding.fix == {"name": "set-field", "params": {"value": 3, "safe": true}}
}

test_the_line_is_gone if {
	[finding] := [f | some f in _changed([_web({"replicas": 3})], [_web({})])]
	contains(finding.message, "1, the default")
	count(_changed([_web({"replicas": 3})], [_web({}), _hpa({})])) == 0
}

test_turned_off if {
	{f.severity | some f in _changed([_web({"replicas": 3})], [_web({"replicas": 0})])} == {"medium"}
	count(_changed([_web({"replicas": 3})], [_web({"replicas": 0}), _hpa({"minReplicas": 2})])) == 1
}

test_an_autoscaler_takes_over if {
	count(_changed([_web({"replicas": 3})], [_web({"replicas": 1}), _hpa({"minReplicas": 2})])) == 0
	count(_changed([_web({"replicas": 3})], [_web({"replicas": 1}), _hpa({"minReplicas": 1})])) == 1
}

test_an_autoscaler_is_lowered if {
	[finding] := [f | some f in _changed([_hpa({"minReplicas": 3})], [_hpa({"minReplicas": 1})])]
	finding.at == ["spec", "minReplicas"]
	contains(finding.message, "goes down to 1 instead of 3")
}

test_a_custom_resource if {
	custom := {"apiVersion": "monitoring.example.com/v1", "kind": "Prometheus", "metadata": {"name": "k8s"}, "spec": {"replicas": 2}}
	[finding] := [f | some f in _changed([custom], [json.patch(custom, [{"op": "replace", "path": "/spec/replicas", "value": 1}])])]
	finding.message == "The Prometheus `k8s` goes from 2 pods to 1: while one is moved or restarted, no other answers."
	count(_changed([custom], [custom])) == 0
}

test_still_several if {
	count(_changed([_web({"replicas": 5})], [_web({"replicas": 2})])) == 0
	count(_changed([_web({"replicas": 1})], [_web({"replicas": 1})])) == 0
	count(_judged([_web({"replicas": 1})])) == 0
}
