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

import data.groundwire.lib.compose as compose

findings contains {"at": array.concat(found.path, ["healthcheck"]), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	old := compose.before(found.name)
	_has(old.service)
	not _has(found.service)
	message := sprintf("The health check of `%s` is gone: what waits for it starts too early, and nobody notices when it hangs.", [found.name])
}

_has(service) if {
	service.healthcheck
	not _is_off(service.healthcheck)
}

_is_off(healthcheck) if healthcheck.disable == true

_is_off(healthcheck) if healthcheck.test == ["NONE"]
