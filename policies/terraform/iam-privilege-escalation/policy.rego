# METADATA
# title: A policy lets its holder become anybody
# description: >-
#   A few harmless-looking actions are enough to take on every other right of the account. Whoever steals such credentials
#   has it all.
# custom:
#   id: iam-privilege-escalation
#   category: terraform/iam-privilege-escalation
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the roles, users or policies that may be changed or passed on, or bound the statement by a condition (iam:PassedToService, iam:PermissionsBoundary).
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_privilege_escalation

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some address, ways in _by_holder
	some group in _groups(address, ways)
	way := group[0]
	finding := tf.remark(way.statement.found, tf.action_place(way.statement, way.actions), {
		"message": sprintf("%s can give itself any right: with %s on %s %s%s%s%s.", [
			way.statement.holder,
			tf.action_list(way.actions),
			tf.resource_text(way.statement),
			way.means,
			_more(group),
			tf.wildcard_note(way.actions),
			tf.before_text(way.statement),
		]),
		"subject": _subject(address, group),
	})
}

_by_holder[address] := ways if {
	some one in _open
	address := one.statement.found.address
	ways := [way | some way in _open; way.statement.found.address == address]
}

_open := tf.open_escalations(tf.unbounded_statements(tf.current_statements))

_open_before := tf.open_escalations(tf.unbounded_statements(tf.past_statements))

# The ways that a change opens apart from those that stood open.
_groups(address, ways) := [group |
	stood := {way.needs | some way in _open_before; way.statement.found.address == address}
	some group in [[way | some way in ways; way.needs in stood], [way | some way in ways; not way.needs in stood]]
	count(group) > 0
]

_more(group) := "" if count(group) == 1

_more(group) := " (one more way is open, too)" if count(group) == 2

_more(group) := sprintf(" (%d more ways are open, too)", [count(group) - 1]) if count(group) > 2

_subject(address, group) := sprintf("%s/%s", [address, concat("+", group[0].needs)]) if {
	stood := {way.needs | some way in _open_before; way.statement.found.address == address}
	count(stood) > 0
	not group[0].needs in stood
} else := address
