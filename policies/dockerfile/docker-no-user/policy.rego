# METADATA
# title: The image names no user
# description: >-
#   Without `USER` the container runs as whatever its base image says, which for most of them is root.
# custom:
#   id: docker-no-user
#   category: dockerfile/root-user
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [dockerfile]
#   remedy: End the last stage with `USER` and a user that is not root.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#user
#   - ref: https://www.cisecurity.org/benchmark/docker
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_no_user

import data.groundwire.lib.dockerfile as docker

findings contains {"at": docker.place_in(input, docker.final(input), "user"), "subject": "USER", "message": message} if {
	docker.runs(input)
	not docker.effective(input, "user")
	not _was_there
	image := docker.base_image(input)
	not _steps_down(image)
	message := sprintf("No `USER`: the container runs as what `%s` says, and that is root unless the image is known for another.", [image])
}

_was_there if docker.effective(data.groundwire.before, "user")

# Images that say in their name that they run without root.
_steps_down(image) if {
	some word in ["nonroot", "non-root", "rootless", "unprivileged", "chainguard", "bitnami"]
	contains(lower(image), word)
}
