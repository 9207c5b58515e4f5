package groundwire.kubernetes.service_port_undeclared_test

import data.groundwire.kubernetes.service_port_undeclared as rule

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

_serving(ports) := json.patch(_web({}), [{"op": "add", "path": "/spec/template/spec/containers/0/ports", "value": ports}])

_sending(port) := _service({"ports": [object.union({"port": 80}, port)]})

test_a_number_that_is_not_there if {
	[finding] := [f | some f in _judged([_serving([{"containerPort": 8080}]), _sending({"targetPort": 8008})])]
	finding.at == ["spec", "ports", 0, "targetPort"]
	contains(finding.message, "declare 8080.")
	count(_judged([_serving([{"containerPort": 8080}]), _sending({})])) == 1
}

test_right_ports if {
	count(_judged([_serving([{"containerPort": 8080}]), _sending({"targetPort": 8080})])) == 0
	count(_judged([_serving([{"containerPort": 8080}]), _sending({"targetPort": "http"})])) == 0
	count(_judged([_web({}), _sending({"targetPort": 8080})])) == 0
	count(_judged([_sending({"targetPort": 8080})])) == 0
}
