# METADATA
# title: The same group of resources is written twice
# description: >-
#   What is mended in one copy stays broken in the other. A safeguard that somebody adds later is added to the copy that they know of.
# custom:
#   id: duplicated-module
#   category: terraform/duplicated-module
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Make a module of the group, and call it with what differs; or make it once with `for_each`.
# related_resources:
#   - ref: https://developer.hashicorp.com/terraform/language/modules/develop
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.duplicated_module

import data.groundwire.lib.terraform as tf

# Groups of one shape are one remark: on the first that the change brings, with the others beside it.
findings contains finding if {
	some shape, names in _names_by_shape
	count(names) > 1
	first := sort(names)[0]
	alike := [name | some name in sort(names); _is_near(first, name)]
	count(alike) > 1
	new := [name | some name in alike; _is_new(name)]
	count(new) > 0
	told := new[count(new) - 1]
	others := [name | some name in alike; name != told]
	start := _start(told)
	finding := object.union(
		tf.remark(start, start.path, {
			"message": sprintf(
				"The %d resources named `%s` (%s) are those of `%s` but for the names: what is mended in one stays broken in the other.",
				[count(_groups[told]), told, concat(", ", array.slice(sort({member.type | some member in _groups[told]}), 0, 3)), concat("`, `", array.slice(others, 0, 4))],
			),
			"subject": sprintf("%s/group", [told]),
		}),
		{"related": [{"document": _start(name).document, "at": _start(name).path} | some name in array.slice(others, 0, 10)]},
	)
}

# Resources that bear one name and mean each other: three or more, of two types or more.
_groups[name] := members if {
	some name in _names
	members := _named[name]
	count(members) > 2
	count({member.type | some member in members}) > 1
	_is_linked(members, name)
}

_names := {name | some name, members in _named; count(name) > 2; count(members) > 2}

_named[name] contains member if {
	some index, file in input.documents
	some type, named in file.document.resource
	some name, instances in named
	is_object(instances[0])
	member := {
		"document": index, "file": file.path, "kind": "resource", "type": type, "name": name,
		"path": ["resource", type, name, 0], "address": concat(".", [type, name]),
	}
}

# One means another one, and all bear the name in what they say.
_is_linked(members, name) if {
	texts := {[member.type, json.marshal(_block(member))] | some member in members}
	some [type, text] in texts
	some [other, _] in texts
	other != type
	contains(text, sprintf("%s.%s", [other, name]))
	every said in texts {
		_without(said[1], name) != said[1]
	}
}

_block(member) := input.documents[member.document].document.resource[member.type][member.name][0]

_names_by_shape[shape] contains name if {
	some name, members in _groups
	shape := concat("; ", sort([sprintf("%s(%s)", [member.type, concat(",", sort(object.keys(_block(member))))]) | some member in members]))
}

# Four of five values are the same, names apart.
_is_near(one, other) if one == other

_is_near(one, other) if {
	one != other
	mine := _leaves(one)
	theirs := _leaves(other)
	count(mine & theirs) * 10 >= max([count(mine), count(theirs)]) * 8
}

_leaves(name) := {leaf |
	some member in _groups[name]
	some path, value
	walk(_block(member), [path, value])
	not is_object(value)
	not is_array(value)
	leaf := sprintf("%s %s %s", [member.type, _without(json.marshal(path), name), _without(json.marshal(value), name)])
}

# `orders-api` for a block named `orders_api`.
_without(text, name) := replace(replace(replace(text, name, "*"), replace(name, "_", "-"), "*"), replace(name, "-", "_"), "*")

_is_new(name) if {
	some member in _groups[name]
	not tf.same_block(member)
}

_start(name) := start if {
	places := sort([[member.document, member.type] | some member in _groups[name]])
	some start in _groups[name]
	[start.document, start.type] == places[0]
}
