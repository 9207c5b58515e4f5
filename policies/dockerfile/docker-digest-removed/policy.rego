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

findings contains {"at": [base.index, "Value", 0], "subject": sprintf("FROM %s", [_name(base.image)]), "message": message} if {
	some base in docker.pulled(input)
	not contains(base.image, "@")
	some old in docker.pulled(data.groundwire.before)
	_name(old.image) == _name(base.image)
	contains(old.image, "@")
	message := sprintf("`%s` was held by its digest and is no more: the build takes whatever the tag points at.", [base.image])
}

_name(image) := split(split(image, "@")[0], ":")[0]
