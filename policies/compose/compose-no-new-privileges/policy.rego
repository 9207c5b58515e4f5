# METADATA
# title: A service may gain privileges
# description: >-
#   A program with the setuid bit in the image turns a user without rights into root.
# custom:
#   id: compose-no-new-privileges
#   category: compose/no-new-privileges
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [compose]
#   remedy: Add `no-new-privileges:true` to `security_opt`.
# related_resources:
#   - ref: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#security_opt
#   - ref: https://www.cisecurity.org/benchmark/docker
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_no_new_privileges

import data.groundwire.lib.compose

findings contains {"at": array.concat(found.path, _place(found)), "subject": found.name, "message": message} if {
	some found in compose.services(input)
	found.whole
	not compose.is_true(object.get(found.service, "privileged", false))
	not _is_set(found.service)
	not _had(found)
	message := sprintf("`%s` may gain rights by a program with the setuid bit: `no-new-privileges` is not set.", [found.name])
}

_had(found) if _is_set(compose.before(found.name).service)

_place(found) := ["security_opt"] if found.own.security_opt

_place(found) := [] if not found.own.security_opt

_is_set(service) if {
	some option in service.security_opt
	option in {"no-new-privileges", "no-new-privileges:true", "no-new-privileges=true"}
}
