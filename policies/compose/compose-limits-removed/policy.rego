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

import data.groundwire.lib.compose as compose

findings contains {"at": array.concat(found.path, ["mem_limit"]), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	old := compose.before(found.name)
	_has(old.service)
	not _has(found.service)
	message := sprintf("The memory limit of `%s` is gone: a leak in it takes the memory of everything on the machine.", [found.name])
}

_has(service) if service.mem_limit

_has(service) if service.deploy.resources.limits.memory
