# METADATA
# title: Environment that only the run decides
# description: >-
#   The whole environment comes from an expression, which may switch on commands that any printed text can give, or set
#   the search path.
# custom:
#   id: maybe-insecure-commands
#   category: actions/insecure-commands
#   severity: low
#   confidence: low
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Name the variables one by one.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
# schemas:
#   - input: schema.actions
package groundwire.actions.maybe_insecure_commands

import data.groundwire.lib.actions as gha

findings contains {
	"at": level.at,
	"subject": level.subject,
	"message": "The whole environment comes from an expression: it may set `ACTIONS_ALLOW_UNSECURE_COMMANDS`, `PATH` or `LD_PRELOAD`.",
} if {
	some level in _levels
	gha.is_expression(level.env)
}

_levels contains {"env": input.env, "at": ["env"], "subject": "workflow"}

_levels contains {"env": job.env, "at": ["jobs", name, "env"], "subject": name} if {
	some name, job in gha.jobs(input)
}

_levels contains {"env": found.step.env, "at": array.concat(found.path, ["env"]), "subject": gha.step_name(found)} if {
	some found in gha.steps(input)
}
