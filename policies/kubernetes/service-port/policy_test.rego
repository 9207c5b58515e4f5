package groundwire.kubernetes.service_port_test

import data.groundwire.kubernetes.service_port as rule

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

_ingress(backend) := {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "i", "namespace": "shop"}, "spec": {"rules": [{"http": {"paths": [{"backend": backend}]}}]}}

test_a_name_that_is_not_there if {
	[finding] := [f | some f in _judged([_serving([{"name": "web", "containerPort": 8080}]), _sending({"targetPort": "http"})])]
	finding.at == ["spec", "ports", 0, "targetPort"]
	finding.confidence == "high"
	contains(finding.message, "(8080 `web`)")
	count(_judged([_serving([]), _sending({"targetPort": "http"})])) == 1
}

test_right_ports if {
	count(_judged([_serving([{"name": "web", "containerPort": 8080}]), _sending({"targetPort": "web"})])) == 0
	count(_judged([_serving([{"containerPort": 8080}]), _sending({"targetPort": 8080})])) == 0
	count(_judged([_serving([{"containerPort": 8080}]), _sending({"targetPort": "8080"})])) == 0
	count(_judged([_web({}), _sending({"targetPort": 8080})])) == 0
	count(_judged([_sending({"targetPort": "http"})])) == 0
}

test_an_ingress_and_its_port if {
	[finding] := [f | some f in _judged([_service({}), _ingress({"service": {"name": "web", "port": {"number": 8080}}})])]
	finding.at == ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "port", "number"]
	count(_judged([_service({}), _ingress({"service": {"name": "web", "port": {"number": 80}}})])) == 0
	count(_judged([_service({"ports": [{"name": "http", "port": 80}]}), _ingress({"service": {"name": "web", "port": {"name": "http"}}})])) == 0
	count(_judged([_service({"ports": [{"name": "http", "port": 80}]}), _ingress({"service": {"name": "web", "port": {"name": "https"}}})])) == 1
}

test_an_old_backend if {
	{f.at[7] | some f in _judged([_ingress({"serviceName": "web", "servicePort": "80"}), _service({})])} == {"serviceName", "servicePort"}
	old := json.patch(_ingress({"serviceName": "web", "servicePort": 80}), [{"op": "replace", "path": "/apiVersion", "value": "networking.k8s.io/v1beta1"}])
	count(_judged([old, _service({})])) == 0
}

test_patches if {
	patch := json.patch(_serving([{"containerPort": 8080}]), [{"op": "remove", "path": "/spec/template/spec/containers/0/image"}])
	count(_judged([patch, _sending({"targetPort": "http"})])) == 0
}
