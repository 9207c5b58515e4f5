package groundwire.lib.cloudformation

# Resources of a template, and what can be said of their properties before a deployment.

# The resources of some types: `id` is the logical id, `path` leads to the properties.
resources(template, types) := [found |
	some id, resource in template.Resources
	type := object.get(resource, "Type", "")
	type in types
	found := _found(id, type, resource)
]

# All that a template names, whatever it is.
all_resources(template) := [_found(id, resource.Type, resource) |
	some id, resource in template.Resources
	is_string(resource.Type)
]

_found(id, type, resource) := {
	"id": id,
	"type": type,
	"kind": _kind(type),
	"resource": resource,
	"properties": resource.Properties,
	"path": ["Resources", id, "Properties"],
}

# The service and the thing of `AWS::RDS::DBInstance`, for a person.
_kind(type) := concat(" ", array.slice(split(type, "::"), 1, 3))

is_unknown(value) if value["$unknown"]

# In a template `true` is often a text.
is_true(value) if value == true

is_true(value) if {
	is_string(value)
	lower(value) == "true"
}

is_false(value) if value == false

is_false(value) if {
	is_string(value)
	lower(value) == "false"
}

number_of(value) := value if is_number(value)

number_of(value) := to_number(value) if {
	is_string(value)
	regex.match(`^[0-9]{1,9}$`, value)
}

as_list(value) := value if is_array(value)

as_list(value) := [value] if {
	not is_array(value)
	value != null
}

as_list(null) := []

# The value at a path below the properties; null where there is none.
value_at(found, path) := object.get(found.properties, path, null)

# Nothing of the way to it is unknown, and it is not there, or empty.
lacks(found, path) if {
	object.get(found.properties, path, null) in {null, "", {}, []}
	_is_known_way(found.properties, path)
}

_is_known_way(properties, path) if {
	every depth in numbers.range(0, count(path)) {
		not is_unknown(object.get(properties, array.slice(path, 0, depth), null))
	}
}

# It is off, whether that is said or left to the default.
is_off(found, path) if lacks(found, path)

is_off(found, path) if is_false(value_at(found, path))

# The same resource at base: the same id, and still of the same type. Undefined where there was none.
former(found) := _found(found.id, found.type, resource) if {
	resource := data.groundwire.before.Resources[found.id]
	resource.Type == found.type
}

# A name for a person, and the parts that every remark has.
remark(found, path, said) := object.union({"at": array.concat(found.path, path), "subject": found.id}, said)

# What a reference leads to: the logical id in `${Bucket}`, `${Bucket.Arn}` or `arn:aws:s3:::${Bucket}/*`.
referred(value) := id if {
	text := value["$unknown"]
	parts := split(text, "${")
	count(parts) > 1
	id := split(split(parts[1], "}")[0], ".")[0]
}

# Every id that a reference names.
referred_ids(value) := {id |
	text := value["$unknown"]
	some index, part in split(text, "${")
	index > 0
	id := split(split(part, "}")[0], ".")[0]
}

# `true` as it stands in a text, a number as it is, an unknown value in the words of the template.
text_of(value) := value if is_string(value)

text_of(value) := value["$unknown"] if is_unknown(value)

text_of(value) := sprintf("%v", [value]) if {
	not is_string(value)
	not is_object(value)
	not is_array(value)
}

# "`a`", "`a` and `b`", "`a`, `b` and 3 more".
listed(names) := concat(" and ", [sprintf("`%s`", [name]) | some name in names]) if count(names) < 3

listed(names) := sprintf("`%s`, `%s` and %d more", [names[0], names[1], count(names) - 2]) if count(names) > 2

# Entries of a list of `Key` and `Value`, as load balancers have them.
attribute(found, name, key) := entry.Value if {
	some entry in as_list(object.get(found.properties, name, []))
	entry.Key == key
}

# An attribute that is off or not set, in a list that is known.
attribute_is_off(found, name, key) if {
	list := object.get(found.properties, name, [])
	not is_unknown(list)
	not _has_unknown_entry(list)
	not attribute(found, name, key)
}

attribute_is_off(found, name, key) if is_false(attribute(found, name, key))

_has_unknown_entry(list) if {
	some entry in list
	is_unknown(entry)
}

_has_unknown_entry(list) if {
	some entry in list
	is_unknown(entry.Key)
}

# Where an attribute is set, else where it would be.
attribute_path(found, name, key) := [name, index, "Value"] if {
	some index, entry in object.get(found.properties, name, [])
	entry.Key == key
} else := [name]
