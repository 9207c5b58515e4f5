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
	problem := _problem(found.container, port)
	finding := {
		"at": array.concat(found.path, [kind, handler, "port"]),
		"subject": sprintf("%s/%s", [k8s.subject(input, found.name), kind]),
		"message": sprintf("The %s probe of `%s/%s` asks port %v, %s: %s.", [words.name, k8s.workload_name(input), found.name, port, problem.text, words.effect]),
		"severity": problem.severity,
		"confidence": problem.confidence,
	}
}

_kinds := {
	"livenessProbe": {"name": "liveness", "effect": "it fails, and the container is restarted again and again"},
	"readinessProbe": {"name": "readiness", "effect": "it fails, and the pod never gets traffic"},
	"startupProbe": {"name": "startup", "effect": "it fails, and the container is killed before it starts"},
}

# A name is looked up among the container's own ports, and a probe with a name that is not there fails.
_problem(container, port) := {"text": "a name that the container does not declare", "severity": "high", "confidence": "high"} if {
	is_string(port)
	not regex.match(`^[0-9]+$`, port)
	not port in {declared.name | some declared in container.ports}
}

# A number need not be declared; where the pod declares others, it is most likely a slip.
_problem(container, port) := {"text": sprintf("and the container declares %s", [_list(container)]), "severity": "medium", "confidence": "medium"} if {
	is_number(port)
	count(_numbers(container)) > 0
	not port in _declared
}

_numbers(container) := {declared.containerPort | some declared in container.ports; is_number(declared.containerPort)}

# Containers of one pod share their network.
_declared := {port |
	some found in k8s.containers(input)
	some port in _numbers(found.container)
}

_list(container) := concat(", ", [sprintf("%d", [number]) | some number in _numbers(container)])
