# METADATA
# title: A policy allows a whole service
# description: >-
#   A wildcard for a service holds the actions that delete things and change their policies, and every action that AWS adds
#   to the service later.
# custom:
#   id: iam-service-wildcard
#   category: terraform/iam-wildcard-action
#   severity: low
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: List the actions that are needed; the service's last accessed information tells which ones are used.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_service_wildcard

import data.groundwire.lib.terraform as tf

# On named resources, under a condition, or with a service that holds neither data nor rights. What is worse is iam-wildcard-action.
findings contains finding if {
	some statement in tf.current_statements
	not statement.is_boundary
	some group in _groups(statement)
	finding := tf.remark(statement.found, tf.action_place(statement, group), {
		"message": sprintf("%s may do everything with %s on %s%s%s.", [statement.holder, tf.action_list(group), tf.resource_text(statement), _note(group), tf.before_text(statement)]),
		"subject": _subject(statement, group),
	})
}

# A policy of one resource that lets others do all that can be done with it.
findings contains finding if {
	some statement in tf.current_statements
	statement.is_resource_policy
	some action in statement.actions
	tf.is_every_action(action)
	finding := tf.remark(statement.found, tf.action_place(statement, [action]), {
		"message": sprintf("%s lets its principals do everything with the resource, changing its policy included%s.", [statement.holder, tf.before_text(statement)]),
	})
}

_groups(statement) := [group |
	wide := _wide(statement)
	stood := {action | some former in tf.former_statements(statement.found); some action in _wide(former)}
	some group in [[action | some action in wide; action in stood], [action | some action in wide; not action in stood]]
	count(group) > 0
]

_wide(statement) := [action |
	not statement.is_resource_policy
	some action in statement.actions
	service := tf.service_of(action)
	_matters_less(statement, service)
]

_matters_less(statement, _) if not tf.is_unrestricted(statement)

_matters_less(statement, _) if statement.has_condition

_matters_less(_, service) if not service in tf.grave_services

_subject(statement, group) := sprintf("%s/%s", [statement.found.address, group[0]]) if {
	former := {action | some old in tf.former_statements(statement.found); some action in _wide(old)}
	count(former) > 0
	not group[0] in former
} else := statement.found.address

_note(group) := tf.wildcard_note(group) if {
	tf.wildcard_note(group) != ""
} else := sprintf(": %s", [notes[0]]) if {
	notes := [_notes[tf.service_of(action)] | some action in group]
	count(notes) > 0
} else := ""

_notes := {
	"s3": "deleting it and changing its policy included",
	"dynamodb": "deleting the table included",
	"sqs": "deleting the queue and changing its policy included",
	"sns": "deleting the topic and changing its policy included",
	"kms": "deleting the key and changing its policy included",
	"secretsmanager": "deleting the secret included",
	"logs": "deleting logs included",
}
