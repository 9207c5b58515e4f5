# METADATA
# title: Liveness and readiness ask the same
# description: >-
#   The moment the container is too busy to answer it is taken out of the Service and restarted, when it needed only
#   the first. Under load that takes one pod after the other.
# custom:
#   id: probes-identical
#   category: kubernetes/probe-port
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Let readiness ask whether the container can serve, and liveness only whether the process is stuck, with more patience.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.probes_identical

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	k8s.is_serving(input)
	some found in k8s.containers(input)
	live := found.container.livenessProbe
	ready := found.container.readinessProbe
	k8s.has_probe(found.container, "livenessProbe")
	_handler(live) == _handler(ready)
	_patience(live) <= _patience(ready)
	finding := {
		"at": array.concat(found.path, ["livenessProbe"]),
		"subject": k8s.subject(input, found.name),
		"message": sprintf("Liveness and readiness of `%s/%s` ask the same (%s) with the same patience: what should only lose traffic is restarted.", [k8s.workload_name(input), found.name, k8s.probe_text(_handler(live))]),
	}
}

_handler(probe) := {handler: asked |
	some handler in ["exec", "httpGet", "tcpSocket", "grpc"]
	asked := probe[handler]
}

# Seconds of failure until the probe has its effect.
_patience(probe) := object.get(probe, "periodSeconds", 10) * object.get(probe, "failureThreshold", 3)
