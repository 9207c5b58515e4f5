# METADATA
# title: A Service sends to a port that its pods do not declare
# description: >-
#   Next to declared ports an undeclared one is mostly the port of before: what is sent there is refused.
# custom:
#   id: service-port-undeclared
#   category: kubernetes/dangling-reference
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Send to a declared port, or declare the one that is served.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.service_port_undeclared

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some service in k8s.workspace_services
	pods := k8s.service_pods(service)
	count(pods) > 0
	some index, port in service.object.spec.ports
	number := _number(port)
	every pod in pods {
		k8s.is_whole_workload(pod.object)
		count(_numbers(pod)) > 0
		not number in _numbers(pod)
	}
	finding := k8s.object_remark(service, ["spec", "ports", index, "targetPort"], {
		"subject": sprintf("%s/%d", [k8s.subject(service.object, ""), number]),
		"message": sprintf("The Service `%s` sends to port %d, and the containers of `%s` declare %s.", [service.name, number, pods[0].name, concat(", ", [sprintf("%d", [declared]) | some declared in _numbers(pods[0])])]),
	})
}

_number(port) := port.targetPort if is_number(port.targetPort)

_number(port) := port.port if object.get(port, "targetPort", null) == null

_numbers(pod) := {port.containerPort |
	some found in k8s.containers(pod.object)
	some port in found.container.ports
	is_number(port.containerPort)
}
