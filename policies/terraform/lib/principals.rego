package groundwire.lib.terraform

# Whom policies of resources and of trust let in: statement by statement, each where it is written.

# A text that a resource holds: what may be done with it (`resource`), or who may take on a role (`trust`).
_open_holders(module) := [{"found": found, "text": text, "path": array.concat(found.path, [attribute]), "kind": _kind_of(found.type, attribute)} |
	some index, file in module.documents
	some type, named in file.document.resource
	not _identity_policies[type]
	not type in _limiting_policies
	some name, instances in named
	some instance, block in instances
	is_object(block)
	some attribute, text in block
	contains(attribute, "polic")
	is_string(text)
	contains(text, "Statement")
	found := {
		"document": index,
		"file": file.path,
		"kind": "resource",
		"type": type,
		"name": name,
		"block": block,
		"path": ["resource", type, name, instance],
		"address": _address("resource", type, name),
	}
]

_kind_of(_, attribute) := "trust" if attribute == "assume_role_policy"

_kind_of(_, attribute) := "resource" if attribute != "assume_role_policy"

# Every statement that lets somebody in.
admissions(module, texts, users) := array.concat(array.concat(_admissions_in_json(module, texts), _admissions_in_blocks(module, users)), _admissions_in_arguments(module))

current_admissions := admissions(input, _texts(input), _users_now)

past_admissions := admissions(data.groundwire.before, _texts(data.groundwire.before), _users_past)

_admissions_in_json(module, texts) := [admission |
	some holder in array.concat(_open_holders(module), _argument_holders(module))
	not texts[holder.text]
	some entry in _entries(holder.text)
	object.get(entry.statement, "Effect", "Allow") == "Allow"
	path := array.concat(holder.path, entry.path)
	admission := {
		"found": holder.found,
		"kind": holder.kind,
		"sid": object.get(entry.statement, "Sid", ""),
		"who": _named_in_json(entry.statement, path),
		"but": _has_any(entry.statement, ["NotPrincipal"]),
		"actions": as_list(object.get(entry.statement, "Action", [])),
		"resources": as_list(object.get(entry.statement, "Resource", [])),
		"conditions": _conditions_in_json(object.get(entry.statement, "Condition", null)),
		"at": array.concat(path, [_key(entry.statement, ["Principal", "NotPrincipal"])]),
		"path": path,
	}
]

# Modules take a policy of the resource that they make, and one of trust.
_argument_holders(module) := [{"found": found, "text": text, "path": array.concat(found.path, [argument]), "kind": kind} |
	some found in _calls(module)
	some argument, text in found.block
	contains(argument, "policy")
	not _limits(argument)
	is_string(text)
	contains(text, "Principal")
	kind := _kind_of_argument(argument)
]

_kind_of_argument(argument) := "trust" if _is_about_trust(argument)

_kind_of_argument(argument) := "resource" if not _is_about_trust(argument)

_is_about_trust(argument) if contains(argument, "assume")

_is_about_trust(argument) if contains(argument, "trust")

# Every name with its kind, and where it stands: `Principal` is a text, a list, or an object of those by kind.
_named_in_json(statement, path) := [{"kind": "AWS", "name": name, "at": array.concat(path, ["Principal"])} |
	some name in as_list(object.get(statement, "Principal", null))
	_is_name(name)
] if {
	not _is_map(object.get(statement, "Principal", null))
} else := [{"kind": kind, "name": name, "at": array.concat(path, ["Principal", kind])} |
	some kind, names in statement.Principal
	some name in as_list(names)
]

_is_name(value) if is_string(value)

_is_name(value) if is_unknown(value)

_is_map(value) if {
	is_object(value)
	not is_unknown(value)
}

_conditions_in_json(value) := [{"test": test, "variable": variable, "values": as_list(values)} |
	some test, tested in value
	_is_map(tested)
	some variable, values in tested
] if {
	not is_unknown(value)
}

_conditions_in_json(value) := [{"test": "", "variable": "$unknown", "values": []}] if is_unknown(value)

_admissions_in_blocks(module, all_users) := [admission |
	some found in blocks(module, "data", ["aws_iam_policy_document"])
	users := _users(all_users, found)
	not _limits_only(users)
	some index, block in found.block.statement
	object.get(block, "effect", "Allow") == "Allow"
	path := array.concat(found.path, ["statement", index])
	who := _named_in_blocks(object.get(block, "principals", []), array.concat(path, ["principals"]))
	admission := _admission_of_block(found, block, path, who, _kind_of_document(block, users))
]

_admission_of_block(found, block, path, who, kind) := {
	"found": found,
	"kind": kind,
	"sid": object.get(block, "sid", ""),
	"who": who,
	"but": _has_any(block, ["not_principals"]),
	"actions": _list_of(block, "actions"),
	"resources": _list_of(block, "resources"),
	"conditions": _conditions_in_blocks(object.get(block, "condition", object.get(block, "conditions", []))),
	"at": array.concat(path, [_written(block, ["principals", "not_principals"])]),
	"path": path,
}

_named_in_blocks(principals, path) := [{"kind": object.get(principal, "type", ""), "name": name, "at": array.concat(path, [index, "identifiers"])} |
	some index, principal in principals
	is_object(principal)
	some name in as_list(object.get(principal, "identifiers", null))
]

_conditions_in_blocks(conditions) := [{"test": object.get(condition, "test", ""), "variable": object.get(condition, "variable", "$unknown"), "values": as_list(object.get(condition, "values", []))} |
	some condition in conditions
	is_object(condition)
]

# By its use, else by what it allows.
_kind_of_document(_, users) := "trust" if {
	some user in users
	user.attribute == "assume_role_policy"
} else := "resource" if {
	count(users) > 0
}

_kind_of_document(block, users) := "trust" if {
	count(users) == 0
	_assumes(_list_of(block, "actions"))
} else := "resource" if {
	count(users) == 0
}

_assumes(actions) if {
	some action in actions
	startswith(lower(action), "sts:assumerole")
}

_admissions_in_arguments(module) := [admission |
	some found in _calls(module)
	some argument in ["policy_statements", "statements", "topic_policy_statements", "queue_policy_statements", "key_statements", "trust_policy_statements"]
	some key, block in found.block[argument]
	is_object(block)
	object.get(block, "effect", "Allow") == "Allow"
	path := array.concat(found.path, [argument, key])
	principals := object.get(block, "principals", [])
	is_array(principals)
	who := _named_in_blocks(principals, array.concat(path, ["principals"]))
	admission := _admission_of_block(found, block, path, who, _kind_of_argument(argument))
]

# The names of an admission that mean everybody with an AWS account, or without.
open_names(admission) := [name |
	some name in admission.who
	is_anybody(name.name)
	name.kind != "Federated"
]

is_anybody("*")

# The account may be any, and so may its roles be.
is_anybody(name) if {
	is_string(name)
	parts := split(name, ":")
	parts[0] == "arn"
	parts[2] in {"iam", "sts"}
	contains(parts[4], "*")
}

# A condition that leaves few of those that a statement names: it asks who they are or where they come from. A list without a value
# leaves nobody.
is_narrowed(admission) if {
	some condition in admission.conditions
	_narrows_callers(condition)
}

_narrows_callers(condition) if condition.variable == "$unknown"

_narrows_callers(condition) if {
	_tells_callers(lower(condition.variable))
	not _is_negated(condition.test)
	every value in condition.values {
		_is_some(value)
	}
}

_tells_callers(variable) if {
	variable in {
		"aws:principalaccount", "aws:principalarn", "aws:principalisawsservice", "aws:principalorgid", "aws:principalorgpaths", "aws:principalorgpath",
		"aws:principalservicename", "aws:sourceaccount", "aws:sourcearn", "aws:sourceip", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner",
		"aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce", "aws:userid", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths", "aws:vpcsourceip",
		"elasticfilesystem:accessedviamounttarget", "elasticfilesystem:accesspointarn", "kms:calleraccount", "lambda:sourcefunctionarn",
		"s3:dataaccesspointaccount", "s3:dataaccesspointarn", "sns:endpoint", "sts:externalid",
	}
}

_tells_callers(variable) if startswith(variable, "aws:principaltag/")

_is_negated(test) if {
	some word in ["NotEquals", "NotLike", "NotIpAddress"]
	contains(test, word)
}

# A value that is not everybody after all.
_is_some(value) if is_unknown(value)

_is_some(value) if is_boolean(value)

_is_some(value) if {
	is_string(value)
	trim(value, "*?") != ""
	not _is_any_arn(value)
	not is_everywhere(value)
}

_is_any_arn(value) if {
	startswith(value, "arn:")
	parts := split(value, ":")
	count(parts) < 6
	contains(value, "*")
}

_is_any_arn(value) if {
	parts := split(value, ":")
	parts[0] == "arn"
	count(parts) > 5
	contains(parts[4], "*")
}

_is_any_arn(value) if {
	parts := split(value, ":")
	parts[0] == "arn"
	count(parts) > 5
	parts[4] == ""
	startswith(parts[5], "*")
}

# Base let the same people do the same things.
was_admitted(admission) if {
	some old in past_admissions
	old.found.address == admission.found.address
	[name.name | some name in old.who] == [name.name | some name in admission.who]
	old.actions == admission.actions
}

# Whom base let in there, for a person: "; before: `arn:aws:iam::123456789012:root`".
former_who(admission) := sprintf("; before: %s alone", [concat(", ", shown)]) if {
	names := {name_of(name.name) | some old in past_admissions; old.found.address == admission.found.address; some name in old.who}
	not "*" in names
	shown := array.slice([sprintf("`%s`", [name]) | some name in names], 0, 3)
	count(shown) > 0
} else := ""
