# METADATA
# title: A probe asks a port that nothing serves
# description: >-
#   A readiness probe on a port that does not exist never succeeds: the pod gets no traffic and the rollout stops. A
#   liveness probe on one restarts the container for ever.
# custom:
#   id: probe-port
#   category: kubernetes/probe-port
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Let the probe ask a port that the container serves, by the name or number under ports.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.probe_port

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in k8s.containers(input)
	k8s.is_whole(found.container)
	some kind, words in _kinds
	some handler in ["httpGet", "tcpSocket", "grpc"]
	port := found.container[kind][handler].port
	not found.container[kind][handler].host
	_is_missing(found.container, port)
	finding := {
		"at": array.concat(found.path, [kind, handler, "port"]),
		"subject": sprintf("%s/%s", [k8s.subject(input, found.name), kind]),
		"message": sprintf("The %s probe of `%s/%s` asks the port named `%s`, which the container does not declare: %s.", [words.name, k8s.workload_name(input), found.name, port, words.effect]),
	}
}

_kinds := {
	"livenessProbe": {"name": "liveness", "effect": "it fails, and the container is restarted again and again"},
	"readinessProbe": {"name": "readiness", "effect": "it fails, and the pod never gets traffic"},
	"startupProbe": {"name": "startup", "effect": "it fails, and the container is killed before it starts"},
}

# A name is looked up among the container's own ports, and a probe with a name that is not there fails.
_is_missing(container, port) if {
	is_string(port)
	not regex.match(`^[0-9]+$`, port)
	not port in {declared.name | some declared in container.ports}
}
