# METADATA
# title: Directory of the node that can be written to
# description: >-
#   A container that can write to the node's system directories plants a program, a key or a static pod there and
#   has the node; and with it the credentials of every pod that runs on it.
# custom:
#   id: host-path
#   category: kubernetes/host-path
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Mount a volume of Kubernetes instead, or mount the one file that is needed with readOnly.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.host_path

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(k8s.pod_path(input), ["volumes", mount.index, "hostPath", "path"]),
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), mount.name]),
	"message": sprintf("`%s` can write to `%s` of its node: whoever takes it over plants a program or a key there and has the node%s.", [k8s.workload_name(input), mount.path, _reason]),
	"severity": _severity,
} if {
	some mount in _mounts
	mount.writable
	_is_sensitive(mount.path)
}

default _severity := "high"

_severity := "medium" if k8s.is_node_agent(input)

default _reason := ""

_reason := "; an agent of the node may need it" if k8s.is_node_agent(input)

# What of the node a mount reaches, and whether it can be written to.
_mounts := [{"index": index, "name": volume.name, "path": volume.hostPath.path, "writable": _is_writable(volume.name)} |
	some index, volume in k8s.pod_spec(input).volumes
	is_string(volume.hostPath.path)
	not k8s.is_runtime_socket(volume.hostPath.path)
]

# All mounts of it are read-only; a volume that nobody mounts is harmless until somebody does.
default _is_writable(_) := false

_is_writable(name) if {
	some found in k8s.containers(input)
	some mount in found.container.volumeMounts
	mount.name == name
	object.get(mount, "readOnly", false) != true
}

_is_sensitive(path) if _cleaned(path) == "/"

_is_sensitive(path) if {
	some directory in {
		"/bin", "/boot", "/etc", "/home", "/lib", "/lib64", "/opt/cni", "/proc", "/root", "/run", "/sbin", "/sys", "/usr",
		"/var/lib/docker", "/var/lib/containerd", "/var/lib/etcd", "/var/lib/kubelet", "/var/run",
	}
	k8s.is_below(_cleaned(path), directory)
	not _is_lock_or_socket(path)
}

# All devices, the memory or a disk; single other ones (a tunnel, a log) end where they stand.
_is_sensitive(path) if regex.match(`^/dev/*$|^/dev/(k?mem|sd|nvme|vd|xvd|disk|mapper)`, path)

_is_lock_or_socket(path) if regex.match(`\.(lock|sock|pid)$`, path)

_is_sensitive(path) if _cleaned(path) in {"/var", "/var/lib", "/opt"}

_cleaned(path) := "/" if {
	trim_right(path, "/") == ""
} else := trim_right(path, "/")
