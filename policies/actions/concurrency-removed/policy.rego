# METADATA
# title: Concurrency group taken away
# description: >-
#   Without the group two runs go side by side: the older of two deployments may be the one that stays.
# custom:
#   id: concurrency-removed
#   category: actions/no-concurrency
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Keep the concurrency group.
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
# schemas:
#   - input: schema.actions
package groundwire.actions.concurrency_removed

import data.groundwire.lib.actions as gha

findings contains {
	"at": lost.at,
	"subject": lost.subject,
	"message": sprintf("The concurrency group of %s is gone (it was `%s`): its runs overlap from now on%s.", [lost.who, _group(lost.old), _effect(lost.jobs)]),
	"severity": _severity(lost.jobs),
	"fix": {"name": "insert-before", "params": {"value": lost.old, "before": ["runs-on", "uses", "jobs"], "safe": true}},
} if {
	some lost in _lost
}

_lost contains {"at": ["concurrency"], "subject": "workflow", "who": "this workflow", "old": data.groundwire.before.concurrency, "jobs": [name | some name, _ in gha.jobs(input)]} if {
	gha.is_set(data.groundwire.before, "concurrency")
	not gha.is_set(input, "concurrency")
	some job in gha.jobs(input)
	not gha.is_set(job, "concurrency")
}

_lost contains {"at": ["jobs", name, "concurrency"], "subject": name, "who": sprintf("job `%s`", [name]), "old": job.concurrency, "jobs": [name]} if {
	some name, job in gha.jobs(data.groundwire.before)
	gha.is_set(job, "concurrency")
	now := gha.jobs(input)[name]
	not gha.is_set(now, "concurrency")
	not gha.is_set(input, "concurrency")
}

_group(old) := old if {
	is_string(old)
} else := old.group if {
	is_string(old.group)
} else := "?"

_deploying(names) if {
	some name in names
	gha.deploys(input, name)
}

_effect(names) := ", and the older of two deployments may be the one that stays" if {
	_deploying(names)
} else := ""

_severity(names) := "high" if {
	_deploying(names)
} else := "medium"
