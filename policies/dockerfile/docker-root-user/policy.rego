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
findings contains {"at": docker.place_in(input, lost.stage, "user"), "subject": docker.stage_name(input, lost.stage, "user"), "message": message} if {
	some lost in _lost
	not docker.effective_in(input, lost.now, "user")
	not _steps_down(input, lost.now)
	message := sprintf("`USER %s` is gone: the container runs as root again, unless its base image says otherwise.", [lost.was])
}

# Or one of the other images of the file is root's now.
findings contains {"at": [now.index, "Value", 0], "subject": docker.stage_name(input, lost.now, "user"), "message": message} if {
	some lost in _lost
	lost.now != docker.final(input)
	now := docker.effective_in(input, lost.now, "user")
	_is_root(now.instruction.Expanded[0])
	message := sprintf("The image runs as `%s`: a flaw in what it serves is root in the container. Before it was `%s`.", [now.instruction.Expanded[0], lost.was])
}

# Every image that comes out of the file and had a user, with the stage in which that stood.
_lost contains {"now": now, "stage": old.Stage, "was": user} if {
	before := data.groundwire.before
	some target in docker.targets(before)
	old := docker.effective_in(before, target, "user").instruction
	user := old.Value[0]
	not _is_root(user)
	now := docker.now_of(input, before, target)
}

# The base image says in its name that it runs without root.
_steps_down(instructions, stage) if {
	oldest := min({ancestor | some ancestor in docker.lineage_of(instructions, stage)})
	some base in docker.bases(instructions)
	base.stage == oldest
	some word in ["nonroot", "non-root", "rootless", "unprivileged"]
	contains(lower(base.image), word)
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
