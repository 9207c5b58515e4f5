# METADATA
# title: A service may write its own file system again
# description: >-
#   Who breaks into the service can put a program of their own there, which a read-only file system kept them from.
# custom:
#   id: compose-read-only-removed
#   category: compose/writable-rootfs
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Put `read_only` back, and give the service a `tmpfs` or a volume for what it has to write.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#read_only
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_read_only_removed

import data.groundwire.lib.compose

findings contains {
	"at": array.concat(lost.found.path, ["read_only"]),
	"subject": lost.found.name,
	"message": sprintf("`read_only: true` of %s is gone: who breaks in can write a program of their own into its file system.", [compose.owner(lost, _lost)]),
	"fix": {"name": "set-field", "params": {"value": true}},
} if {
	some lost in _lost
	compose.is_reported(lost, _lost)
}

_lost := [{"found": found, "was": was} |
	some found in compose.places(input)
	was := _value(compose.place_before(found).service)
	not _value(found.service)
]

_value(service) if compose.is_true(service.read_only)
