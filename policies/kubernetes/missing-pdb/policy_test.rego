package groundwire.kubernetes.missing_pdb_test

import data.groundwire.kubernetes.missing_pdb as rule

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

_pdb(spec) := {
	"apiVersion": "policy/v1",
	"kind": "PodDisruptionBudget",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"selector": {"matchLabels": {"app": "web"}}}, spec),
}

_judged(objects) := found if {
	found := rule.findings with input as _in(objects)
}

_changed(before, after) := found if {
	found := rule.findings with input as _in(after) with data.groundwire.before as _in(before)
}

test_none if {
	[finding] := [f | some f in _judged([_web({"replicas": 2})])]
	finding.at == ["metadata", "name"]
	finding.severity == "medium"
	{f.severity | some f in _judged([_web({})])} == {"low"}
}

test_one_that_covers if {
	count(_judged([_web({"replicas": 2}), _pdb({"maxUnavailable": 1})])) == 0
	expression := {"selector": {"matchExpressions": [{"key": "app", "operator": "In", "values": ["web", "shop"]}]}}
	count(_judged([_web({"replicas": 2}), json.patch(_pdb({}), [{"op": "replace", "path": "/spec", "value": expression}])])) == 0
}

test_one_that_covers_others if {
	other := json.patch(_pdb({}), [{"op": "replace", "path": "/spec/selector/matchLabels/app", "value": "shop"}])
	[finding] := [f | some f in _judged([_web({"replicas": 2}), other])]
	contains(finding.message, "`web` selects (`app=shop`)")
	elsewhere := json.patch(_pdb({}), [{"op": "replace", "path": "/metadata/namespace", "value": "other"}])
	count(_judged([_web({"replicas": 2}), elsewhere])) == 1
}

test_one_pod if {
	count(_judged([_web({"replicas": 1})])) == 0
	count(_judged([_web({"replicas": 1}), _hpa({"minReplicas": 2})])) == 1
}

test_a_lost_one_is_for_another_rule if {
	count(_changed([_web({"replicas": 2}), _pdb({})], [_web({"replicas": 2})])) == 0
}
