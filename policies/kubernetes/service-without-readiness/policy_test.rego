package groundwire.kubernetes.service_without_readiness_test

import data.groundwire.kubernetes.service_without_readiness as rule

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

_service(spec) := {
	"apiVersion": "v1",
	"kind": "Service",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"selector": {"app": "web"}, "ports": [{"port": 80, "targetPort": 8080}]}, spec),
}

_pod(container) := {
	"apiVersion": "v1",
	"kind": "Pod",
	"metadata": {"name": "web", "namespace": "shop", "labels": {"app": "web"}},
	"spec": {"containers": [object.union({"name": "app", "image": "a:1", "livenessProbe": {"exec": {"command": ["true"]}}}, container)]},
}

test_a_pod_that_is_sent_to if {
	[finding] := [f | some f in _judged([_pod({}), _service({})])]
	finding.at == ["spec", "containers", 0, "readinessProbe"]
	finding.subject == "Pod/shop/web/app"
}

test_a_pod_that_is_not if {
	count(_judged([_pod({})])) == 0
	count(_judged([_pod({}), _service({"selector": {"app": "other"}})])) == 0
}

test_ready if {
	count(_judged([_pod({"readinessProbe": {"exec": {"command": ["true"]}}}), _service({})])) == 0
}

test_another_rule_speaks if {
	count(_judged([_pod({"ports": [{"containerPort": 80}]}), _service({})])) == 0
	count(_judged([_web({}), _service({})])) == 0
}
