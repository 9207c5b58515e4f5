# METADATA
# title: A policy allows more than before
# description: >-
#   Rights are added one by one and hardly ever taken away. Each addition is what a bug or a thief can do from then on.
# custom:
#   id: cfn-iam-widened
#   category: cloudformation/iam-wildcard
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [cloudformation]
#   remedy: Say in the change what the right is for, or leave it out.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_widened

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.identity_statements(input)
	statement.allows
	_has_past(statement.found.id)
	some resource in _resources(statement)
	added := [action | some action in statement.actions; _is_new(statement.found.id, action, resource)]
	count(added) > 0
	finding := {
		"at": _place(statement, added[0]),
		"subject": sprintf("%s/%s on %s", [statement.found.id, concat(",", added), resource]),
		"message": sprintf("%s may now also call %s on `%s`%s.", [cfn.holder(statement.found), cfn.listed(added), resource, _before(statement.found.id, resource)]),
		"severity": _severity(added),
	}
}

_resources(statement) := {cfn.text_of(resource) | some resource in statement.resources}

_has_past(id) if {
	some old in cfn.past_identity
	old.found.id == id
}

# Wildcards of everything and of whole services are told by other rules.
_is_new(id, action, resource) if {
	is_string(action)
	not cfn.is_every_action(action)
	not cfn.service_of(action)
	not _was_allowed(id, action, resource)
}

_was_allowed(id, action, resource) if {
	some old in cfn.past_identity
	old.found.id == id
	old.allows
	some past_action in old.actions
	_covers(lower(cfn.text_of(past_action)), lower(action))
	some past_resource in old.resources
	_covers(cfn.text_of(past_resource), resource)
}

# What only a deployment knows covers what is written in the same words.
_covers(wide, narrow) if wide == narrow

_covers(wide, narrow) if {
	endswith(wide, "*")
	startswith(narrow, trim_suffix(wide, "*"))
}

_place(statement, action) := array.concat(statement.path, ["Action", index]) if {
	not statement.in_text
	is_array(statement.statement.Action)
	some index, written in statement.statement.Action
	written == action
} else := cfn.part_path(statement, "Action")

_before(id, resource) := sprintf("; before: %s", [cfn.listed(sort(former))]) if {
	former := {cfn.text_of(action) |
		some old in cfn.past_identity
		old.found.id == id
		old.allows
		some past_resource in old.resources
		_covers(cfn.text_of(past_resource), resource)
		some action in old.actions
	}
	count(former) > 0
} else := ", about which it said nothing before"

# To read more weighs less than to change more.
_severity(added) := "low" if {
	every action in added {
		_reads(action)
	}
} else := "medium"

_reads(action) if {
	[_, verb] := split(lower(action), ":")
	some beginning in ["get", "list", "describe", "batchget", "query", "scan", "head"]
	startswith(verb, beginning)
}
