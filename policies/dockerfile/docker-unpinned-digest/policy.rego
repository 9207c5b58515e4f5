# METADATA
# title: The base image is not held by a digest
# description: >-
#   A tag can be moved to another image by whoever may push it; a digest cannot.
# custom:
#   id: docker-unpinned-digest
#   category: dockerfile/unpinned-digest
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [dockerfile]
#   remedy: Write the digest behind the tag, and let a bot renew it.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_unpinned_digest

import data.groundwire.lib.dockerfile as docker

findings contains {"at": [base.index, "Value", 0], "subject": sprintf("FROM %s", [docker.repository(base.image)]), "message": message} if {
	some base in docker.pulled(input)
	not contains(base.image, "@")
	not _had_digest(base)
	message := sprintf("`%s` is held by a tag alone, which its owner can move to another image.", [base.image])
}

_had_digest(base) if {
	some old in docker.pulled(data.groundwire.before)
	docker.repository(old.image) == docker.repository(base.image)
	contains(old.image, "@")
}
