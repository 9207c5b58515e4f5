package groundwire.kubernetes.pdb_selects_nothing_test

import data.groundwire.kubernetes.pdb_selects_nothing as rule

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

_other := {"selector": {"matchLabels": {"app": "shop"}}}

test_other_labels if {
	[finding] := [f | some f in _judged([_web({}), json.patch(_pdb({}), [{"op": "replace", "path": "/spec", "value": _other}])])]
	finding.at == ["spec", "selector"]
	finding.message == "The budget `web` covers no pods: it selects (`app=shop`), and those of `web` have (`app=web`)."
}

test_it_covers if {
	count(_judged([_web({}), _pdb({})])) == 0
}

test_no_pods_here if {
	count(_judged([_pdb({})])) == 0
}
