# METADATA
# title: Root filesystem made writable
# description: >-
#   A root filesystem that can be written to lets an intruder put tools next to the program, change it and its
#   libraries, and stay until the pod is replaced.
# custom:
#   id: rootfs-made-writable
#   category: kubernetes/writable-rootfs
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set readOnlyRootFilesystem to true and mount an emptyDir where the program has to write.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.rootfs_made_writable

import data.groundwire.lib.kubernetes as k8s

# The change took it away.
findings contains {
	"at": _former_place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("The root filesystem of `%s` can be written to again: `readOnlyRootFilesystem: true` is gone, and whoever gets in can change the program and leave tools beside it.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": true}},
} if {
	some found in k8s.containers(input)
	_is_lost(found)
}

_is_lost(found) if {
	not _is_safe(input, found)
	before := data.groundwire.before
	some old in k8s.containers(before)
	old.name == found.name
	_is_safe(before, old)
}

_former_place(found) := _place(found)

# A field of containers only.
_is_safe(_, found) if found.container.securityContext.readOnlyRootFilesystem == true

_place(found) := array.concat(found.path, ["securityContext", "readOnlyRootFilesystem"])
