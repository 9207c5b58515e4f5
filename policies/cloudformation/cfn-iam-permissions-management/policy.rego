# METADATA
# title: Somebody may change who may use what, everywhere
# description: >-
#   Policies of buckets, keys, queues and functions are what keeps strangers out. Whoever may rewrite all of them lets
#   anybody in, and nobody asked for it.
# custom:
#   id: cfn-iam-permissions-management
#   category: cloudformation/iam-privilege-escalation
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the resources, by reference where they are in the template.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_permissions_management

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.identity_statements(input)
	statement.allows
	cfn.is_unrestricted(statement)
	not cfn.is_narrowed(statement)
	not statement.found.id in cfn.boundaries(input)
	granting := sort({action | some action in statement.actions; _grants(action)})
	count(granting) > 0
	finding := {
		"at": cfn.part_path(statement, "Action"),
		"subject": sprintf("%s/%s", [statement.found.id, concat(",", granting)]),
		"message": sprintf("%s may call %s on %s: it can open to others whatever it likes%s%s.", [cfn.holder(statement.found), cfn.listed(granting), cfn.resource_text(statement), cfn.wildcard_note(granting), cfn.before_text(statement, cfn.past_identity)]),
	}
}

# All of everything and all of a service are told by other rules.
_grants(action) if {
	is_string(action)
	not cfn.is_every_action(action)
	not cfn.service_of(action)
	some way in cfn.granting_actions
	glob.match(lower(action), [], way)
}

_grants(action) if {
	not cfn.service_of(action)
	cfn.wildcard_of(action).permissions > 0
}
