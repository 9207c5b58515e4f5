# METADATA
# description: What is expected of resources, as tables of checks by type; and what of it a module does not keep.
package groundwire.lib.terraform_expectations

import data.groundwire.lib.terraform as tf

# A check: `path` (blocks and at last the attribute; `or`: other spellings of it) and what is weak: a value in `not`, one that is not
# in `only`, a number under `min` or over `max`, a list with one of `any`, anything at all (`unwanted`), nothing (`missing`: "always",
# or "within" its block). It applies where all of `when` and none of `unless` hold; `companions` are resources that answer in its place.
# `says` is what a person reads, with `{value}` for the value; `set` is the value that mends it. Where nobody answers any check of a
# resource, that is one remark; where somebody answers some of them well, the others are taken for a choice, unless `always`.

# Everything in the module that falls short of the checks of its type.
weak(table) := [shortfall |
	some found in _found(table)
	some check in table[found.type]
	_applies(found.block, check)
	some node in _weak_nodes(found.block, check)
	not _is_answered(input, found, check)
	shortfall := {
		"found": found,
		"check": check,
		"at": array.concat(found.path, node.at),
		"value": node.value,
		"lost": _is_lost(found, check),
		"former": _former(found, check),
		"unset": _is_unset(node, check),
	}
	not _is_choice(table, shortfall)
]

_is_unset(node, check) if {
	is_missing(node.value)
	not check.always
} else := false

_is_choice(table, shortfall) if {
	shortfall.unset
	not shortfall.lost
	some check in table[shortfall.found.type]
	_is_kept(shortfall.found, check)
}

_is_kept(found, check) if {
	not check.unwanted
	_applies(found.block, check)
	_is_written(found.block, check)
	count(_weak_nodes(found.block, check)) == 0
}

_is_kept(found, check) if _is_answered(input, found, check)

# What breaks or opens something, or stood there until the change: each a remark of its own.
grave_remarks(list) := [remark(shortfall) | some shortfall in list; is_grave(shortfall)]

# Everything else.
minor_remarks(list) := array.concat(
	[remark(shortfall) | some shortfall in list; not shortfall.unset; not is_grave(shortfall)],
	[_remark_together(unset) |
		some path in {shortfall.found.path | some shortfall in list; _is_told_together(shortfall)}
		unset := [shortfall | some shortfall in list; shortfall.found.path == path; _is_told_together(shortfall)]
	],
)

_is_told_together(shortfall) if {
	shortfall.unset
	not is_grave(shortfall)
}

_remark_together(unset) := remark(unset[0]) if count(unset) == 1

_remark_together(unset) := object.union(object.remove(remark(unset[0]), ["fix"]), {
	"message": sprintf("`%s` %s. Nor does it set %s.", [unset[0].found.address, _says(unset[0]), _names(array.slice(unset, 1, count(unset)))]),
	"subject": sprintf("%s/unset", [unset[0].found.address]),
}) if {
	count(unset) > 1
}

_names(unset) := concat(", ", _shortened([sprintf("`%s`", [part(shortfall.check)]) | some shortfall in unset]))

_shortened(names) := names if count(names) <= 4

_shortened(names) := array.concat(array.slice(names, 0, 3), [sprintf("and %d more", [count(names) - 3])]) if count(names) > 4

_found(table) := array.concat(
	[found |
		some index, file in input.documents
		some type, named in file.document.resource
		table[type]
		some name, instances in named
		some instance, block in instances
		is_object(block)
		found := {
			"document": index, "file": file.path, "kind": "resource", "type": type, "name": name, "block": block,
			"path": ["resource", type, name, instance], "address": concat(".", [type, name]),
		}
	],
	tf.modules(input, [source | some source, _ in table; contains(source, "/")]),
)

# It is told to everybody: it breaks or opens something, or it stood there and the change took it away.
is_grave(shortfall) if shortfall.lost

is_grave(shortfall) if {
	shortfall.check.grave
	not is_minor(shortfall)
}

is_minor(shortfall) if tf.is_short_lived(shortfall.found)

is_minor(shortfall) if _is_callers_choice(shortfall)

remark(shortfall) := object.union(
	tf.remark(shortfall.found, shortfall.at, {
		"message": sprintf("`%s` %s%s.", [shortfall.found.address, _says(shortfall), _former_text(shortfall)]),
		"subject": sprintf("%s/%s", [shortfall.found.address, part(shortfall.check)]),
		"severity": _severity(shortfall),
		"confidence": _confidence(shortfall),
	}),
	_fix(shortfall.check),
)

part(check) := check.part

part(check) := concat(".", check.path) if not check.part

_fix(check) := {"fix": {"name": "set-attribute", "params": {"value": check.set}}}

_fix(check) := {} if not _is_mendable(check)

_is_mendable(check) if check.set != null

_says(shortfall) := replace(shortfall.check.says, "{value}", word(shortfall.value))

_former_text(shortfall) := sprintf("; until now `%s` was `%s`", [concat(".", shortfall.check.path), word(shortfall.former)]) if {
	shortfall.lost
	shortfall.former != null
	not is_array(shortfall.former)
	not is_object(shortfall.former)
} else := "; until now it did not" if {
	shortfall.lost
	shortfall.value != null
} else := "; the change takes that away" if {
	shortfall.lost
} else := ""

_severity(shortfall) := "medium" if {
	shortfall.lost
	object.get(shortfall.check, "severity", "low") == "low"
} else := "low" if {
	not shortfall.lost
	is_minor(shortfall)
} else := object.get(shortfall.check, "severity", "low")

_confidence(shortfall) := "low" if {
	not shortfall.lost
	_is_callers_choice(shortfall)
} else := object.get(shortfall.check, "confidence", "high")

_is_callers_choice(shortfall) if {
	shortfall.value != null
	count(shortfall.check.path) == 1
	tf.is_callers_choice(shortfall.found, shortfall.check.path[0])
}

# Nodes.

# Where a path leads to in a block: each place with what stands there (null: nothing) and whether the block around it is there.
nodes(block, path) := _step([_root(block)], path[0]) if count(path) == 1

nodes(block, path) := _step(_step([_root(block)], path[0]), path[1]) if count(path) == 2

nodes(block, path) := _step(_step(_step([_root(block)], path[0]), path[1]), path[2]) if count(path) == 3

nodes(block, path) := _step(_step(_step(_step([_root(block)], path[0]), path[1]), path[2]), path[3]) if count(path) == 4

_root(block) := {"at": [], "value": block, "within": true}

_step(list, name) := [next | some node in list; some next in _children(node, name)]

_children(node, _) := [node] if tf.is_unknown(node.value)

_children(node, name) := [{"at": array.concat(node.at, [name, index]), "value": value, "within": true} | some index, value in node.value[name]] if {
	_is_blocks(node.value[name])
}

_children(node, name) := [{"at": array.concat(node.at, [name]), "value": object.get(node.value, name, null), "within": true}] if {
	is_object(node.value)
	not tf.is_unknown(node.value)
	not _is_blocks(object.get(node.value, name, null))
}

_children(node, name) := [{"at": array.concat(node.at, [name]), "value": null, "within": false}] if not is_object(node.value)

_is_blocks(value) if {
	is_array(value)
	is_object(value[0])
	not tf.is_unknown(value[0])
}

is_missing(value) if value in {null, "", []}

_weak_nodes(block, check) := [node | some node in _answers(block, check); _is_weak(node.value, check)] if _is_written(block, check)

_weak_nodes(block, check) := [node | some node in nodes(block, check.path); _is_wanted(node, check)] if not _is_written(block, check)

_answers(block, check) := [node |
	some path in array.concat([check.path], object.get(check, "or", []))
	some node in nodes(block, path)
	_says_something(node, check)
]

# Of several blocks each answers for itself.
_says_something(node, check) if {
	node.within
	_is_wanted(node, check)
}

_says_something(node, _) if not is_missing(node.value)

_is_written(block, check) if {
	some path in array.concat([check.path], object.get(check, "or", []))
	some node in nodes(block, path)
	not is_missing(node.value)
}

_is_wanted(node, check) if {
	is_missing(node.value)
	check.missing == "always"
}

_is_wanted(node, check) if {
	is_missing(node.value)
	check.missing == "within"
	node.within
}

_is_weak(value, check) if {
	is_missing(value)
	check.missing
	count(object.get(check, "or", [])) == 0
}

_is_weak(value, check) if {
	not is_missing(value)
	not tf.is_unknown(value)
	_is_bad(value, check)
}

_is_bad(value, check) if word(value) in check["not"]

_is_bad(value, check) if {
	check.only
	not is_object(value)
	not word(value) in check.only
}

_is_bad(value, check) if _number(value) < check.min

_is_bad(value, check) if _number(value) > check.max

_is_bad(value, check) if {
	some item in value
	word(item) in check.any
}

# Words of a list that must all be there.
_is_bad(value, check) if {
	is_array(value)
	every item in value {
		is_string(item)
	}
	some wanted in check.all
	not wanted in {word(item) | some item in value}
}

_is_bad(_, check) if check.unwanted

_number(value) := value if is_number(value)

_number(value) := to_number(value) if {
	is_string(value)
	regex.match(`^-?[0-9]+$`, value)
}

# A value as HCL and JSON may both write it, for a person and for comparison.
word(value) := lower(value) if is_string(value)

word(value) := "" if value == null

word(value) := json.marshal(value) if {
	not is_string(value)
	value != null
}

# Conditions: `{"path", "in"}` (`""` stands for nothing) or `{"path", "set": true}`. What is not known may meet one, unless `known`.
_applies(block, check) if {
	every condition in object.get(check, "when", []) {
		_surely(block, condition)
	}
	every condition in object.get(check, "unless", []) {
		not _perhaps(block, condition)
	}
}

_surely(block, condition) if {
	some node in nodes(block, condition.path)
	not tf.is_unknown(node.value)
	_meets(node.value, condition)
}

_perhaps(block, condition) if _surely(block, condition)

_perhaps(block, condition) if {
	not condition.known
	some node in nodes(block, condition.path)
	tf.is_unknown(node.value)
}

_meets(value, condition) if word(value) in condition["in"]

_meets(value, condition) if {
	some beginning in condition.beginnings
	startswith(word(value), beginning)
}

_meets(value, condition) if {
	condition.set
	not is_missing(value)
}

# Companions: `{"type", "by": its attributes that name the resource, "where": conditions of its own, "also": a type}`.
_is_answered(module, found, check) if {
	some companion in check.companions
	some other in tf.resources(module, [companion.type])
	every condition in object.get(companion, "where", []) {
		_perhaps(other.block, condition)
	}
	_has_also(module, companion)
	some name in companion.by
	some node in nodes(other.block, split(name, "."))
	_means(node.value, found)
}

# Some do nothing without another one.
_has_also(_, companion) if not companion.also

_has_also(module, companion) if count(tf.resources(module, [companion.also])) > 0

_means(value, found) if tf.referred(value) == found.address

_means(value, found) if {
	some item in value
	tf.referred(item) == found.address
}

# `each.value` and variables may be any resource.
_means(value, _) if {
	kind := split(value["$unknown"], ".")[0]
	kind in {"each", "var", "local", "count", "self"}
}

# `table/${aws_dynamodb_table.carts.name}`.
_means(value, found) if contains(value["$unknown"], sprintf("%s.", [found.address]))

_means(value, found) if contains(value["$unknown"], sprintf("%s[", [found.address]))

_means(value, found) if {
	is_string(value)
	value in {object.get(found.block, name, null) | some name in ["name", "id", "function_name", "bucket"]}
}

# Base.

_is_lost(found, check) if {
	former := tf.same_block(found)
	_applies(former, check)
	_was_kept(found, former, check)
} else := false

_was_kept(_, former, check) if {
	count(_weak_nodes(former, check)) == 0
	not _is_untold(former, check)
}

_was_kept(found, _, check) if _is_answered(data.groundwire.before, found, check)

# Where it is enough that something is written, a reference is.
_is_untold(former, check) if {
	some name in ["not", "only", "min", "max", "any", "all"]
	check[name]
	some node in _answers(former, check)
	tf.is_unknown(node.value)
}

_former(found, check) := [node.value |
	some path in array.concat([check.path], object.get(check, "or", []))
	some node in nodes(tf.same_block(found), path)
	not is_missing(node.value)
][0]

_former(found, check) := null if not _was_written(found, check)

_was_written(found, check) if _is_written(tf.same_block(found), check)
