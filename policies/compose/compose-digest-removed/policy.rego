# METADATA
# title: The digest of an image is gone
# description: >-
#   Without its digest the next machine starts whatever the tag points at then, also after somebody has moved it.
# custom:
#   id: compose-digest-removed
#   category: compose/latest-tag
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [compose]
#   remedy: Put the digest back; to renew it, replace it by that of the new image.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
# schemas:
#   - input: schema.compose
package groundwire.compose.compose_digest_removed

import data.groundwire.lib.compose

findings contains {
	"at": array.concat(found.path, ["image"]),
	"subject": found.name,
	"message": sprintf("`%s` of `%s` was held by its digest (`%s`) and is no more: it is whatever the tag points at.", [found.own.image, found.name, substring(old.digest, 1, 19)]),
} if {
	some found in compose.places(input)
	parts := compose.image_parts(found.own.image)
	parts.digest == ""
	old := compose.image_parts(compose.place_before(found).own.image)
	old.digest != ""
	old.name == parts.name
}
