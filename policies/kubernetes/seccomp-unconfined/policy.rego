# METADATA
# title: Container without confinement by the kernel
# description: >-
#   Without a seccomp profile every system call of the node's kernel is open to the container, and with it the bugs
#   through which containers are left: most published escapes need a call that the default profile forbids.
# custom:
#   id: seccomp-unconfined
#   category: kubernetes/seccomp
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set seccompProfile.type to RuntimeDefault in the security context of the pod.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.seccomp_unconfined

import data.groundwire.lib.kubernetes as k8s

# The change took it away.
findings contains {
	"at": _former_place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("The seccomp profile of `%s` is gone: system calls that it blocked are open again.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": "RuntimeDefault"}},
} if {
	some found in k8s.containers(input)
	_is_lost(found)
}

findings contains {
	"at": _place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` runs without a seccomp profile (`Unconfined`): every system call of the node's kernel is open to it.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": "RuntimeDefault"}},
	"severity": _severity,
} if {
	some found in k8s.containers(input)
	k8s.seccomp_profile(input, found) == "Unconfined"
	not _is_lost(found)
}

findings contains {
	"at": _apparmor_place(found),
	"subject": sprintf("%s/apparmor", [k8s.subject(input, found.name)]),
	"message": sprintf("`%s` runs without an AppArmor profile (`Unconfined`), also where the node would give it one.", [k8s.title(input, found)]),
	"severity": _severity,
} if {
	some found in k8s.containers(input)
	k8s.apparmor_profile(input, found) == "Unconfined"
}

default _severity := "medium"

_severity := "low" if k8s.is_node_agent(input)

_apparmor_place(found) := array.concat(k8s.setting_path(input, found, "appArmorProfile"), ["type"]) if {
	k8s.setting(input, found.container, "appArmorProfile")
} else := array.concat(array.slice(k8s.pod_path(input), 0, count(k8s.pod_path(input)) - 1), ["metadata", "annotations", k8s.apparmor_annotation(found.name)])

_is_lost(found) if {
	not _is_safe(input, found)
	before := data.groundwire.before
	some old in k8s.containers(before)
	old.name == found.name
	_is_safe(before, old)
}

_former_place(found) := array.concat(k8s.lost_setting_path(data.groundwire.before, found, "seccompProfile"), ["type"])

_is_safe(workload, found) if k8s.seccomp_profile(workload, found) in {"RuntimeDefault", "Localhost"}

_is_safe(workload, _) if k8s.runs_on_windows(workload)

_place(found) := array.concat(k8s.setting_path(input, found, "seccompProfile"), ["type"])
