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

import data.groundwire.lib.compose as compose

findings contains {"at": array.concat(found.path, ["restart"]), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	old := compose.before(found.name)
	_has(old.service)
	not _has(found.service)
	message := sprintf("`restart` of `%s` is gone: after its next crash it stays down until somebody looks.", [found.name])
}

_has(service) if not object.get(service, "restart", "no") in {"no", false, null}

_has(service) if service.deploy.restart_policy
