package groundwire.kubernetes.single_replica_test

import data.groundwire.kubernetes.single_replica as rule

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

test_one if {
	[finding] := [f | some f in _judged([_web({"replicas": 1})])]
	finding.at == ["spec", "replicas"]
	finding.document == 0
	finding.subject == "Deployment/shop/web"
}

test_not_written if {
	[finding] := [f | some f in _judged([_web({})])]
	contains(finding.message, "since `replicas` is not written")
	count(_judged([{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"template": {"spec": {"containers": [{"name": "app"}]}}}}])) == 0
}

test_several_or_none if {
	count(_judged([_web({"replicas": 2})])) == 0
	count(_judged([_web({"replicas": 0})])) == 0
}

test_an_autoscaler_decides if {
	count(_judged([_web({}), _hpa({"minReplicas": 2})])) == 0
	keda := {"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": {"name": "web"}, "spec": {"scaleTargetRef": {"name": "web"}}}
	count(_judged([_web({}), keda])) == 0
}

test_lowered_is_for_another_rule if {
	count(_changed([_web({"replicas": 3})], [_web({"replicas": 1})])) == 0
}
