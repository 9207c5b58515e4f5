package groundwire.kubernetes.hpa_below_budget_test

import data.groundwire.kubernetes.hpa_below_budget as rule

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

test_as_many if {
	[finding] := [f | some f in _judged([_web({}), _hpa({"minReplicas": 5}), _pdb({"minAvailable": 5})])]
	finding.document == 1
	finding.at == ["spec", "minReplicas"]
	count(_judged([_web({}), _hpa({"minReplicas": 5}), _pdb({"minAvailable": "100%"})])) == 1
}

test_fewer if {
	count(_judged([_web({}), _hpa({"minReplicas": 5}), _pdb({"minAvailable": 2})])) == 0
	count(_judged([_web({}), _hpa({"minReplicas": 5}), _pdb({"minAvailable": "50%"})])) == 0
	count(_judged([_web({}), _hpa({"minReplicas": 5}), _pdb({"maxUnavailable": 5})])) == 0
	count(_judged([_web({}), _hpa({}), _pdb({"minAvailable": 5})])) == 0
}
