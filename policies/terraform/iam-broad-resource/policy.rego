# METADATA
# title: An action is allowed on every resource
# description: >-
#   A wildcard in place of the resource lets credentials that leak reach whatever the account has of that kind, although AWS
#   lets these actions be limited to single resources.
# custom:
#   id: iam-broad-resource
#   category: terraform/iam-wildcard-resource
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the resources, or limit the statement by a condition.
# related_resources:
#   - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_broad_resource

import data.groundwire.lib.terraform as tf

# What is worse is iam-wildcard-resource; a wildcard for the actions, too, is iam-wildcard-action.
findings contains finding if {
	some statement in tf.current_statements
	not statement.is_boundary
	not statement.is_resource_policy
	not statement.has_principal
	not statement.has_condition
	_names_nothing(statement)
	actions := _limitable(statement)
	count(actions) > 0
	finding := tf.remark(statement.found, statement.resource_path, {"message": sprintf("%s may %s on %s, although single resources can be named%s%s.", [
		statement.holder,
		tf.action_list(actions),
		tf.resource_text(statement),
		_note(actions),
		tf.before_text(statement),
	])})
}

# `arn:aws:s3:::*` names a kind at least.
_names_nothing(statement) if {
	some resource in statement.resources
	resource == "*"
}

_limitable(statement) := [action |
	some action in statement.actions
	is_string(action)
	contains(action, ":")
	not tf.is_every_action(action)
	not tf.is_service_wildcard(action)
	not tf.is_unrestrictable(action)
	not tf.is_grave(action)
]

# DescribeInstanceAttribute is among what looks harmless.
_note(actions) := "; the user data of every instance is among what it reads" if {
	some action in actions
	lower(action) in {"ec2:describe*", "ec2:*describe*", "ec2:desc*"}
} else := ""
