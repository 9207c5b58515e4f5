# METADATA
# title: Container that runs as root
# description: >-
#   Root in the container is root on the node but for namespaces and capabilities: one bug in the runtime or the
#   kernel, or one mounted directory of the node, and whoever has the process has the node.
# custom:
#   id: run-as-root
#   category: kubernetes/run-as-root
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set runAsNonRoot to true, and runAsUser to the number of a user where the image names it by name.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.run_as_root

import data.groundwire.lib.kubernetes as k8s

# The change took it away.
findings contains {
	"at": _former_place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` may run as root again: what kept it from that (`runAsNonRoot` or a `runAsUser` above 0) is gone, and its image decides.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": true}},
} if {
	some found in k8s.containers(input)
	_is_lost(found)
}

findings contains {
	"at": k8s.setting_path(input, found, "runAsUser"),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` runs as root (`runAsUser: 0`): whoever takes it over is one kernel or runtime bug away from its node.", [k8s.title(input, found)]),
	"severity": _severity(found),
} if {
	some found in k8s.containers(input)
	_is_uid_0(found)
}

findings contains {
	"at": k8s.setting_path(input, found, "runAsNonRoot"),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` may run as root (`runAsNonRoot: false`): the user is left to its image, and most images name none.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": true}},
	"severity": _severity(found),
} if {
	some found in k8s.containers(input)
	k8s.setting(input, found.container, "runAsNonRoot") == false
	not _is_safe(input, found)
	not _is_uid_0(found)
	not _is_lost(found)
}

# The number of a user still keeps it from root, until somebody takes that for needless, too.
findings contains {
	"at": _former_place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`runAsNonRoot: true` of `%s` is gone: nothing but `runAsUser: %v` keeps it from root, and the restricted Pod Security Standard does not admit it any more.", [k8s.title(input, found), k8s.setting(input, found.container, "runAsUser")]),
	"fix": {"name": "set-field", "params": {"value": true}},
	"severity": "low",
} if {
	some found in k8s.containers(input)
	k8s.is_nonroot(input, found.container)
	not _is_demanded(input, found.container)
	_was_demanded(found)
}

_is_uid_0(found) if k8s.setting(input, found.container, "runAsUser") == 0

# To change the owner of a volume, or because an agent reads what belongs to the node's root.
_severity(found) := "low" if {
	found.role == "init"
} else := "low" if {
	k8s.is_node_agent(input)
} else := "medium"

_is_lost(found) if {
	not _is_safe(input, found)
	not _is_uid_0(found)
	before := data.groundwire.before
	some old in k8s.containers(before)
	old.name == found.name
	_is_safe(before, old)
}

# A user in its place is a choice; one that was there already is none.
_was_demanded(found) if {
	before := data.groundwire.before
	old := k8s.same_container(before, found.name)
	_is_demanded(before, old)
	k8s.setting(before, old, "runAsUser") == k8s.setting(input, found.container, "runAsUser")
}

_is_demanded(workload, container) if k8s.setting(workload, container, "runAsNonRoot") == true

_former_place(found) := k8s.lost_setting_path(data.groundwire.before, found, "runAsNonRoot")

_is_safe(workload, found) if k8s.is_nonroot(workload, found.container)

_is_safe(workload, _) if k8s.runs_on_windows(workload)

_place(found) := k8s.setting_path(input, found, "runAsNonRoot")
