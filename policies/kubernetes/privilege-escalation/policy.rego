# METADATA
# title: Container that may gain privileges
# description: >-
#   With privilege escalation allowed, a setuid program in the image makes a process root although the container
#   starts as somebody else: running as non-root protects nothing any more.
# custom:
#   id: privilege-escalation
#   category: kubernetes/privilege-escalation
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set allowPrivilegeEscalation to false.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.privilege_escalation

import data.groundwire.lib.kubernetes as k8s

# The change took it away.
findings contains {
	"at": _former_place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` may gain privileges again: `allowPrivilegeEscalation: false` is gone, so a setuid program in its image makes the process root.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": false}},
} if {
	some found in k8s.containers(input)
	_is_lost(found)
}

findings contains {
	"at": _place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` allows privilege escalation: a setuid program in its image makes the process root, whatever user it starts as.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": false}},
} if {
	some found in k8s.containers(input)
	found.container.securityContext.allowPrivilegeEscalation == true
	not _is_lost(found)
}

_is_lost(found) if {
	not _is_safe(input, found)
	before := data.groundwire.before
	some old in k8s.containers(before)
	old.name == found.name
	_is_safe(before, old)
}

_former_place(found) := _place(found)

# A field of containers only: what stands in the pod's security context says nothing.
_is_safe(_, found) if found.container.securityContext.allowPrivilegeEscalation == false

_place(found) := array.concat(found.path, ["securityContext", "allowPrivilegeEscalation"])
