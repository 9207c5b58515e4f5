# METADATA
# title: A service has no memory limit
# description: >-
#   One service that leaks takes the memory of all others on the machine, and the kernel chooses whom it kills.
# custom:
#   id: compose-missing-limits
#   category: compose/missing-limits
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [compose]
#   remedy: Set `mem_limit` or `deploy.resources.limits.memory`.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#mem_limit
#   - ref: https://www.cisecurity.org/benchmark/docker
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_missing_limits

import data.groundwire.lib.compose

findings contains {"at": _place(found), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	compose.is_serving(input, found)
	not _limited(found.service)
	not _had(found)
	message := sprintf("`%s` has no memory limit: a leak in it takes the memory of everything on the machine.", [found.name])
}

_place(found) := array.concat(found.path, ["deploy", "resources", "limits"]) if found.own.deploy

_place(found) := array.concat(found.path, ["mem_limit"]) if not found.own.deploy

_had(found) if _limited(compose.before(found.name).service)

_limited(service) if service.mem_limit

_limited(service) if service.deploy.resources.limits.memory
