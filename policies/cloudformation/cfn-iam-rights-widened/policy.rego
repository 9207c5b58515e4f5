# METADATA
# title: A policy may now change who may do what
# description: >-
#   Whoever holds the policy can from now on let others in or give itself more: what it may do is no longer what is written
#   here.
# custom:
#   id: cfn-iam-rights-widened
#   category: cloudformation/iam-wildcard
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the actions that are needed, none of which grants; where one must, name the resources and set a permissions boundary.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_rights_widened

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some widening in cfn.widenings
	cfn.is_granting(widening)
	finding := {
		"at": cfn.widening_place(widening),
		"subject": cfn.widening_subject(widening),
		"message": cfn.widening_message(widening),
		"severity": _severity(widening),
	}
}

# On one resource that is named it is bounded.
_severity(widening) := "high" if {
	cfn.covers_everything(widening.resource)
	not cfn.is_narrowed(widening.statement)
} else := "medium"
