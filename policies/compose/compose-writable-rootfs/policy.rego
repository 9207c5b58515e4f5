# METADATA
# title: A service can write its own file system
# description: >-
#   What an attacker writes into the container stays and runs until it is replaced.
# custom:
#   id: compose-writable-rootfs
#   category: compose/writable-rootfs
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [compose]
#   remedy: Set `read_only`, and mount what is written as `tmpfs` or a volume.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#read_only
#   - ref: https://www.cisecurity.org/benchmark/docker
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_writable_rootfs

import data.groundwire.lib.compose

findings contains {"at": _place(found), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	found.whole
	not compose.is_true(object.get(found.service, "read_only", false))
	message := sprintf("`%s` can write its own file system%s.", [found.name, _former(found)])
}

_place(found) := array.concat(found.path, ["read_only"])

_former(found) := "; before, it could not" if {
	compose.is_true(compose.before(found.name).service.read_only)
} else := ""
