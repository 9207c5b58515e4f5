# METADATA
# title: The health check of a service is gone
# description: >-
#   Others start before it can serve, and nobody notices when it hangs.
# custom:
#   id: compose-healthcheck-removed
#   category: compose/missing-healthcheck
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Put the health check back.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#healthcheck
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_healthcheck_removed

import data.groundwire.lib.compose

findings contains {
	"at": array.concat(lost.found.path, ["healthcheck"]),
	"subject": lost.found.name,
	"message": sprintf("The health check of %s is gone%s: what waits for it starts too early, and nobody notices when it hangs.", [compose.owner(lost, _lost), _test(lost.was)]),
	"fix": {"name": "set-field", "params": {"value": lost.was}},
} if {
	some lost in _lost
	compose.is_reported(lost, _lost)
}

_lost := [{"found": found, "was": was} |
	some found in compose.places(input)
	was := _value(compose.place_before(found).service)
	not _value(found.service)
]

_value(service) := service.healthcheck if {
	is_object(service.healthcheck)
	not _is_off(service.healthcheck)
}

_is_off(healthcheck) if compose.is_true(healthcheck.disable)

_is_off(healthcheck) if healthcheck.test in {["NONE"], "NONE"}

_test(healthcheck) := sprintf(" (it was `%s`)", [healthcheck.test]) if {
	is_string(healthcheck.test)
} else := sprintf(" (it was `%s`)", [concat(" ", array.slice(healthcheck.test, 1, count(healthcheck.test)))]) if {
	is_array(healthcheck.test)
} else := ""
