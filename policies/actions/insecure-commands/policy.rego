# METADATA
# title: Workflow commands that any output can give
# description: >-
#   With the old commands allowed, whatever a step prints (a file name, a commit message, the answer of a server) can set
#   variables and the search path of later steps, and so run code.
# custom:
#   id: insecure-commands
#   category: actions/insecure-commands
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Remove the variable and write to the files GITHUB_ENV and GITHUB_PATH.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
#   - ref: https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/
# schemas:
#   - input: schema.actions
package groundwire.actions.insecure_commands

import data.groundwire.lib.actions as gha

findings contains {
	"at": level.at,
	"subject": level.subject,
	"message": sprintf("`ACTIONS_ALLOW_UNSECURE_COMMANDS` lets whatever %s prints set variables and the search path of later steps.", [level.who]),
} if {
	some level in _levels
	some key, value in level.env
	key == "ACTIONS_ALLOW_UNSECURE_COMMANDS"
	_is_on(value)
}

_levels contains {"env": input.env, "at": ["env", "ACTIONS_ALLOW_UNSECURE_COMMANDS"], "subject": "workflow", "who": "any step of this workflow"}

_levels contains {"env": job.env, "at": ["jobs", name, "env", "ACTIONS_ALLOW_UNSECURE_COMMANDS"], "subject": name, "who": sprintf("any step of `%s`", [name])} if {
	some name, job in gha.jobs(input)
}

_levels contains {"env": found.step.env, "at": array.concat(found.path, ["env", "ACTIONS_ALLOW_UNSECURE_COMMANDS"]), "subject": gha.step_name(found), "who": sprintf("`%s`", [gha.step_name(found)])} if {
	some found in gha.steps(input)
}

_is_on(value) if gha.is_true(value)

_is_on(1)

_is_on("1")
