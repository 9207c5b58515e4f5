# METADATA
# title: The service does not get the signal to stop
# description: >-
#   In shell form `sh` is the first process. It does not pass SIGTERM on: every rollout waits for the grace period and then
#   kills the service in the middle of its requests.
# custom:
#   id: docker-shell-form
#   category: dockerfile/shell-form
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [dockerfile]
#   remedy: Write it in exec form, as a list of words, or begin the line with `exec`.
# related_resources:
#   - ref: https://docs.docker.com/reference/dockerfile/#shell-and-exec-form
#   - ref: https://docs.docker.com/reference/build-checks/json-args-recommended/
# schemas:
#   - input: schema.dockerfile
package groundwire.dockerfile.docker_shell_form

import data.groundwire.lib.dockerfile as docker

findings contains {"at": [found.index], "subject": upper(found.instruction.Cmd), "message": message} if {
	found := _starting
	not found.instruction.JSON
	count(found.instruction.Commands) > 0
	not _execs(found.instruction)
	message := sprintf("`%s` is in shell form: `sh` gets SIGTERM and keeps it, so each rollout waits for its grace period and kills the service.", [upper(found.instruction.Cmd)])
}

# The shell written out is the same.
findings contains {"at": [found.index], "subject": upper(found.instruction.Cmd), "message": message} if {
	found := _starting
	found.instruction.JSON
	[shell, option, script] := found.instruction.Value
	shell in {"sh", "bash", "/bin/sh", "/bin/bash", "/usr/bin/bash", "ash", "/bin/ash"}
	option in {"-c", "-lc", "-ec", "-ce", "-exc"}
	not regex.match(`(^|[;&|\n]\s*)exec\s`, script)
	not _is_replaced(shell, script)
	message := sprintf("`%s` stands between the runtime and the service in `%s`: it gets SIGTERM and keeps it, so each rollout waits for its grace period and kills the service.", [shell, upper(found.instruction.Cmd)])
}

# Bash lets a single command take its place by itself.
_is_replaced(shell, script) if {
	endswith(shell, "bash")
	not regex.match(`[;&|\n]`, script)
}

# What the container starts: the entrypoint, else the command.
_starting := found if {
	found := docker.effective(input, "entrypoint")
} else := docker.effective(input, "cmd")

# With `exec` the service takes the shell's place.
_execs(instruction) if {
	some command in instruction.Commands
	command.words[0] in {"exec", "tini", "dumb-init", "/tini", "/sbin/tini"}
}

# A stage for Windows, or with a shell of its own, is left to who set it.
_execs(_) if {
	some instruction in input
	instruction.Cmd == "shell"
}
