package groundwire.lib.terraform

# What the policy documents of a module allow to those who hold them: statement by statement, each where it is written.

# Attributes with a policy for whoever it is attached to, by type.
_identity_policies := {
	"aws_iam_policy": ["policy"],
	"aws_iam_role_policy": ["policy"],
	"aws_iam_user_policy": ["policy"],
	"aws_iam_group_policy": ["policy"],
	"aws_ssoadmin_permission_set_inline_policy": ["inline_policy"],
	"alicloud_ram_policy": ["document", "policy_document"],
}

# They draw a line around what others grant; allowing everything is where they begin.
_limiting_policies := {"aws_organizations_policy", "aws_vpc_endpoint", "aws_vpc_endpoint_policy"}

# The statements of the module, and those that it had at base.
current_statements := statements(input, {"texts": _texts(input), "users": _users_now})

past_statements := statements(data.groundwire.before, {"texts": _texts(data.groundwire.before), "users": _users_past})

_now_at[address] contains index if {
	some index, statement in current_statements
	address := statement.found.address
}

_past_at[address] contains index if {
	some index, statement in past_statements
	address := statement.found.address
}

_statements_at(list, places, address) := [list[index] | some index in sort(object.get(places, address, set()))]

# Every statement that allows something: `actions`, `not_actions` and `resources` are lists, some entries unknown.
statements(module, uses) := array.concat(
	array.concat(_written_in_json(module, uses.texts), _written_in_blocks(module, uses.users)),
	_written_in_arguments(module),
)

_written_in_json(module, texts) := [statement |
	boundaries := _boundaries(module)
	some holder in _policy_holders(module)
	not texts[holder.text]
	some entry in _entries(holder.text)
	statement := object.union(_plain(entry.statement), {
		"found": _without_block(holder.found),
		"holder": _holder_text(holder.found),
		"action_path": array.concat(holder.path, array.concat(entry.path, [_key(entry.statement, ["Action", "NotAction"])])),
		"resource_path": array.concat(holder.path, array.concat(entry.path, [_key(entry.statement, ["Resource", "NotResource"])])),
		"is_resource_policy": _is_of_resource(holder.found, entry.statement),
		"is_boundary": _is_boundary(boundaries, holder.found),
	})
	statement.effect == "Allow"
]

_without_block(found) := object.remove(found, ["block"])

# Only of an argument of a module it must be asked: the types say it themselves.
_is_of_resource(found, statement) if {
	found.kind == "module"
	_has_any(statement, ["Principal", "NotPrincipal"])
} else := false

_key(statement, names) := [name | some name in names; statement[name] != null][0]

_key(statement, names) := names[0] if {
	every name in names {
		object.get(statement, name, null) == null
	}
}

# Policies in attributes, in the blocks of a role, and in arguments of modules.
_policy_holders(module) := array.concat(_policy_arguments(module), array.concat(
	[holder |
		some found in resources(module, object.keys(_identity_policies))
		some attribute in _identity_policies[found.type]
		text := found.block[attribute]
		is_string(text)
		holder := {"found": found, "text": text, "path": array.concat(found.path, [attribute])}
	],
	[holder |
		some found in resources(module, ["aws_iam_role"])
		some index, inline in found.block.inline_policy
		is_string(inline.policy)
		holder := {"found": found, "text": inline.policy, "path": array.concat(found.path, ["inline_policy", index, "policy"])}
	],
))

_policy_arguments(module) := [holder |
	some found in _calls(module)
	some argument, text in found.block
	contains(argument, "policy")
	not _limits(argument)
	is_string(text)
	contains(text, "Statement")
	holder := {"found": found, "text": text, "path": array.concat(found.path, [argument])}
]

_limits(argument) if {
	some word in ["boundary", "control", "endpoint", "scp"]
	contains(argument, word)
}

_calls(module) := [found |
	some index, file in module.documents
	some name, instances in file.document.module
	some instance, block in instances
	is_object(block)
	found := {
		"document": index,
		"file": file.path,
		"kind": "module",
		"type": "",
		"name": name,
		"block": block,
		"path": ["module", name, instance],
		"address": sprintf("module.%s", [name]),
	}
]

# Modules of the registry take statements as a list or a map of objects, with the words of the data source.
_written_in_arguments(module) := [statement |
	some found in _calls(module)
	some argument in ["policy_statements", "inline_policy_statements", "inline_policy_permissions", "statements"]
	some key, entry in found.block[argument]
	is_object(entry)
	has_principal := _has_any(entry, ["principals", "not_principals"])
	path := array.concat(found.path, [argument, key])
	statement := object.union(_of_block(entry, path), {
		"found": _without_block(found),
		"holder": sprintf("`%s`", [found.address]),
		"has_condition": _has_any(entry, ["condition", "conditions"]),
		"is_resource_policy": has_principal,
		"is_boundary": false,
	})
	statement.effect in {"Allow", null}
]

# The statements of a policy as Terraform passes it on: one, or a list of them.
_entries(text) := [{"statement": statement, "path": ["Statement", index]} |
	some index, statement in _json(text).Statement
	is_number(index)
	is_object(statement)
] if {
	is_array(object.get(_json(text), "Statement", null))
} else := [{"statement": statement, "path": ["Statement"]} |
	statement := object.get(_json(text), "Statement", null)
	is_object(statement)
]

_json(text) := object.filter(json.unmarshal(readable), {"Statement"}) if {
	readable := _readable(text)
	json.is_valid(readable)
}

# A comma too many, which AWS refuses, does not hide what is meant.
_readable(text) := text if {
	json.is_valid(text)
} else := strings.replace_n(too_many, text) if {
	too_many := {comma: rest | some [comma, rest] in regex.find_all_string_submatch_n(`,(\s*[\]}])`, text, -1)}
	count(too_many) > 0
}

# A statement that does not say is refused by AWS; whoever wrote it means to allow.
_plain(statement) := {
	"sid": object.get(statement, "Sid", ""),
	"effect": object.get(statement, "Effect", "Allow"),
	"actions": as_list(object.get(statement, "Action", [])),
	"not_actions": as_list(object.get(statement, "NotAction", [])),
	"resources": as_list(object.get(statement, "Resource", [])),
	"not_resources": as_list(object.get(statement, "NotResource", [])),
	"has_principal": _has_any(statement, ["Principal", "NotPrincipal"]),
	"has_condition": _has_any(statement, ["Condition"]),
}

_has_any(statement, names) if {
	some name in names
	not object.get(statement, name, null) in {null, {}, []}
} else := false

_written_in_blocks(module, all_users) := [statement |
	some found in blocks(module, "data", ["aws_iam_policy_document"])
	users := _users(all_users, found)
	not _limits_only(users)
	some index, block in found.block.statement
	path := array.concat(found.path, ["statement", index])
	statement := object.union(_of_block(block, path), {
		"found": _without_block(found),
		"holder": _data_holder_text(found, users),
		"has_condition": _narrows(block),
		"is_resource_policy": _is_resource_policy(_has_any(block, ["principals", "not_principals"]), users),
		"is_boundary": false,
	})
	statement.effect in {"Allow", null}
]

# A statement in the words of `aws_iam_policy_document`.
_of_block(block, path) := {
	"sid": object.get(block, "sid", ""),
	"effect": object.get(block, "effect", "Allow"),
	"actions": _list_of(block, "actions"),
	"not_actions": _list_of(block, "not_actions"),
	"resources": _list_of(block, "resources"),
	"not_resources": _list_of(block, "not_resources"),
	"has_principal": _has_any(block, ["principals", "not_principals"]),
	"action_path": array.concat(path, [_written(block, ["actions", "not_actions"])]),
	"resource_path": array.concat(path, [_written(block, ["resources", "not_resources"])]),
}

# Where the first of these actions is written: its own line in a list of several.
action_place(statement, wanted) := array.concat(statement.action_path, [places[0]]) if {
	count(statement.actions) > 1
	places := [index | some index, action in statement.actions; action in wanted]
	count(places) > 0
} else := statement.action_path

# The items of a list that may be unknown as a whole.
_list_of(block, name) := as_list(object.get(block, name, null)) if object.get(block, name, null) != null

_list_of(block, name) := [] if object.get(block, name, null) == null

_written(block, names) := [name | some name in names; object.get(block, name, null) != null][0]

_written(block, names) := names[0] if {
	every name in names {
		object.get(block, name, null) == null
	}
}

# To ask for TLS is no limit to what may be done.
_narrows(block) if {
	some condition in block.condition
	condition.variable != "aws:SecureTransport"
} else := false

_texts(module) := {text: true |
	some found in blocks(module, "data", ["aws_iam_policy_document"])
	text := found.block.json
	is_string(text)
}

# Which resources hold which policy document: by the text that it came to, or by its address where that is unknown.
_users_now[key] contains user if some [key, user] in _uses(input)

_users_past[key] contains user if some [key, user] in _uses(data.groundwire.before)

_uses(module) := [[key, user] |
	some file in module.documents
	some type, named in file.document.resource
	some name, instances in named
	some block in instances
	some attribute, value in block
	_may_be_policy(value)
	key := _use_key(value)
	user := {"type": type, "name": name, "attribute": attribute, "block": {of: block[of] | some of in ["role", "user", "group"]}}
]

_use_key(value) := value if is_string(value)

_use_key(value) := referred(value) if is_object(value)

_may_be_policy(value) if {
	is_string(value)
	contains(value, "Statement")
}

_may_be_policy(value) if startswith(value["$unknown"], "data.aws_iam_policy_document.")

_users(all_users, found) := [user |
	some user in (object.get(all_users, [object.get(found.block, "json", "")], set()) | object.get(all_users, [found.address], set()))
]

_limits_only(users) if {
	count(users) > 0
	every user in users {
		user.type in _limiting_policies
	}
}

# With a principal it says who may use one thing, unless it is in fact attached to somebody.
_is_resource_policy(has_principal, users) if {
	has_principal
	every user in users {
		not _identity_policies[user.type]
	}
} else if {
	count(users) > 0
	every user in users {
		not _identity_policies[user.type]
		user.type != "aws_iam_role"
	}
} else if {
	count(users) > 0
	every user in users {
		user.attribute == "assume_role_policy"
	}
} else := false

# A permissions boundary grants nothing.
_boundaries(module) := {address |
	some other in resources(module, ["aws_iam_role", "aws_iam_user"])
	address := referred(other.block.permissions_boundary)
}

_is_boundary(boundaries, found) if {
	found.address in boundaries
} else := false

# Who holds the policy, for a person.
_holder_text(found) := sprintf("The role `%s`", [_last(found.block.role)]) if {
	found.type == "aws_iam_role_policy"
} else := sprintf("The user `%s`", [_last(found.block.user)]) if {
	found.type == "aws_iam_user_policy"
} else := sprintf("The group `%s`", [_last(found.block.group)]) if {
	found.type == "aws_iam_group_policy"
} else := sprintf("The role `%s`", [found.name]) if {
	found.type == "aws_iam_role"
} else := sprintf("`%s`", [found.address])

_data_holder_text(found, users) := _holder_text({"type": user.type, "name": user.name, "block": user.block, "address": sprintf("%s.%s", [user.type, user.name])}) if {
	[user] := users
	_identity_policies[user.type]
} else := sprintf("`%s`", [found.address])

_last(value) := value if is_string(value)

_last(value) := split(referred(value), ".")[1] if referred(value)

# What stood there before.

# The statements that a block had at base.
former_statements(found) := _statements_at(past_statements, _past_at, found.address)

# `*`, `s3:*`: all actions, or all of one service.
is_every_action(action) if {
	is_string(action)
	parts := split(action, ":")
	every part in parts {
		trim(part, "*?") == ""
	}
	contains(action, "*")
}

is_service_wildcard(action) if service_of(action)

service_of(action) := lower(service) if {
	is_string(action)
	[service, verb] := split(action, ":")
	service != ""
	contains(verb, "*")
	trim(verb, "*") == ""
	trim(service, "*?") != ""
}

# `*`, or an ARN that is one in all but form.
covers_everything(resource) if {
	is_string(resource)
	trim(resource, "*") == ""
	resource != ""
}

covers_everything(resource) if {
	is_string(resource)
	startswith(resource, "arn:")
	trim(concat("", array.slice(split(resource, ":"), 5, 20)), "*/:") == ""
	count(split(resource, ":")) > 5
}

is_unrestricted(statement) if {
	some resource in statement.resources
	covers_everything(resource)
}

# Without a resource AWS takes no statement, but NotResource is everything else.
is_unrestricted(statement) if {
	count(statement.not_resources) > 0
}

# What statements allow, for a person: "`s3:GetObject` on `arn:aws:s3:::logs/*`; `sqs:SendMessage` on `aws_sqs_queue.jobs.arn`".
allowance(list) := concat("; ", texts) if {
	shown := [sprintf("%s on %s", [action_list(statement.actions), resource_text(statement)]) | some statement in array.slice(list, 0, 2); count(statement.actions) > 0]
	count(shown) > 0
	rest := count(list) - count(shown)
	texts := array.concat(shown, [sprintf("%d more", [rest]) | rest > 0])
}

action_list(actions) := _shortened([sprintf("`%s`", [name_of(action)]) | some action in actions])

_shortened(names) := concat(", ", names) if count(names) <= 3

_shortened(names) := sprintf("%s and %d more", [concat(", ", array.slice(names, 0, 3)), count(names) - 3]) if count(names) > 3

resource_text(statement) := sprintf("`%s`", [name_of(statement.resources[0])]) if count(statement.resources) == 1

resource_text(statement) := sprintf("%d resources", [count(statement.resources)]) if {
	count(statement.resources) > 1
	not is_unrestricted(statement)
}

resource_text(statement) := "`*`" if {
	count(statement.resources) > 1
	is_unrestricted(statement)
}

resource_text(statement) := "all but some resources" if count(statement.resources) == 0

name_of(value) := value if is_string(value)

name_of(value) := value["$unknown"] if is_unknown(value)

# "; before: `s3:GetObject` on `arn:aws:s3:::logs/*`", or nothing where there is no past or the same statement stood there.
before_text(statement) := sprintf("; before: %s", [allowance(gone)]) if {
	former := former_statements(statement.found)
	now := [_rights(other) | some other in _statements_at(current_statements, _now_at, statement.found.address)]
	gone := [old | some old in former; not _rights(old) in now]
	count(gone) > 0
} else := sprintf("; before, it allowed only %s", [allowance(former)]) if {
	former := former_statements(statement.found)
	count(former) > 0
	not _rights(statement) in [_rights(old) | some old in former]
} else := ""

_rights(statement) := [statement.actions, statement.not_actions, statement.resources]
