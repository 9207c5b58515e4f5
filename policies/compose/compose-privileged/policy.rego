# METADATA
# title: A service is privileged
# description: >-
#   A privileged container has every right of the host: one flaw in what it serves, and the machine is somebody else's.
# custom:
#   id: compose-privileged
#   category: compose/privileged
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Take `privileged` away and add the one capability or device that is needed.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#privileged
#   - ref: https://www.cisecurity.org/benchmark/docker
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_privileged

import data.groundwire.lib.compose

findings contains {"at": array.concat(found.path, ["privileged"]), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	compose.is_true(found.service.privileged)
	message := sprintf("`%s` runs with every right of the host: a flaw in it is a way to the machine and to all that runs there.", [found.name])
}
