package groundwire.lib.cloudformation

# What policies allow that they did not at base.

# By statement and resource: the actions that are new on it. Wildcards of everything are told by other rules.
widenings := [widening |
	some statement in identity_statements(input)
	statement.allows
	_has_past(statement.found.id)
	some resource in {text_of(resource) | some resource in statement.resources}
	added := [action | some action in statement.actions; _is_new(statement.found.id, action, resource)]
	count(added) > 0
	widening := {"statement": statement, "resource": resource, "added": added}
]

# May others be let in, or rights be given, with one of these?
is_granting(widening) if {
	some action in widening.added
	_grants(action)
}

_grants(action) if wildcard_of(action).permissions > 0

_grants(action) if {
	some granting in (granting_actions | _escalating_actions)
	glob.match(lower(action), [], granting)
}

widening_message(widening) := sprintf("%s may now also call %s on `%s`%s%s.", [
	holder(widening.statement.found),
	listed(widening.added),
	widening.resource,
	_brought(widening),
	_allowed_before(widening),
])

widening_place(widening) := action_path(widening.statement, widening.added[0])

widening_subject(widening) := sprintf("%s/%s on %s", [widening.statement.found.id, concat(",", widening.added), widening.resource])

_has_past(id) if {
	some old in past_identity
	old.found.id == id
}

_is_new(id, action, resource) if {
	is_string(action)
	not is_every_action(action)
	not _was_allowed(id, action, resource)
	not _brings_nothing(id, action, resource)
}

# A wildcard in place of all that it stands for today.
_brings_nothing(id, action, resource) if {
	entry := wildcard_of(action)
	count(entry.actions) > 0
	every one in entry.actions {
		_was_allowed(id, one, resource)
	}
}

_was_allowed(id, action, resource) if {
	some old in past_identity
	old.found.id == id
	old.allows
	some past_action in old.actions
	glob.match(lower(text_of(past_action)), [], lower(action))
	some past_resource in old.resources
	_covers(text_of(past_resource), resource)
}

# What only a deployment knows covers what is written in the same words.
_covers(wide, narrow) if wide == narrow

_covers(wide, narrow) if {
	endswith(wide, "*")
	startswith(narrow, trim_suffix(wide, "*"))
}

action_path(statement, action) := array.concat(statement.path, ["Action", index]) if {
	not statement.in_text
	is_array(statement.statement.Action)
	some index, written in statement.statement.Action
	written == action
} else := part_path(statement, "Action")

# What the wildcards bring that was not allowed, the gravest first.
_brought(widening) := sprintf("; new %s", [concat(", ", texts)]) if {
	texts := [text | some action in widening.added; text := _told(action, widening)]
	count(texts) > 0
} else := ""

_told(action, widening) := sprintf("with `%s` is %s", [action, _first_of(new)]) if {
	new := [one | some one in wildcard_of(action).actions; not _was_allowed(widening.statement.found.id, one, widening.resource)]
	count(new) > 0
} else := sprintf("with `%s` is what its name says: AWS's list of actions does not hold the service", [action]) if {
	wildcard_of(action).known == false
}

_first_of(actions) := listed(actions) if count(actions) <= 3

_first_of(actions) := sprintf("%s and %d more", [concat(", ", [sprintf("`%s`", [one]) | some one in array.slice(actions, 0, 3)]), count(actions) - 3]) if count(actions) > 3

_allowed_before(widening) := sprintf("; before: %s", [listed(sort(former))]) if {
	former := {text_of(action) |
		some old in past_identity
		old.found.id == widening.statement.found.id
		old.allows
		some past_resource in old.resources
		_covers(text_of(past_resource), widening.resource)
		some action in old.actions
	}
	count(former) > 0
} else := ", about which it said nothing before"

# What a wildcard stands for by AWS's list of actions: undefined for what is none, or came together from parts.
wildcard_of(action) := input.iam_wildcards[lower(action)] if contains(action, "*")

# " (`s3:Put*` is 40 actions, `s3:PutBucketPolicy` among them)", or nothing.
wildcard_note(actions) := sprintf(" (%s)", [concat("; ", array.slice(notes, 0, 2))]) if {
	notes := [note | some action in actions; note := _said_of(action, wildcard_of(action))]
	count(notes) > 0
} else := ""

_said_of(action, entry) := sprintf("`%s` is %d actions, `%s` among them", [action, count(entry.actions), _gravest(entry.actions)]) if {
	entry.changes > 0
} else := sprintf("`%s` is %d actions that only read", [action, count(entry.actions)]) if {
	count(entry.actions) > 0
} else := sprintf("`%s` is taken by its name: AWS's list of actions does not hold the service", [action]) if not entry.known

_gravest(actions) := [one | some one in actions; lower(one) in (granting_actions | _escalating_actions)][0] if {
	some one in actions
	lower(one) in (granting_actions | _escalating_actions)
} else := actions[0]

_escalating_actions := {
	"iam:addusertogroup", "iam:attachgrouppolicy", "iam:attachrolepolicy", "iam:attachuserpolicy", "iam:createaccesskey", "iam:createloginprofile",
	"iam:createpolicyversion", "iam:passrole", "iam:putgrouppolicy", "iam:putrolepolicy", "iam:putuserpolicy", "iam:setdefaultpolicyversion",
	"iam:updateassumerolepolicy", "iam:updateloginprofile",
}

# Actions that decide who may do what.
granting_actions := {
	"iam:createrole", "iam:createuser", "iam:createpolicy", "iam:detachrolepolicy", "iam:detachuserpolicy", "iam:deleterolepolicy", "iam:deleteuserpolicy",
	"iam:putrolepermissionsboundary", "iam:deleterolepermissionsboundary", "iam:deleteuserpermissionsboundary", "iam:updaterole", "iam:addroletoinstanceprofile",
	"s3:putbucketpolicy", "s3:deletebucketpolicy", "s3:putbucketacl", "s3:putobjectacl", "s3:putbucketpublicaccessblock", "s3:putaccountpublicaccessblock",
	"kms:putkeypolicy", "kms:creategrant", "lambda:addpermission", "lambda:addlayerversionpermission", "sqs:addpermission", "sqs:setqueueattributes",
	"sns:addpermission", "sns:settopicattributes", "ecr:setrepositorypolicy", "secretsmanager:putresourcepolicy", "events:putpermission",
	"ec2:authorizesecuritygroupingress", "ram:createresourceshare", "organizations:leaveorganization", "backup:putbackupvaultaccesspolicy",
	"logs:putresourcepolicy", "elasticfilesystem:putfilesystempolicy", "es:updateelasticsearchdomainconfig",
}
