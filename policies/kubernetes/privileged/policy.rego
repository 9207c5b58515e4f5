# METADATA
# title: Privileged container
# description: >-
#   A privileged container has every capability and every device of its node. Whoever takes over its process has the node,
#   and with it the secrets of every pod there.
# custom:
#   id: privileged
#   category: kubernetes/privileged
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Remove privileged and add only the capabilities that the process needs.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.privileged

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(found.path, ["securityContext", "privileged"]),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s/%s` %s%s.", [k8s.workload_name(input), found.name, _verb(found.name), weight.why]),
	"severity": weight.severity,
	"fix": {"name": "drop-privileged"},
} if {
	some found in k8s.containers(input)
	found.container.securityContext.privileged == true
	weight := _weight(found)
}

# OpenShift: who may use the constraints may start privileged containers.
findings contains {
	"at": ["allowPrivilegedContainer"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("The SecurityContextConstraints `%s` allow privileged containers: whoever may use them has every node.", [k8s.workload_name(input)]),
	"severity": "medium",
} if {
	input.kind == "SecurityContextConstraints"
	object.get(input, "allowPrivilegedContainer", false) == true
}

findings contains {
	"at": array.concat(found.path, ["securityContext", "procMount"]),
	"subject": sprintf("%s/proc", [k8s.subject(input, found.name)]),
	"message": sprintf("`%s/%s` sees its whole `/proc` (`procMount: Unmasked`): settings of the node's kernel can be read there, and some written.", [k8s.workload_name(input), found.name]),
	"severity": "medium",
} if {
	some found in k8s.containers(input)
	found.container.securityContext.procMount == "Unmasked"
}

_verb(name) := "is now privileged" if {
	object.get(k8s.same_container(data.groundwire.before, name), ["securityContext", "privileged"], false) != true
} else := "is privileged"

_weight(found) := {"severity": "medium", "why": "; an agent of the node may need that"} if {
	_node_agent
} else := {"severity": "medium", "why": " to set a kernel parameter of its node"} if {
	_sets_kernel_parameter(found)
} else := {"severity": "high", "why": ": whoever takes it over has the node"}

# Network and storage plugins, and what else prepares a node, live there.
_node_agent if {
	input.kind == "DaemonSet"
	_system_namespace(input.metadata.namespace)
}

_node_agent if {
	input.kind == "DaemonSet"
	some volume in k8s.pod_spec(input).volumes
	some directory in {"/var/lib/kubelet", "/opt/cni", "/etc/cni", "/lib/modules", "/sys/fs/bpf"}
	_below(volume.hostPath.path, directory)
}

_system_namespace("kube-system")

_system_namespace(namespace) if endswith(namespace, "-system")

_below(path, directory) if startswith(sprintf("%s/", [path]), sprintf("%s/", [directory]))

# The usual way to raise vm.max_map_count and its like before the container proper starts.
_sets_kernel_parameter(found) if {
	found.role == "init"
	some field in ["command", "args"]
	some word in found.container[field]
	contains(word, "sysctl")
}
