# METADATA
# title: The memory limit of a service is gone
# description: >-
#   A leak in this service takes the memory of all others on the machine again.
# custom:
#   id: compose-limits-removed
#   category: compose/missing-limits
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Put the limit back, or set the one that it needs.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#mem_limit
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_limits_removed

import data.groundwire.lib.compose

findings contains {
	"at": array.concat(lost.found.path, lost.was.path),
	"subject": concat(" ", [lost.found.name, kind]),
	"message": sprintf("The limit for %s of %s is gone (it was `%v`): %s.", [kind, compose.owner(lost, _lost(kind)), lost.was.value, effect]),
	"fix": {"name": "set-field", "params": {"value": lost.was.value}},
} if {
	some kind, effect in _effects
	some lost in _lost(kind)
	compose.is_reported(lost, _lost(kind))
}

_effects := {
	"memory": "a leak in it takes the memory of everything on the machine",
	"processors": "a loop in it takes the processors from everything on the machine",
	"processes": "one that forks without end takes the machine with it",
}

# A limit can be written in two ways.
_paths := {
	"memory": [["mem_limit"], ["deploy", "resources", "limits", "memory"]],
	"processors": [["cpus"], ["deploy", "resources", "limits", "cpus"]],
	"processes": [["pids_limit"], ["deploy", "resources", "limits", "pids"]],
}

_lost(kind) := [{"found": found, "was": was} |
	some found in compose.places(input)
	was := _value(compose.place_before(found).service, kind)
	not _value(found.service, kind)
]

_value(service, kind) := values[0] if {
	values := [{"path": path, "value": value} |
		some path in _paths[kind]
		value := object.get(service, path, null)
		not value in {null, 0, "0", -1, "-1"}
	]
}
