package groundwire.lib.cloudformation

# Safeguards that are a property: by type, where each stands and what it has to be.
# `wants`: `true` (off by default), `kept` (on by default), `set` (anything), `days` (at least `least`, else `default`).
# `unless`: properties beside which it does not matter; `text`: what happens without it; `part`: tells two of one resource apart.

# Safeguards that resources lack, and lacked before.
absent_safeguards(switches) := [lack |
	some lack in _lacks(switches)
	not _was_better(lack.found, lack.switch)
]

# Safeguards that the change takes away or weakens; `was` says what stood there.
lost_safeguards(switches) := [lack |
	some found in resources(input, object.keys(switches))
	some switch in switches[found.type]
	not _is_excused(found, switch)
	_is_weaker(found, switch)
	lack := {"found": found, "switch": switch, "was": _was(found, switch), "now": _now(found, switch)}
]

_lacks(switches) := [{"found": found, "switch": switch} |
	some found in resources(input, object.keys(switches))
	some switch in switches[found.type]
	not _is_excused(found, switch)
	is_missing(found, switch)
]

is_missing(found, switch) if {
	switch.wants == "true"
	is_off(found, switch.path)
}

is_missing(found, switch) if {
	switch.wants == "kept"
	is_false(value_at(found, switch.path))
}

is_missing(found, switch) if {
	switch.wants == "set"
	lacks(found, switch.path)
}

is_missing(found, switch) if {
	switch.wants == "set"
	is_false(value_at(found, switch.path))
}

is_missing(found, switch) if {
	switch.wants == "days"
	_kept_days(found, switch) < switch.least
}

_kept_days(found, switch) := number_of(value_at(found, switch.path)) if not lacks(found, switch.path)

_kept_days(found, switch) := switch["default"] if lacks(found, switch.path)

_is_excused(found, switch) if {
	some name in object.get(switch, "unless", [])
	not lacks(found, [name])
}

_is_excused(found, switch) if {
	some name, values in object.get(switch, "unless_is", {})
	some value in values
	startswith(lower(found.properties[name]), value)
}

_is_excused(found, switch) if {
	some name, _ in object.get(switch, "unless_is", {})
	is_unknown(found.properties[name])
}

_is_excused(found, switch) if {
	some name, values in object.get(switch, "only_if", {})
	not _is_one_of(object.get(found.properties, name, ""), values)
}

_is_one_of(value, values) if {
	some known in values
	startswith(lower(value), known)
}

# Known to have been there: a switch that was on, a value that was set, more days than now.
_was_there(old, switch) if {
	switch.wants == "true"
	is_true(value_at(old, switch.path))
}

_was_there(old, switch) if {
	switch.wants == "kept"
	not is_false(value_at(old, switch.path))
}

_was_there(old, switch) if {
	switch.wants == "set"
	value := value_at(old, switch.path)
	not value in {null, "", {}, [], false}
}

_was_better(found, switch) if _is_weaker(found, switch)

_is_weaker(found, switch) if {
	switch.wants != "days"
	is_missing(found, switch)
	_was_there(former(found), switch)
}

_is_weaker(found, switch) if {
	switch.wants == "days"
	_kept_days(former(found), switch) > _kept_days(found, switch)
}

_was(found, switch) := text_of(value_at(former(found), switch.path))

_was(found, switch) := "set" if {
	switch.wants == "set"
	not text_of(value_at(former(found), switch.path))
}

_now(found, switch) := text_of(_kept_days(found, switch)) if switch.wants == "days"

_now(_, switch) := "off" if switch.wants in {"true", "kept"}

_now(_, switch) := "gone" if switch.wants == "set"

# The remark about a safeguard that is not there.
absence(lack) := remark(lack.found, lack.switch.path, object.union(_choice(lack.switch), {
	"message": sprintf("`%s` %s.", [lack.found.id, lack.switch.text]),
	"subject": _subject(lack),
}))

_choice(switch) := {key: switch[key] | some key in ["severity", "confidence"]; switch[key]}

# The remark about one that was.
loss(lack) := remark(lack.found, lack.switch.path, {
	"message": sprintf("`%s` of `%s` was `%s` and is %s: it %s.", [_name(lack.switch), lack.found.id, lack.was, lack.now, _effect(lack.switch)]),
	"subject": _subject(lack),
})

_name(switch) := concat(".", [part | some part in switch.path; is_string(part)])

_effect(switch) := object.get(switch, "lost", switch.text)

_subject(lack) := sprintf("%s%s", [lack.found.id, object.get(lack.switch, "part", "")])
