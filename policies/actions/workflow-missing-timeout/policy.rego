# METADATA
# title: Job without a time limit
# description: >-
#   A step that hangs keeps its runner for six hours, which is GitHub's limit: the queue stands still behind it and the
#   minutes are paid.
# custom:
#   id: workflow-missing-timeout
#   category: actions/missing-timeout
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Set timeout-minutes to a few times what the job usually takes.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
# schemas:
#   - input: schema.actions
package groundwire.actions.workflow_missing_timeout

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["jobs", name, "timeout-minutes"],
	"subject": name,
	"message": sprintf("Job `%s` has no time limit: a step that hangs holds its runner for six hours%s.", [name, _effect(name, job)]),
	"fix": {"name": "insert-before", "params": {"value": 30, "before": ["steps"]}},
} if {
	some name, job in gha.jobs(input)
	gha.is_normal(job)
	is_array(job.steps)
	not gha.is_set(job, "timeout-minutes")
	not _all_steps_end(job)
	not _lost(name)
}

_effect(_, job) := ", and the group waits behind it" if {
	gha.is_set(job, "concurrency")
} else := ""

_all_steps_end(job) if {
	count(job.steps) > 0
	every step in job.steps {
		gha.is_set(step, "timeout-minutes")
	}
}

# timeout-removed speaks about what the change took away.
_lost(name) if gha.is_set(data.groundwire.before.jobs[name], "timeout-minutes")
