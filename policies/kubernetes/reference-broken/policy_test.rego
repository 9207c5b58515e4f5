package groundwire.kubernetes.reference_broken_test

import data.groundwire.kubernetes.reference_broken as rule

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

_config := {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings", "namespace": "shop"}}

_use := json.patch(_web({}), [{"op": "add", "path": "/spec/template/spec/containers/0/envFrom", "value": [{"configMapRef": {"name": "settings"}}]}])

test_a_config_map_is_gone if {
	[finding] := [f | some f in _changed([_use, _config], [_use])]
	finding.subject == "Deployment/shop/web/ConfigMap/settings"
	finding.message == "The ConfigMap `settings` is gone, and `web` still names it: the next pod that starts is not created."
}

test_both_are_gone if {
	count(_changed([_use, _config], [])) == 0
	count(_changed([_use, _config], [_web({})])) == 0
	count(_changed([_web({}), _config], [_web({}), _config])) == 0
}

test_what_is_new_is_no_victim if {
	count(_changed([_config], [_use])) == 0
}

test_a_service_loses_its_pods if {
	[finding] := [f | some f in _changed([_service({}), _web({})], [_service({})])]
	finding.at == ["spec", "selector"]
	contains(finding.message, "`web` is gone")
}

test_the_labels_changed if {
	other := json.patch(_web({}), [{"op": "replace", "path": "/spec/template/metadata/labels/app", "value": "shop"}])
	[finding] := [f | some f in _changed([_service({}), _web({})], [_service({}), other])]
	contains(finding.message, "`web` has the labels (`app=shop`) now")
}

test_a_service_that_needs_no_pods if {
	count(_changed([_service({}), _web({})], [_service({"type": "ExternalName"})])) == 0
	headless := json.patch(_service({}), [{"op": "remove", "path": "/spec/selector"}])
	count(_changed([_service({}), _web({})], [headless])) == 0
}

test_it_still_has_pods if {
	count(_changed([_service({}), _web({})], [_service({}), _web({"replicas": 2})])) == 0
	count(_judged([_service({}), _use])) == 0
}
