# METADATA
# title: The working directory depends on what stood before
# description: >-
#   A relative `WORKDIR` goes below the one before, which may be that of the base image; a `cd` ends with its `RUN`.
# custom:
#   id: docker-workdir
#   category: dockerfile/workdir
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [dockerfile]
#   remedy: Write `WORKDIR` with its whole path.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#workdir
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_workdir

import data.groundwire.lib.dockerfile as docker

findings contains {"at": [index, "Value", 0], "subject": sprintf("WORKDIR %s", [path]), "message": sprintf("`WORKDIR %s` goes below the directory before it, and nothing in this file says which that is.", [path])} if {
	some index, instruction in input
	instruction.Cmd == "workdir"
	path := instruction.Expanded[0]
	is_string(path)
	not _is_absolute(path)
}

# A `cd` and nothing after it.
findings contains {"at": command.path, "subject": "RUN cd", "message": "The directory that `cd` goes to is left again when this `RUN` ends."} if {
	some command in docker.commands(input)
	command.instruction.Cmd == "run"
	command.name == "cd"
	count([other | some other in docker.commands(input); other.index == command.index; other.name != "cd"]) == 0
}

_is_absolute(path) if startswith(path, "/")

_is_absolute(path) if regex.match(`^[A-Za-z]:`, path)

_is_absolute(path) if startswith(path, "%")
