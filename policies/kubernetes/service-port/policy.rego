# METADATA
# title: A Service sends to a port that nobody serves
# description: >-
#   Each request to that port of the Service is refused.
# custom:
#   id: service-port
#   category: kubernetes/dangling-reference
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Send to a port that the container serves, by its name or number.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/#resource-backend
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.service_port

import data.groundwire.lib.kubernetes as k8s

# A name is looked up among the ports of the pods.
findings contains finding if {
	some service in k8s.workspace_services
	pods := k8s.service_pods(service)
	count(pods) > 0
	some index, port in service.object.spec.ports
	is_string(port.targetPort)
	not regex.match(`^[0-9]+$`, port.targetPort)
	not _declares_name(pods, port.targetPort)
	_are_whole(pods)
	finding := k8s.object_remark(service, ["spec", "ports", index, "targetPort"], {
		"subject": sprintf("%s/%s", [k8s.subject(service.object, ""), port.targetPort]),
		"message": sprintf("The Service `%s` sends to the port named `%s`, and no container of `%s` declares that name%s: its requests fail.", [service.name, port.targetPort, pods[0].name, _declared_text(pods)]),
		"severity": "high",
		"confidence": "high",
	})
}

# The port of an Ingress's backend.
findings contains finding if {
	some backend in k8s.ingress_backends
	some form in [{"name": ["service", "name"], "ports": [["service", "port", "number"], ["service", "port", "name"]]}, {"name": ["serviceName"], "ports": [["servicePort"]]}]
	some service in k8s.workspace_services
	service.name == object.get(backend.backend, form.name, null)
	k8s.same_namespace(service, backend.from)
	count(service.object.spec.ports) > 0
	some place in form.ports
	port := object.get(backend.backend, place, null)
	port != null
	not _offers(service, port)
	finding := k8s.object_remark(backend.from, array.concat(backend.at, place), {
		"subject": sprintf("%s/%s/%v", [k8s.subject(backend.from.object, ""), service.name, port]),
		"message": sprintf("The Ingress `%s` sends to port %v of the Service `%s`, which offers %s: its requests are answered with 503.", [backend.from.name, port, service.name, _offered(service)]),
		"severity": "high",
		"confidence": "high",
	})
}

# As it was written before networking.k8s.io/v1.
findings contains finding if {
	some backend in k8s.ingress_backends
	backend.from.object.apiVersion == "networking.k8s.io/v1"
	some field in ["serviceName", "servicePort"]
	backend.backend[field]
	finding := k8s.object_remark(backend.from, array.concat(backend.at, [field]), {
		"subject": sprintf("%s/%s", [k8s.subject(backend.from.object, ""), field]),
		"message": sprintf("The API server refuses the Ingress `%s`: `networking.k8s.io/v1` has no `%s`; it is `service.name` and `service.port` now.", [backend.from.name, field]),
		"severity": "high",
		"confidence": "high",
	})
}

_are_whole(pods) if {
	every pod in pods {
		k8s.is_whole_workload(pod.object)
	}
}

_declares_name(pods, name) if {
	some pod in pods
	some found in k8s.containers(pod.object)
	some port in found.container.ports
	port.name == name
}

_declared_text(pods) := sprintf(" (%s)", [concat(", ", texts)]) if {
	texts := {text |
		some pod in pods
		some found in k8s.containers(pod.object)
		some port in found.container.ports
		text := _port_text(port)
	}
	count(texts) > 0
} else := ""

_port_text(port) := sprintf("%v `%s`", [port.containerPort, port.name]) if {
	is_string(port.name)
} else := sprintf("%v", [port.containerPort])

_offers(service, port) if {
	some offered in service.object.spec.ports
	port in {offered.port, object.get(offered, "name", "")}
}

_offers(service, port) if {
	some offered in service.object.spec.ports
	sprintf("%v", [offered.port]) == port
}

_offered(service) := concat(", ", [sprintf("%v", [offered.port]) | some offered in service.object.spec.ports])
