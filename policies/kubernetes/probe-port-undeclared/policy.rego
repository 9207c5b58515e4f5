# METADATA
# title: A probe asks a port that the pod does not declare
# description: >-
#   Next to declared ports an undeclared one is mostly the port of before: the probe fails, and the pod gets no
#   traffic or is restarted for ever.
# custom:
#   id: probe-port-undeclared
#   category: kubernetes/probe-port
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Let the probe ask a declared port, or declare the one that it asks.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.probe_port_undeclared

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in k8s.containers(input)
	k8s.is_whole(found.container)
	some kind, name in {"livenessProbe": "liveness", "readinessProbe": "readiness", "startupProbe": "startup"}
	some handler in ["httpGet", "tcpSocket", "grpc"]
	port := found.container[kind][handler].port
	not found.container[kind][handler].host
	is_number(port)
	count(_numbers(found.container)) > 0
	not port in _declared
	finding := {
		"at": array.concat(found.path, [kind, handler, "port"]),
		"subject": sprintf("%s/%s", [k8s.subject(input, found.name), kind]),
		"message": sprintf("The %s probe of `%s/%s` asks port %d, and the container declares %s.", [name, k8s.workload_name(input), found.name, port, _list(found.container)]),
	}
}

_numbers(container) := {declared.containerPort | some declared in container.ports; is_number(declared.containerPort)}

# Containers of one pod share their network.
_declared := {port |
	some found in k8s.containers(input)
	some port in _numbers(found.container)
}

_list(container) := concat(", ", [sprintf("%d", [number]) | some number in _numbers(container)])
