# METADATA
# title: A role trusts a whole account
# description: >-
#   Whoever in the other account may call sts:AssumeRole at all can take on the role; its administrators decide who that is,
#   and a leak there is one here.
# custom:
#   id: cfn-iam-trust-account
#   category: cloudformation/iam-trust
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the role that may take it on, or ask for an external id.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_trust_account

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.trust_statements(input)
	statement.allows
	some principal in cfn.principals(statement)
	regex.match(`^(arn:aws[a-z-]*:iam::)?[0-9]{12}(:root)?$`, principal)
	not cfn.is_narrowed(statement)
	finding := {
		"at": cfn.part_path(statement, "Principal"),
		"subject": sprintf("%s/%s", [statement.found.id, principal]),
		"message": sprintf("`%s` trusts all of `%s`: every identity there that may assume roles can take it on.", [statement.found.id, principal]),
	}
}
