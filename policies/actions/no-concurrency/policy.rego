# METADATA
# title: Workflow whose runs overlap
# description: >-
#   Runs of the same workflow go side by side, also when a newer one makes the older pointless: they wait for runners,
#   overwrite each other's results and finish in any order.
# custom:
#   id: no-concurrency
#   category: actions/no-concurrency
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Set a concurrency group, with cancel-in-progress where an older run is of no use.
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
# schemas:
#   - input: schema.actions
package groundwire.actions.no_concurrency

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["on"],
	"subject": "workflow",
	"message": sprintf("Runs of this workflow overlap: %s no concurrency group that cancels or queues the older one.", [_who]),
} if {
	gha.is_workflow(input)
	not gha.only_called(input)
	not gha.is_set(input, "concurrency")
	count(_free) > 0
	not _lost
}

findings contains {
	"at": ["concurrency"],
	"subject": "workflow/cancel",
	"message": sprintf("Runs of group `%s` queue up: without `cancel-in-progress` an older one still runs to its end before the newer.", [input.concurrency]),
} if {
	is_string(input.concurrency)
}

# Jobs that say nothing, or only a name.
_free contains name if {
	some name, job in gha.jobs(input)
	gha.is_normal(job)
	not is_object(object.get(job, "concurrency", null))
}

_who := sprintf("job `%s` has", [name]) if {
	[name] := [name | some name in _free]
} else := sprintf("%d jobs have", [count(_free)])

# concurrency-removed speaks about what the change took away.
_lost if gha.is_set(data.groundwire.before, "concurrency")
