# METADATA
# title: A dangerous action is allowed on every resource
# description: >-
#   Credentials that leak open as much as their policy names. With a wildcard that is every secret, bucket, table or role of the
#   account, of other teams' services, too, and of those that are yet to come.
# custom:
#   id: iam-wildcard-resource
#   category: terraform/iam-wildcard-resource
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the resources, by reference where the module makes them, or limit the statement by a condition.
#   params:
#     allowedActions: []
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_wildcard_resource

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some statement in tf.current_statements
	some group in _groups(statement)
	worst := tf.grave_reasons(group)[0]
	finding := tf.remark(statement.found, statement.resource_path, {
		"message": sprintf("%s may %s%s on %s: %s%s.", [statement.holder, tf.action_list(worst.actions), _more(group, worst), tf.resource_text(statement), worst.means, tf.before_text(statement)]),
		"subject": _subject(statement, group),
		"severity": worst.severity,
	})
}

# The grave actions of a statement, those that the change adds apart from those that stood there.
_groups(statement) := [group |
	grave := _grave(statement)
	stood := {action | some former in tf.former_statements(statement.found); some action in _grave(former)}
	some group in [[action | some action in grave; action in stood], [action | some action in grave; not action in stood]]
	count(group) > 0
]

_grave(statement) := [action |
	not statement.is_boundary
	not statement.is_resource_policy
	not statement.has_principal
	not statement.has_condition
	tf.is_unrestricted(statement)
	some action in statement.actions
	is_string(action)
	not tf.is_every_action(action)
	not tf.is_service_wildcard(action)
	not lower(action) in _allowed
	tf.is_grave(action)
]

default _allowed := {}

_allowed := {lower(action) | some action in data.groundwire.params["iam-wildcard-resource"].allowedActions}

_more(group, worst) := " (and 1 more that is as dangerous or nearly so)" if {
	count(group) - count(worst.actions) == 1
} else := sprintf(" (and %d more that are as dangerous or nearly so)", [rest]) if {
	rest := count(group) - count(worst.actions)
	rest > 0
} else := ""

# An action beside one that stood there is another finding, or the old one would excuse it.
_subject(statement, group) := sprintf("%s/%s", [statement.found.address, group[0]]) if {
	former := {action | some old in tf.former_statements(statement.found); some action in _grave(old)}
	count(former) > 0
	not group[0] in former
} else := statement.found.address
