# METADATA
# title: A service may gain rights again
# description: >-
#   A program with the setuid bit makes a process of the service root again, which it could not do until now.
# custom:
#   id: compose-no-new-privileges-removed
#   category: compose/no-new-privileges
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Put `no-new-privileges:true` back.
# related_resources:
#   - ref: https://docs.docker.com/reference/cli/docker/container/run/#security-opt
#   - ref: https://docs.kernel.org/userspace-api/no_new_privs.html
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_no_new_privileges_removed

import data.groundwire.lib.compose

findings contains {
	"at": array.concat(lost.found.path, ["security_opt"]),
	"subject": lost.found.name,
	"message": sprintf("`%s` of %s is gone: a program with the setuid bit makes it root again.", [lost.was, compose.owner(lost, _lost)]),
} if {
	some lost in _lost
	compose.is_reported(lost, _lost)
}

_lost := [{"found": found, "was": was} |
	some found in compose.places(input)
	was := _value(compose.place_before(found).service)
	not _value(found.service)
]

_value(service) := options[0] if {
	options := [option |
		some option in service.security_opt
		option in {"no-new-privileges", "no-new-privileges:true", "no-new-privileges=true"}
	]
}
