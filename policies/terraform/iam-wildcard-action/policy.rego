# METADATA
# title: A policy allows every action
# description: >-
#   Whoever holds such credentials, by a leak, a flaw in the program or a mistake, may do everything with the account or with
#   a whole service of it: read, delete, and give itself more.
# custom:
#   id: iam-wildcard-action
#   category: terraform/iam-wildcard-action
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: List the actions that are needed; the service's last accessed information tells which ones are used.
#   params:
#     allowedServices: []
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_wildcard_action

import data.groundwire.lib.terraform as tf

# Everything.
findings contains finding if {
	some statement in tf.current_statements
	not statement.is_boundary
	some action in statement.actions
	tf.is_every_action(action)
	not statement.is_resource_policy
	finding := tf.remark(statement.found, tf.action_place(statement, [action]), {
		"message": sprintf("%s may do %s%s%s.", [statement.holder, _anything(statement, action), _condition(statement), tf.before_text(statement)]),
		"subject": _subject(statement, [action]),
		"severity": _severity(statement),
		"confidence": _confidence(statement),
	})
}

_anything(statement, action) := sprintf("anything (`%s` on `*`)", [action]) if tf.is_unrestricted(statement)

_anything(statement, action) := sprintf("anything (`%s`) with %s", [action, tf.resource_text(statement)]) if not tf.is_unrestricted(statement)

# Everything but a few things.
findings contains finding if {
	some statement in tf.current_statements
	not statement.is_boundary
	not statement.is_resource_policy
	count(statement.not_actions) > 0
	tf.is_unrestricted(statement)
	finding := tf.remark(statement.found, statement.action_path, {
		"message": sprintf(
			"%s may do anything but %s on %s%s: what AWS adds is allowed, too%s.",
			[statement.holder, tf.action_list(statement.not_actions), tf.resource_text(statement), _condition(statement), tf.before_text(statement)],
		),
		"severity": _severity(statement),
		"confidence": "medium",
	})
}

# A service as a whole, on everything it has.
findings contains finding if {
	some statement in tf.current_statements
	some group in _groups(statement)
	finding := tf.remark(statement.found, tf.action_place(statement, group), {
		"message": sprintf("%s may do everything with %s, on every resource%s%s.", [statement.holder, tf.action_list(group), _worst(group), tf.before_text(statement)]),
		"subject": _subject(statement, group),
		"severity": _service_severity(group),
		"confidence": _confidence(statement),
	})
}

# The wildcards of a statement, those that the change adds apart from those that stood there.
_groups(statement) := [group |
	wide := _wide_services(statement)
	stood := {action | some former in tf.former_statements(statement.found); some action in _wide_services(former)}
	some group in [[action | some action in wide; action in stood], [action | some action in wide; not action in stood]]
	count(group) > 0
]

_wide_services(statement) := [action |
	not statement.is_boundary
	not statement.is_resource_policy
	not statement.has_condition
	tf.is_unrestricted(statement)
	not _allows_everything(statement)
	some action in statement.actions
	service := tf.service_of(action)
	service in tf.grave_services
	not service in _allowed_services
]

_allows_everything(statement) if {
	some action in statement.actions
	tf.is_every_action(action)
}

default _allowed_services := []

_allowed_services := data.groundwire.params["iam-wildcard-action"].allowedServices

# A wildcard beside one that stood there is another finding, or the old one would excuse it.
_subject(statement, group) := sprintf("%s/%s", [statement.found.address, group[0]]) if {
	former := {action | some old in tf.former_statements(statement.found); some action in array.concat(_wide_services(old), _every(old))}
	count(former) > 0
	not group[0] in former
} else := statement.found.address

_every(statement) := [action | some action in statement.actions; tf.is_every_action(action)]

_condition(statement) := " under a condition" if statement.has_condition

_condition(statement) := "" if not statement.has_condition

_severity(statement) := "high" if {
	tf.is_unrestricted(statement)
	not statement.has_condition
} else := "medium"

_confidence(statement) := "low" if _sounds_like_boundary(statement)

_confidence(statement) := "high" if not _sounds_like_boundary(statement)

# It grants nothing where it only bounds; that is not to be seen when it is attached elsewhere.
_sounds_like_boundary(statement) if contains(lower(statement.found.name), "boundary")

_service_severity(group) := "high" if {
	some action in group
	tf.service_of(action) in tf.ways_to_more
} else := "medium"

_worst(group) := ": that is to give itself any right" if {
	some action in group
	tf.service_of(action) in tf.ways_to_more
} else := sprintf(": %s", [consequences[0]]) if {
	consequences := [tf.service_consequences[tf.service_of(action)] | some action in group]
	count(consequences) > 0
} else := ", deleting it included"
