# METADATA
# title: A service is not started again any more
# description: >-
#   After its next crash it stays down until somebody looks.
# custom:
#   id: compose-restart-removed
#   category: compose/missing-restart
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Put `restart` back.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#restart
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_restart_removed

import data.groundwire.lib.compose

findings contains {
	"at": array.concat(lost.found.path, ["restart"]),
	"subject": lost.found.name,
	"message": sprintf("`restart: %s` of %s is gone: after its next crash it stays down until somebody looks.", [lost.was, compose.owner(lost, _lost)]),
	"fix": {"name": "set-field", "params": {"value": lost.was}},
} if {
	some lost in _lost
	compose.is_reported(lost, _lost)
	is_string(lost.was)
}

findings contains {
	"at": array.concat(lost.found.path, ["deploy", "restart_policy"]),
	"subject": lost.found.name,
	"message": sprintf("The restart policy of %s is gone: after its next crash it stays down until somebody looks.", [compose.owner(lost, _lost)]),
	"fix": {"name": "set-field", "params": {"value": lost.was}},
} if {
	some lost in _lost
	compose.is_reported(lost, _lost)
	is_object(lost.was)
}

_lost := [{"found": found, "was": was} |
	some found in compose.places(input)
	was := _value(compose.place_before(found).service)
	not _value(found.service)
]

_value(service) := service.restart if {
	not object.get(service, "restart", "no") in {"no", false, null}
} else := service.deploy.restart_policy if {
	is_object(service.deploy.restart_policy)
	object.get(service.deploy.restart_policy, "condition", "any") != "none"
}
