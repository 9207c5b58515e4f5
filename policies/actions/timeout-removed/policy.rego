# METADATA
# title: Time limit taken away
# description: >-
#   Without the limit a step that hangs keeps its runner for six hours instead.
# custom:
#   id: timeout-removed
#   category: actions/missing-timeout
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Keep the limit, or raise it.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
# schemas:
#   - input: schema.actions
package groundwire.actions.timeout_removed

import data.groundwire.lib.actions as gha

findings contains {
	"at": lost.at,
	"subject": lost.subject,
	"message": sprintf("The time limit of `%s` is gone (it was %s): if it hangs, it holds the runner for up to six hours.", [lost.subject, _minutes(lost.old)]),
	"fix": {"name": "insert-before", "params": {"value": lost.old, "before": ["steps", "run", "uses"], "safe": true}},
} if {
	some lost in _lost
}

_lost contains {"at": ["jobs", name, "timeout-minutes"], "subject": name, "old": old} if {
	some name, job in gha.jobs(input)
	gha.is_normal(job)
	old := data.groundwire.before.jobs[name]["timeout-minutes"]
	not gha.is_set(job, "timeout-minutes")
}

_lost contains {"at": array.concat(found.path, ["timeout-minutes"]), "subject": gha.step_name(found), "old": old["timeout-minutes"]} if {
	some found in gha.steps(input)
	not gha.is_set(found.step, "timeout-minutes")
	not gha.is_set(input.jobs[found.job], "timeout-minutes")
	old := gha.same_step(data.groundwire.before, found)
	old["timeout-minutes"]
}

_minutes(value) := sprintf("%v minutes", [value]) if {
	is_number(value)
} else := sprintf("`%s`", [value])
