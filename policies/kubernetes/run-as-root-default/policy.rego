# METADATA
# title: Container whose image decides whether it runs as root
# description: >-
#   Root in the container is root on the node but for namespaces and capabilities: one bug in the runtime or the
#   kernel, or one mounted directory of the node, and whoever has the process has the node.
# custom:
#   id: run-as-root-default
#   category: kubernetes/run-as-root
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set runAsNonRoot to true, and runAsUser to the number of a user where the image names it by name.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.run_as_root_default

import data.groundwire.kubernetes.run_as_root
import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": _place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("Nothing keeps `%s` from running as root: its image decides about the user, and most images name none.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": true}},
} if {
	some found in k8s.hardenable(input)
	not _is_safe(input, found)
	not _is_told_elsewhere(found)
}

findings contains {
	"at": k8s.setting_path(input, found, "runAsGroup"),
	"subject": sprintf("%s/group", [k8s.subject(input, found.name)]),
	"message": sprintf("The processes of `%s` belong to the group root (`runAsGroup: 0`): what root left open to its group, on mounted volumes too, they may write.", [k8s.title(input, found)]),
} if {
	some found in k8s.containers(input)
	k8s.setting(input, found.container, "runAsGroup") == 0
}

_is_told_elsewhere(found) if {
	some other in run_as_root.findings
	other.subject == k8s.subject(input, found.name)
}

_is_safe(workload, found) if k8s.is_nonroot(workload, found.container)

_is_safe(workload, _) if k8s.runs_on_windows(workload)

_place(found) := k8s.setting_path(input, found, "runAsNonRoot")
