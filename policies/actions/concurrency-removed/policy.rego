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

# The group is still there, and no longer ends what a newer run has made pointless. Where it deploys, that is a gain.
findings contains {
	"at": array.concat(kept.at, ["cancel-in-progress"]),
	"subject": kept.subject,
	"message": sprintf("`cancel-in-progress` of `%s` is gone: runs for commits that nobody waits for any more go on, and newer ones wait behind them.", [_group(kept.old)]),
	"severity": "low",
	"fix": {"name": "set-field", "params": {"value": kept.old["cancel-in-progress"], "safe": true}},
} if {
	some kept in _kept
	gha.is_true(kept.old["cancel-in-progress"])
	not gha.is_set(kept.now, "cancel-in-progress")
	not _deploying(kept.jobs)
}

_kept contains {"at": ["concurrency"], "subject": "workflow", "old": data.groundwire.before.concurrency, "now": input.concurrency, "jobs": [name | some name, _ in gha.jobs(input)]} if {
	is_object(input.concurrency)
}

_kept contains {"at": ["jobs", name, "concurrency"], "subject": name, "old": data.groundwire.before.jobs[name].concurrency, "now": job.concurrency, "jobs": [name]} if {
	some name, job in gha.jobs(input)
	is_object(job.concurrency)
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
	not _moved_up
}

# The workflow has a group now, and had none.
_moved_up if {
	gha.is_set(input, "concurrency")
	not gha.is_set(data.groundwire.before, "concurrency")
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
