# METADATA
# title: Socket of the container runtime mounted
# description: >-
#   Who can write to the socket of the container runtime starts any container with any mount on the node: it is root
#   there, without any trace in the Kubernetes API.
# custom:
#   id: docker-socket
#   category: kubernetes/docker-socket
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Remove the mount. Build images with a builder that needs no daemon, and read container data through the kubelet or the CRI with its own agent.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.docker_socket

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(k8s.pod_path(input), ["volumes", index, "hostPath", "path"]),
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), path]),
	"message": sprintf("`%s` mounts `%s`: whoever takes it over starts containers on the node as root, past the API server%s.", [k8s.workload_name(input), path, _reason]),
	"severity": _severity,
} if {
	some index, volume in k8s.pod_spec(input).volumes
	path := volume.hostPath.path
	k8s.is_runtime_socket(path)
}

default _severity := "high"

_severity := "medium" if k8s.is_node_agent(input)

default _reason := ""

_reason := "; an agent of the node may need it" if k8s.is_node_agent(input)
