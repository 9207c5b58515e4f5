package groundwire.kubernetes.pdb_misconfigured_test

import data.groundwire.kubernetes.pdb_misconfigured as rule

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

test_none_may_go if {
	[finding] := [f | some f in _judged([_pdb({"maxUnavailable": 0})])]
	finding.at == ["spec", "maxUnavailable"]
	finding.severity == "medium"
	count(_judged([_pdb({"maxUnavailable": "0%"})])) == 1
	{f.at[1] | some f in _judged([_pdb({"minAvailable": "100%"})])} == {"minAvailable"}
}

test_refused if {
	{f.severity | some f in _judged([_pdb({"maxUnavailable": -1})])} == {"high"}
	{f.severity | some f in _judged([_pdb({"maxUnavailable": 1, "minAvailable": 1})])} == {"high"}
}

test_as_many_as_there_are if {
	[finding] := [f | some f in _judged([_web({"replicas": 2}), _pdb({"minAvailable": 2})])]
	finding.document == 1
	finding.message == "The budget `web` wants `minAvailable: 2`, and `web` has 2: none may be evicted, so its node cannot be drained."
	count(_judged([_web({"replicas": 1}), _pdb({"minAvailable": "50%"})])) == 1
}

test_as_many_as_the_autoscaler_keeps if {
	[finding] := [f | some f in _judged([_web({"replicas": 5}), _hpa({"minReplicas": 2}), _pdb({"minAvailable": 2})])]
	contains(finding.message, "has 2 at the least")
	count(_judged([_web({}), _hpa({"minReplicas": 3}), _pdb({"minAvailable": 2})])) == 0
}

test_the_pods_that_a_selector_names if {
	bare := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web"}}}}
	count(_judged([bare, _pdb({"minAvailable": 1})])) == 1
}

test_room_for_one if {
	count(_judged([_web({"replicas": 3}), _pdb({"minAvailable": 2})])) == 0
	count(_judged([_web({"replicas": 4}), _pdb({"minAvailable": "50%"})])) == 0
	count(_judged([_web({"replicas": 1}), _pdb({"maxUnavailable": 1})])) == 0
	count(_judged([_pdb({"minAvailable": 5})])) == 0
	count(_judged([_web({"replicas": 0}), _pdb({"minAvailable": 1})])) == 0
}

test_numbers_that_are_not_known if {
	count(_judged([_web({}), _pdb({"minAvailable": 2})])) == 0
	count(_judged([_web({"replicas": 3}), _pdb({"minAvailable": "many"})])) == 0
}
