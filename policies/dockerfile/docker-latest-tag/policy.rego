# METADATA
# title: The base image is whatever is newest
# description: >-
#   A build without a version takes what was pushed last: the same commit gives another image tomorrow, and nobody can tell
#   which one broke.
# custom:
#   id: docker-latest-tag
#   category: dockerfile/latest-tag
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dockerfile]
#   remedy: Name a version, and better a digest with it.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_latest_tag

import data.groundwire.lib.dockerfile as docker

findings contains {"at": [base.index, "Value", 0], "subject": sprintf("FROM %s", [docker.repository(base.image)]), "message": message} if {
	some base in docker.pulled(input)
	not contains(base.image, "@")
	how := _how(base.image)
	message := sprintf("`%s` %s: the same commit builds another image tomorrow.%s", [base.image, how, _former(base)])
}

_how(image) := "has no tag, so it is `latest`" if not contains(_last(image), ":")

_how(image) := "is whatever was pushed last" if endswith(image, ":latest")

_last(image) := parts[count(parts) - 1] if parts := split(image, "/")

_former(base) := sprintf(" Before it was `%s`.", [old.image]) if {
	some old in docker.pulled(data.groundwire.before)
	docker.repository(old.image) == docker.repository(base.image)
	old.image != base.image
} else := ""
