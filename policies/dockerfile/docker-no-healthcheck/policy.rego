# METADATA
# title: The image has no health check
# description: >-
#   Docker, Compose and Swarm see a running process, not a service that answers: one that hangs is never replaced.
# custom:
#   id: docker-no-healthcheck
#   category: dockerfile/no-healthcheck
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [dockerfile]
#   remedy: Add `HEALTHCHECK` with a command that fails when the service does not answer; in Kubernetes use probes.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#healthcheck
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_no_healthcheck

import data.groundwire.lib.dockerfile as docker

findings contains {"at": docker.place_in(input, docker.final(input), "healthcheck"), "subject": "HEALTHCHECK", "message": "No `HEALTHCHECK`: a process that hangs counts as healthy where no orchestrator probes it."} if {
	docker.runs(input)
	not docker.effective(input, "healthcheck")
	not _was_there
	not _ends(input)
}

_was_there if docker.effective(data.groundwire.before, "healthcheck")

# `HEALTHCHECK NONE` also takes away that of the base image.
findings contains {"at": [found.index], "subject": "HEALTHCHECK", "message": "`HEALTHCHECK NONE` turns the health check of the base image off."} if {
	found := docker.effective(input, "healthcheck")
	upper(found.instruction.Value[0]) == "NONE"
}

# What serves nobody has nothing to answer.
_ends(instructions) if {
	count([i | some i in instructions; i.Cmd == "expose"]) == 0
	some command in docker.commands(instructions)
	command.instruction.Cmd in {"cmd", "entrypoint"}
	command.name in {"bash", "sh", "true", "sleep", "tail"}
}
