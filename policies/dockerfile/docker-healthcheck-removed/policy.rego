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

findings contains {"at": docker.place_in(input, lost.stage, "healthcheck"), "subject": docker.stage_name(input, lost.stage, "healthcheck"), "message": message} if {
	some lost in _lost
	message := sprintf("The health check of the image is gone; it was `%s`. A service that hangs is not restarted any more.", [lost.was])
}

# Of every image that comes out of the file, with the stage in which the check stood.
_lost contains {"stage": old.Stage, "was": concat(" ", array.slice(old.Value, 1, count(old.Value)))} if {
	before := data.groundwire.before
	some target in docker.targets(before)
	_checks(before, target)
	now := docker.now_of(input, before, target)
	not _checks(input, now)
	old := docker.effective_in(before, target, "healthcheck").instruction
}

_checks(instructions, stage) if upper(docker.effective_in(instructions, stage, "healthcheck").instruction.Value[0]) != "NONE"
