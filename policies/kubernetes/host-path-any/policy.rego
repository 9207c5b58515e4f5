# METADATA
# title: Directory of the node in a pod
# description: >-
#   A pod that mounts a directory of its node finds other data wherever it is scheduled, fills the node's disk past
#   every limit, and sees what other pods and the node left there.
# custom:
#   id: host-path-any
#   category: kubernetes/host-path
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Use a PersistentVolumeClaim or an emptyDir.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.host_path_any

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(k8s.pod_path(input), ["volumes", mount.index, "hostPath", "path"]),
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), mount.name]),
	"message": sprintf("`%s` mounts `%s` of its node%s.", [k8s.workload_name(input), mount.path, _effect(mount)]),
	"severity": _severity(mount),
} if {
	some mount in _mounts
	not _is_told_elsewhere(mount)
}

_effect(mount) := " read-only: it sees what the node and other pods keep there, keys and tokens included" if {
	not mount.writable
	_is_sensitive(mount.path)
} else := " read-only: it sees what others leave there, and other data on every node" if {
	not mount.writable
} else := ": its data stays behind when the pod moves, and nothing limits how much of the node's disk it takes"

_severity(mount) := "medium" if {
	_is_sensitive(mount.path)
	not input.kind == "DaemonSet"
} else := "low"

_is_told_elsewhere(mount) if {
	mount.writable
	_is_sensitive(mount.path)
}

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
