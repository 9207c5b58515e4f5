# METADATA
# title: The digest of the base image is gone
# description: >-
#   Without its digest the build takes whatever the tag points at, also after somebody has moved it.
# custom:
#   id: docker-digest-removed
#   category: dockerfile/unpinned-digest
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dockerfile]
#   remedy: Put the digest back; to renew it, replace it by that of the new image.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_digest_removed

import data.groundwire.lib.dockerfile as docker

findings contains {"at": [base.index, "Value", 0], "subject": sprintf("FROM %s", [docker.repository(base.image)]), "message": message} if {
	some base in docker.pulled(input)
	not contains(base.image, "@")
	old := _lost_digest(base)
	message := sprintf("`%s` was held by its digest (`%s`) and is no more: the build takes whatever the tag points at.", [base.image, substring(split(old, "@")[1], 0, 19)])
}

# One of the images of this name that had a digest, where fewer have one now.
_lost_digest(base) := old if {
	held := _held(data.groundwire.before, base)
	count(held) > count(_held(input, base))
	old := min(held)
}

_held(instructions, base) := [other.image |
	some other in docker.pulled(instructions)
	contains(other.image, "@")
	docker.repository(other.image) == docker.repository(base.image)
]
