# METADATA
# title: A policy allows more than it did
# description: >-
#   Rights only ever grow, an action at a time; whoever gets hold of them later has the sum.
# custom:
#   id: iam-widened
#   category: terraform/iam-privilege-escalation
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: See that the new actions are needed, on these resources; keep what only one task needs in a policy of its own.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_widened

import data.groundwire.lib.terraform as tf

# A statement of a policy that base had, too: the actions that are new, each with the resources that they are for, or the resources.
findings contains finding if {
	some statement in tf.current_statements
	not statement.is_boundary
	not statement.is_resource_policy
	former := tf.former_statements(statement.found)
	count(former) > 0
	gained := _gained(statement, former)
	count(gained) > 0
	finding := tf.remark(statement.found, _place(statement, gained, former), {
		"message": sprintf("%s now may %s on %s, which it could not before%s%s.", [
			statement.holder,
			tf.action_list(gained),
			_resources(gained, statement, former),
			_new_ones(gained, statement, former),
			_lost_condition(statement, former),
		]),
		"subject": sprintf("%s/%s", [statement.found.address, concat("+", gained)]),
		"severity": _severity(gained),
	})
}

# Every action, in its own words, that no former statement held for all of the resources.
_gained(statement, former) := sort([action |
	some action in statement.actions
	is_string(action)
	not _is_told_elsewhere(statement, action)
	not _was_held(action, statement, former)
	not _holds_nothing_new(action, statement, former)
])

# A wildcard in place of all that it stands for today.
_holds_nothing_new(action, statement, former) if {
	entry := tf.wildcard_of(action)
	count(entry.actions) > 0
	count(_new_of(entry, statement, former)) == 0
}

_new_of(entry, statement, former) := [action | some action in entry.actions; not _was_held(action, statement, former)]

# "; new are `s3:GetBucketAcl`, …": what a wildcard brings, the gravest first.
_new_ones(gained, statement, former) := sprintf("; new %s", [concat(", ", [text | some action in gained; text := _told(action, statement, former)])]) if {
	some action in gained
	_told(action, statement, former)
} else := ""

_told(action, statement, former) := sprintf("with `%s` is %s", [action, tf.action_list(array.concat(first, [one | some one in new; not one in first]))]) if {
	entry := tf.wildcard_of(action)
	new := _new_of(entry, statement, former)
	count(new) > 0
	first := [tf.gravest_of(object.union(entry, {"actions": new}))]
} else := sprintf("with `%s` is what its name says: AWS's list of actions does not hold the service", [action]) if {
	not tf.wildcard_of(action).known
	tf.wildcard_of(action)
}

# Wildcards for everything are iam-wildcard-action.
_is_told_elsewhere(_, action) if tf.is_every_action(action)

_was_held(action, statement, former) if {
	every resource in _named(statement) {
		_was_held_for(action, resource, statement, former)
	}
}

_named(statement) := statement.resources if count(statement.resources) > 0

_named(statement) := ["*"] if count(statement.resources) == 0

_was_held_for(action, resource, statement, former) if {
	some old in former
	_no_wider(statement, old)
	some pattern in old.actions
	_fits(pattern, action)
	some place in _named(old)
	_fits(place, resource)
}

# With NotAction everything else was held; what it was is told by iam-wildcard-action.
_was_held_for(_, _, _, former) if {
	some old in former
	count(old.not_actions) > 0
}

_was_held_for(_, _, _, former) if {
	some old in former
	count(old.not_resources) > 0
}

# A statement without its condition is a wider one.
_no_wider(_, old) if not old.has_condition

_no_wider(statement, _) if statement.has_condition

_fits(pattern, value) if pattern == value

# A list that is not known may be the same.
_fits(pattern, _) if {
	tf.is_unknown(pattern)
	not startswith(pattern["$unknown"], "aws_")
}

_fits(pattern, value) if {
	is_string(pattern)
	is_string(value)
	tf.holds(lower(pattern), lower(value))
}

# Everything of a bucket is more than the bucket, whose name is not known here.
_fits("*", _)

# Those on which something is new.
_resources(gained, statement, former) := tf.action_list([resource |
	some resource in _named(statement)
	_is_new_on(gained, resource, statement, former)
])

_is_new_on(gained, resource, statement, former) if {
	some action in gained
	not _was_held_for(action, resource, statement, former)
}

_lost_condition(statement, former) := "; the condition that bounded it is gone" if {
	not statement.has_condition
	some old in former
	old.has_condition
	old.actions == statement.actions
} else := ""

_place(statement, gained, former) := tf.action_place(statement, gained) if {
	some action in gained
	every old in former {
		not _in(action, old.actions)
	}
} else := statement.resource_path

_in(action, actions) if {
	some pattern in actions
	is_string(pattern)
	tf.holds(lower(pattern), lower(action))
}

_severity(gained) := "medium" if {
	some action in gained
	not _only_reads(action)
} else := "low"

_only_reads(action) if {
	entry := tf.wildcard_of(action)
	entry.known
	entry.changes == 0
}

_only_reads(action) if {
	not tf.wildcard_of(action)
	[_, verb] := split(lower(action), ":")
	some beginning in ["batchget", "describe", "get", "head", "list", "query", "scan"]
	startswith(verb, beginning)
}
