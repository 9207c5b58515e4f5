# METADATA
# title: Container with a writable root filesystem
# description: >-
#   A root filesystem that can be written to lets an intruder put tools next to the program, change it and its
#   libraries, and stay until the pod is replaced.
# custom:
#   id: writable-rootfs
#   category: kubernetes/writable-rootfs
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set readOnlyRootFilesystem to true and mount an emptyDir where the program has to write.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.writable_rootfs

import data.groundwire.kubernetes.rootfs_made_writable
import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": _place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("The root filesystem of `%s` can be written to: whoever gets in can change the program and leave tools beside it.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": true}},
} if {
	some found in k8s.hardenable(input)
	not _is_safe(input, found)
	not _is_told_elsewhere(found)
}

# Said, in whatever is only a part of a workload.
findings contains {
	"at": _place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("The root filesystem of `%s` can be written to: whoever gets in can change the program and leave tools beside it.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": true}},
} if {
	some found in k8s.containers(input)
	found.container.securityContext.readOnlyRootFilesystem == false
	not _is_told_elsewhere(found)
}

_is_told_elsewhere(found) if {
	some other in rootfs_made_writable.findings
	other.subject == k8s.subject(input, found.name)
}

# A field of containers only.
_is_safe(_, found) if found.container.securityContext.readOnlyRootFilesystem == true

_place(found) := array.concat(found.path, ["securityContext", "readOnlyRootFilesystem"])
