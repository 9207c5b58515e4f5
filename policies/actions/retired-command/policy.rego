# METADATA
# title: Workflow command that GitHub has switched off
# description: >-
#   The line is printed and nothing else happens: the variable or path is not set, and later steps run without it.
# custom:
#   id: retired-command
#   category: actions/insecure-commands
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Write to the file GITHUB_ENV, GITHUB_PATH, GITHUB_OUTPUT or GITHUB_STATE.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
#   - ref: https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/
# schemas:
#   - input: schema.actions
package groundwire.actions.retired_command

findings contains {
	"at": command.at,
	"subject": concat(":", [concat("/", [part | some part in array.slice(script.at, 0, 2); is_string(part)]), command.command]),
	"message": sprintf("`::%s` %s; `%s` is the file for it.", [command.command, _state[command.command], _file[command.command]]),
	"severity": _severity(command.command),
} if {
	some script in input["$scripts"]
	some command in script.commands
}

_state := {
	"set-env": "is refused since 2020, so the step fails", "add-path": "is refused since 2020, so the step fails",
	"set-output": "takes its value from whatever is printed and is deprecated", "save-state": "takes its value from whatever is printed and is deprecated",
}

_file := {"set-env": "$GITHUB_ENV", "add-path": "$GITHUB_PATH", "set-output": "$GITHUB_OUTPUT", "save-state": "$GITHUB_STATE"}

_severity(command) := "medium" if {
	command in {"set-env", "add-path"}
} else := "low"
