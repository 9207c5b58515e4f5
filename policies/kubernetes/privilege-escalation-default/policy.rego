# METADATA
# title: Container that does not rule out gaining privileges
# description: >-
#   With privilege escalation allowed, a setuid program in the image makes a process root although the container
#   starts as somebody else: running as non-root protects nothing any more.
# custom:
#   id: privilege-escalation-default
#   category: kubernetes/privilege-escalation
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set allowPrivilegeEscalation to false.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.privilege_escalation_default

import data.groundwire.kubernetes.privilege_escalation
import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": _place(found),
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` does not rule out privilege escalation: a setuid program in its image makes the process root, whatever user it starts as.", [k8s.title(input, found)]),
	"fix": {"name": "set-field", "params": {"value": false}},
} if {
	some found in k8s.hardenable(input)
	not _is_safe(input, found)
	not _is_told_elsewhere(found)
}

_is_told_elsewhere(found) if {
	some other in privilege_escalation.findings
	other.subject == k8s.subject(input, found.name)
}

# A field of containers only: what stands in the pod's security context says nothing.
_is_safe(_, found) if found.container.securityContext.allowPrivilegeEscalation == false

_place(found) := array.concat(found.path, ["securityContext", "allowPrivilegeEscalation"])
