# METADATA
# title: Port of the node taken by a pod
# description: >-
#   A host port opens the container on every address of its node, past Services, and often past firewalls and
#   network policies; and only one such pod fits on a node, so a rollout waits for a free one.
# custom:
#   id: host-port
#   category: kubernetes/host-port
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Remove hostPort and publish the port through a Service.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.host_port

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["ports", index, "hostPort"]),
	"subject": sprintf("%s/%d", [k8s.subject(input, found.name), port.hostPort]),
	"message": sprintf("`%s` takes port %d of its node: it answers on every address of the node, and no second pod of it fits there.", [k8s.title(input, found), port.hostPort]),
	"severity": _severity,
} if {
	some found in k8s.containers(input)
	some index, port in found.container.ports
	is_number(port.hostPort)
	port.hostPort != 0
}

default _severity := "medium"

# One on every node is what it is for.
_severity := "low" if input.kind == "DaemonSet"
