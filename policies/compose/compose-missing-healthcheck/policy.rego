# METADATA
# title: A service has no health check
# description: >-
#   Others start before it can serve, and nobody notices when it hangs.
# custom:
#   id: compose-missing-healthcheck
#   category: compose/missing-healthcheck
#   severity: low
#   confidence: low
#   persona: strict
#   scope: document
#   platforms: [compose]
#   remedy: Add `healthcheck` with a command that fails when the service does not answer.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#healthcheck
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_missing_healthcheck

import data.groundwire.lib.compose

findings contains {"at": array.concat(found.path, ["healthcheck"]), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	compose.is_serving(input, found)
	not _checked(found.service)
	not _had(found)
	message := sprintf("`%s` has no health check%s.", [found.name, _effect(found)])
}

_effect(found) := sprintf(", and `%s` waits for it to be healthy", [waiting[0]]) if {
	waiting := sort([name | some name, other in input.services; other.depends_on[found.name].condition == "service_healthy"])
	count(waiting) > 0
} else := ": nobody notices when it hangs, unless its image brings one"

_had(found) if _checked(compose.before(found.name).service)

_checked(service) if {
	service.healthcheck
	not _is_off(service.healthcheck)
}

_is_off(healthcheck) if healthcheck.disable == true

_is_off(healthcheck) if healthcheck.test == ["NONE"]
