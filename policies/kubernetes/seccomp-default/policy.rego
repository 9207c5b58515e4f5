# METADATA
# title: Container without a seccomp profile
# description: >-
#   Without a seccomp profile every system call of the node's kernel is open to the container, and with it the bugs
#   through which containers are left: most published escapes need a call that the default profile forbids.
# custom:
#   id: seccomp-default
#   category: kubernetes/seccomp
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set seccompProfile.type to RuntimeDefault in the security context of the pod.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.seccomp_default

import data.groundwire.kubernetes.seccomp_unconfined
import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": _place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` names no seccomp profile: unless its node gives it one, every system call of the kernel is open to it.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": "RuntimeDefault"}},
} if {
	some found in k8s.hardenable(input)
	not _is_safe(input, found)
	not _is_told_elsewhere(found)
}

_is_told_elsewhere(found) if {
	some other in seccomp_unconfined.findings
	other.subject == k8s.subject(input, found.name)
}

_is_safe(workload, found) if k8s.seccomp_profile(workload, found) in {"RuntimeDefault", "Localhost"}

_is_safe(workload, _) if k8s.runs_on_windows(workload)

_place(found) := array.concat(k8s.setting_path(input, found, "seccompProfile"), ["type"])
