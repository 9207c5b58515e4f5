# METADATA
# title: A service stays down after its first crash
# description: >-
#   Nothing starts it again, neither after a crash nor after the machine was started anew.
# custom:
#   id: compose-missing-restart
#   category: compose/missing-restart
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [compose]
#   remedy: Set `restart` to `unless-stopped`, or a restart policy under `deploy`.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#restart
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_missing_restart

import data.groundwire.lib.compose

findings contains {"at": array.concat(found.path, ["restart"]), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	compose.is_serving(input, found)
	not _restarts(found.service)
	not _had(found)
	message := sprintf("Nothing starts `%s` again after a crash: `restart` is not set, and that means no.", [found.name])
}

_had(found) if _restarts(compose.before(found.name).service)

_restarts(service) if not object.get(service, "restart", "no") in {"no", false, null}

_restarts(service) if service.deploy.restart_policy
