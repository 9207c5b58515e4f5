# METADATA
# title: The health check is gone
# description: >-
#   What restarted a service that hangs does so no more, and what waited for it to be healthy starts too early.
# custom:
#   id: docker-healthcheck-removed
#   category: dockerfile/no-healthcheck
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dockerfile]
#   remedy: Put the health check back, or show what takes its place.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#healthcheck
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_healthcheck_removed

import data.groundwire.lib.dockerfile as docker

findings contains {"at": [docker.final_from(input), "HEALTHCHECK"], "subject": "HEALTHCHECK", "message": message} if {
	docker.runs(input)
	not _checks(input)
	old := docker.effective(data.groundwire.before, "healthcheck").instruction
	upper(old.Value[0]) != "NONE"
	message := sprintf("The health check of the image is gone; it was `%s`. A service that hangs is not restarted any more.", [concat(" ", array.slice(old.Value, 1, count(old.Value)))])
}

_checks(instructions) if upper(docker.effective(instructions, "healthcheck").instruction.Value[0]) != "NONE"
