package groundwire.kubernetes.service_selects_nothing_test

import data.groundwire.kubernetes.service_selects_nothing as rule

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

_service(spec) := {
	"apiVersion": "v1",
	"kind": "Service",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"selector": {"app": "web"}, "ports": [{"port": 80, "targetPort": 8080}]}, spec),
}

test_other_labels if {
	[finding] := [f | some f in _judged([_web({}), _service({"selector": {"app": "shop"}})])]
	finding.at == ["spec", "selector"]
	finding.message == "The Service `web` leads to no pod: it selects (`app=shop`), and those of `web` have (`app=web`)."
}

test_another_namespace if {
	other := json.patch(_web({}), [{"op": "replace", "path": "/metadata/namespace", "value": "other"}])
	[finding] := [f | some f in _judged([other, _service({})])]
	contains(finding.message, "in the namespace `other`")
}

test_it_leads if {
	count(_judged([_web({}), _service({})])) == 0
	nowhere := json.patch(_web({}), [{"op": "remove", "path": "/metadata/namespace"}])
	count(_judged([nowhere, _service({})])) == 0
}

test_the_pods_stand_elsewhere if {
	count(_judged([_service({})])) == 0
	count(_judged([_web({}), json.patch(_service({"selector": {"app.kubernetes.io/name": "db"}}), [{"op": "replace", "path": "/metadata/name", "value": "db"}, {"op": "remove", "path": "/spec/selector/app"}])])) == 0
}

test_an_operator_makes_them if {
	database := {"apiVersion": "db.example.com/v1", "kind": "Database", "metadata": {"name": "shop"}}
	count(_judged([_web({}), _service({"selector": {"app": "shop"}}), database])) == 0
}

test_needs_none if {
	count(_judged([_web({}), _service({"type": "ExternalName", "selector": {"app": "shop"}})])) == 0
	count(_judged([_web({}), _service({"selector": null})])) == 0
}

test_what_a_change_broke_is_for_another_rule if {
	count(_changed([_web({}), _service({})], [_web({}), _service({"selector": {"app": "shop"}})])) == 0
}
