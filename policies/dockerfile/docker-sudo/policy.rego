# METADATA
# title: The build uses sudo
# description: >-
#   `sudo` in a build does what the build may do anyway, and stays in the image as a way to root.
# custom:
#   id: docker-sudo
#   category: dockerfile/sudo
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [dockerfile]
#   remedy: Run the step before `USER`, or as the user that it needs with `gosu` in the entrypoint.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#user
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_sudo

import data.groundwire.lib.dockerfile as docker

findings contains {"at": command.path, "subject": sprintf("%s sudo", [upper(command.instruction.Cmd)]), "message": "`sudo` asks for rights that the build has before `USER`; in the image it is a way back to root."} if {
	some command in docker.commands(input)
	command.name == "sudo"
}
