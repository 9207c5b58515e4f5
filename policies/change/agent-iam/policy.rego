# METADATA
# title: An agent decides who may do what
# description: >-
#   Rights that are too wide look right: everything works, and nothing tells later which of them are not
#   needed. Somebody has to know what each is for before they are granted.
# custom:
#   id: agent-iam
#   category: change/agent-iam
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [terraform, cloudformation, kubernetes]
#   remedy: Let two people read the rights line by line and approve.
#   params:
#     approvals: 2
#     kinds: [agent, session]
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
package groundwire.change.agent_iam

import data.groundwire.lib.iam
import data.groundwire.lib.provenance

findings contains {
	"at": part.at,
	"subject": part.name,
	"message": sprintf("`%s` decides who may do what, and %s wrote it or a part of it.", [part.name, provenance.named(tools)]),
	"approvals": _params.approvals,
} if {
	some part in iam.changed_parts
	tools := provenance.writers(part.pointer, {kind | some kind in _params.kinds})
	count(tools) > 0
}

default _settings := {}

_settings := data.groundwire.params["agent-iam"]

_params := object.union({"approvals": 2, "kinds": ["agent", "session"]}, _settings)
