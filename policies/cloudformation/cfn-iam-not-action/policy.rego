# METADATA
# title: A policy allows all that it does not name
# description: >-
#   Allow with NotAction or NotResource includes every service and resource that is added later, and the right to grant
#   more.
# custom:
#   id: cfn-iam-not-action
#   category: cloudformation/iam-wildcard
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name what is allowed, or deny what is not.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_not_action

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.identity_statements(input)
	statement.allows
	count(statement.not_actions) > 0
	not statement.found.id in cfn.boundaries(input)
	finding := {
		"at": cfn.part_path(statement, "NotAction"),
		"subject": sprintf("%s/NotAction", [statement.found.id]),
		"message": sprintf("%s may do everything on %s but %s: whatever AWS adds is included.", [cfn.holder(statement.found), cfn.resource_text(statement), cfn.listed([cfn.text_of(action) | some action in statement.not_actions])]),
	}
}
