package groundwire.lib.terraform

# Settings of resources: what is answered, what nobody answers, and what was answered at base.

# A setting is `{"path": names of blocks and at last the attribute, "weak": words that are no safeguard, "absent": is it weak when
# nobody answers, "below" and "above": numbers under and over which it is weak, "from": attributes of which the answer is taken
# over, "part": its part of a subject}`; all but `path` may be left out.

# Every setting of a table (a list by type) that is no safeguard: `at` is where it is answered, `lost` whether base had it.
weak_settings(module, table) := [weak |
	some found in array.concat(resources(module, object.keys(table)), modules(module, [type | some type, _ in table; contains(type, "/")]))
	some setting in table[found.type]
	value := answer(found.block, setting.path)
	_is_weak(found.block, setting, value)
	weak := {
		"found": found,
		"setting": setting,
		"value": value,
		"name": concat(".", setting.path),
		"at": array.concat(found.path, _steps(found.block, setting.path)),
		"subject": sprintf("%s%s", [found.address, object.get(setting, "part", "")]),
		"explicit": value != null,
		"lost": _was_safe(found, setting),
		"former": _former(found, setting),
	}
]

# The answer to a setting: null where nobody gives one, unknown where a block that it would stand in is.
answer(block, path) := _step(block, path[0]) if count(path) == 1

answer(block, path) := _step(_step(block, path[0]), path[1]) if count(path) == 2

answer(block, path) := _step(_step(_step(block, path[0]), path[1]), path[2]) if count(path) == 3

answer(block, path) := _step(_step(_step(_step(block, path[0]), path[1]), path[2]), path[3]) if count(path) == 4

# A block is a list of which the first counts; an argument of a module is an object.
_step(value, _) := value if is_unknown(value)

_step(value, name) := object.get(value, name, null) if {
	is_object(value)
	not is_unknown(value)
}

_step(value, name) := object.get(value[0], name, null) if {
	is_array(value)
	is_object(value[0])
	not is_unknown(value[0])
}

_step(value, _) := value[0] if {
	is_array(value)
	is_unknown(value[0])
}

_step(value, _) := null if {
	not is_object(value)
	not _is_block(value)
}

_is_block(value) if is_object(value[0])

_is_weak(block, setting, value) if {
	value == null
	object.get(setting, "absent", false)
	not _takes_over(block, setting)
}

_is_weak(_, setting, value) if {
	value != null
	not is_unknown(value)
	word(value) in object.get(setting, "weak", set())
}

_is_weak(_, setting, value) if {
	limit := setting.below
	_number(value) < limit
}

_is_weak(_, setting, value) if {
	limit := setting.above
	_number(value) > limit
}

_number(value) := value if is_number(value)

_number(value) := to_number(value) if {
	is_string(value)
	regex.match(`^[0-9]+$`, value)
}

# A value as HCL and JSON may both write it.
word(value) := lower(value) if is_string(value)

word(value) := json.marshal(value) if not is_string(value)

_takes_over(block, setting) if {
	some name in object.get(setting, "from", [])
	not object.get(block, name, null) in {null, "", []}
}

_was_safe(found, setting) if {
	former := same_block(found)
	value := answer(former, setting.path)
	value != null
	not is_unknown(value)
	not _is_weak(former, setting, value)
} else := false

# What stood there at base, for a person; null where nothing did.
_former(found, setting) := value if {
	value := answer(same_block(found), setting.path)
	not is_unknown(value)
} else := null

# The path of a setting as far as there are blocks, with their first one.
_steps(_, path) := path if count(path) == 1

_steps(block, path) := [path[0], 0, path[1]] if {
	count(path) == 2
	not _is_argument(object.get(block, path[0], null))
}

_steps(block, path) := path if {
	count(path) == 2
	_is_argument(object.get(block, path[0], null))
}

_steps(block, path) := [path[0], 0, path[1], 0, path[2]] if {
	count(path) == 3
	not _is_argument(object.get(block, path[0], null))
}

_steps(block, path) := path if {
	count(path) == 3
	_is_argument(object.get(block, path[0], null))
}

_steps(_, path) := [path[0], 0, path[1], 0, path[2], 0, path[3]] if count(path) == 4

_is_argument(value) if is_object(value)

# Some tables of settings.

# Weak when it is off or not written.
turned_on(path) := {"path": path, "weak": {"false"}, "absent": true}

# Weak only when it is turned off.
kept_on(path) := {"path": path, "weak": {"false"}}

# Weak only when it is turned on.
kept_off(path) := {"path": path, "weak": {"true"}}

# Weak when nothing is written.
written(path) := {"path": path, "weak": {"", "[]"}, "absent": true}

# What is answered, for a person: "`multi_az = false`", or "no `multi_az`".
answer_text(weak) := sprintf("`%s = %s`", [weak.name, value_text(weak.value)]) if weak.explicit

answer_text(weak) := sprintf("no `%s`", [weak.name]) if not weak.explicit

value_text(value) := sprintf("\"%s\"", [value]) if is_string(value)

value_text(value) := json.marshal(value) if not is_string(value)

# "; before: `true`" where the change takes a safeguard away, else nothing.
former_text(weak) := sprintf("; before: `%s`", [value_text(weak.former)]) if weak.lost

former_text(weak) := "" if not weak.lost

# Somebody wrote it or took it away, which is not the same as never having thought of it.
is_told(weak) if weak.explicit

is_told(weak) if weak.lost
