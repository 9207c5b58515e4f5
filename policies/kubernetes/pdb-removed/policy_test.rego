package groundwire.kubernetes.pdb_removed_test

import data.groundwire.kubernetes.pdb_removed as rule

_in(objects) := {"documents": [{"path": "deploy/app.yaml", "platform": "kubernetes", "name": sprintf("%d", [index]), "document": object_} | some index, object_ in objects]}

_web(spec) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "app", "image": "a:1"}]}}}, spec),
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

test_deleted if {
	[finding] := [f | some f in _changed([_web({"replicas": 3}), _pdb({})], [_web({"replicas": 3})])]
	finding.at == ["metadata", "name"]
	finding.severity == "high"
	startswith(finding.message, "The disruption budget of `web` is gone (it was `web`)")
}

test_of_pods_that_an_operator_makes if {
	custom := {"apiVersion": "monitoring.example.com/v1", "kind": "Prometheus", "metadata": {"name": "k8s", "namespace": "shop", "labels": {"app": "web", "part": "x"}}, "spec": {"replicas": 2}}
	[finding] := [f | some f in _changed([custom, _pdb({})], [custom])]
	finding.confidence == "medium"
	contains(finding.message, "of the Prometheus `k8s` is gone")
	count(_changed([custom, _pdb({})], [custom, _pdb({"maxUnavailable": 1})])) == 0
	count(_changed([object.union(custom, {"spec": {"instances": 3, "replicas": 0}}), _pdb({})], [object.union(custom, {"spec": {"instances": 3, "replicas": 0}})])) == 1
	count(_changed([object.union(custom, {"spec": {"replicas": 1}}), _pdb({})], [object.union(custom, {"spec": {"replicas": 1}})])) == 0
	other := json.patch(custom, [{"op": "replace", "path": "/metadata/labels/app", "value": "y"}])
	count(_changed([other, _pdb({})], [other])) == 0
}

test_it_selects_others_now if {
	other := json.patch(_pdb({}), [{"op": "replace", "path": "/spec/selector/matchLabels/app", "value": "shop"}])
	[finding] := [f | some f in _changed([_web({"replicas": 3}), _pdb({})], [_web({"replicas": 3}), other])]
	startswith(finding.message, "The disruption budget `web` no longer selects")
}

test_the_number_is_not_known if {
	{f.severity | some f in _changed([_web({}), _pdb({})], [_web({})])} == {"medium"}
}

test_one_pod_needs_none if {
	count(_changed([_web({"replicas": 1}), _pdb({})], [_web({"replicas": 1})])) == 0
}

test_another_takes_its_place if {
	other := json.patch(_pdb({}), [{"op": "replace", "path": "/metadata/name", "value": "other"}])
	count(_changed([_web({"replicas": 3}), _pdb({})], [_web({"replicas": 3}), other])) == 0
}

test_never_there if {
	count(_changed([_web({"replicas": 3})], [_web({"replicas": 3})])) == 0
	count(_judged([_web({"replicas": 3})])) == 0
	count(_changed([_web({"replicas": 3}), _pdb({})], [])) == 0
}
