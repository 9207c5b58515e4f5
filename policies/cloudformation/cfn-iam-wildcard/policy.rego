# METADATA
# title: Somebody may do anything
# description: >-
#   Whoever gets hold of the credentials owns the account: every bug in what uses them, and every leak, is one of
#   everything.
# custom:
#   id: cfn-iam-wildcard
#   category: cloudformation/iam-wildcard
#   severity: critical
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the actions that are used.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_wildcard

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.identity_statements(input)
	statement.allows
	some action in statement.actions
	cfn.is_every_action(action)
	not statement.found.id in cfn.boundaries(input)
	finding := {
		"at": cfn.part_path(statement, "Action"),
		"subject": sprintf("%s/*", [statement.found.id]),
		"message": sprintf("%s may do anything (`%s` on %s)%s.", [cfn.holder(statement.found), action, cfn.resource_text(statement), cfn.before_text(statement, cfn.past_identity)]),
		"severity": _severity(statement),
	}
}

_severity(statement) := "critical" if {
	cfn.is_unrestricted(statement)
	not cfn.is_narrowed(statement)
} else := "high"
