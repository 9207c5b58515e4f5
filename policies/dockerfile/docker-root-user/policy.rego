# METADATA
# title: The container runs as root
# description: >-
#   Whoever breaks into a process of root owns the container, and with one flaw of the kernel or one mounted socket the
#   host.
# custom:
#   id: docker-root-user
#   category: dockerfile/root-user
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [dockerfile]
#   remedy: End the last stage with `USER` and a user that is not root; give its files to that user with `COPY --chown`.
# related_resources:
#   - ref: https://docs.docker.com/build/building/best-practices/#user
#   - ref: https://www.cisecurity.org/benchmark/docker
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_root_user

import data.groundwire.lib.dockerfile as docker

# The image says so itself.
findings contains {"at": [found.index, "Value", 0], "subject": "USER", "message": message} if {
	found := docker.effective(input, "user")
	user := found.instruction.Expanded[0]
	_is_root(user)
	not _is_undone(found.index)
	message := sprintf("The image runs as `%s`: a flaw in what it serves is root in the container.%s", [user, _former])
}

# It had a user, and has none now.
findings contains {"at": [docker.final_from(input), "USER"], "subject": "USER", "message": message} if {
	not docker.effective(input, "user")
	user := _user_before
	docker.runs(input)
	message := sprintf("`USER %s` is gone: the container runs as root again, unless its base image says otherwise.", [user])
}

_former := sprintf(" Before it was `%s`.", [_user_before])

default _former := ""

_user_before := user if {
	user := docker.effective(data.groundwire.before, "user").instruction.Expanded[0]
	is_string(user)
	not _is_root(user)
}

_is_root(user) if lower(split(user, ":")[0]) in {"root", "0"}

# An entrypoint that changes the user itself, as those of databases do.
_is_undone(_) if {
	some command in docker.commands(input)
	command.instruction.Cmd in {"entrypoint", "cmd"}
	some word in command.words
	word in {"gosu", "su-exec", "setpriv", "runuser"}
}
