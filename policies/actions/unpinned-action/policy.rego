# METADATA
# title: Third-party action by a movable name, in a job with power
# description: >-
#   A tag or branch is whatever its owner, or whoever has taken over their account, points it at. The next run executes
#   that code with the secrets and the token of the job.
# custom:
#   id: unpinned-action
#   category: actions/unpinned-action
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Pin the action to the full hash of a commit, with the version in a comment.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
#   - ref: https://www.cisecurity.org/benchmark/software_supply_chain_security
# schemas:
#   - input: schema.actions
package groundwire.actions.unpinned_action

import data.groundwire.lib.actions as gha

findings contains object.union(
	{
		"at": call.at,
		"subject": _subject(call),
		"message": sprintf("`%s` is no longer pinned: it was `%s`, and `%s` is what its owner points it at when the job runs.", [call.uses, substring(gha.action_ref(old), 0, 12), _ref_text(call)]),
		"severity": "high",
	},
	{"fix": {"name": "set-field", "params": {"value": old, "safe": true}}},
) if {
	some call in gha.calls(input)
	_is_movable(call)
	old := _lost_pin(call)
}

# One remark an action: the other places are beside it.
findings contains {
	"at": calls[0].at,
	"subject": gha.action_name(uses),
	"message": sprintf("`%s` runs whatever `%s` points at that day, and job `%s` has %s%s.", [uses, _ref_text(calls[0]), calls[0].job, gha.power(input, calls[0].job), _others(calls)]),
	"severity": _severity(calls[0]),
	"related": [{"at": call.at} | some call in array.slice(calls, 1, 20)],
} if {
	some uses in {call.uses | some call in gha.calls(input)}
	calls := sort([call |
		some found in gha.calls(input)
		found.uses == uses
		_is_movable(found)
		not _lost_pin(found)
		gha.is_strangers(uses)
		gha.power(input, found.job)
		call := {"at": found.at, "job": found.job, "uses": uses}
	])
	count(calls) > 0
}

_is_movable(call) if {
	gha.is_remote(call.uses)
	not gha.is_commit(gha.action_ref(call.uses))
}

_subject(call) := concat("/", [part | some part in [call.job, gha.action_name(call.uses)]; part != ""])

_others(calls) := "" if count(calls) == 1

_others(calls) := sprintf(" (%d more places)", [count(calls) - 1]) if count(calls) > 2

_others(calls) := " (1 more place)" if count(calls) == 2

_ref_text(call) := ref if {
	ref := gha.action_ref(call.uses)
	ref != ""
} else := "its default branch"

_severity(call) := "high" if {
	gha.action_ref(call.uses) in {"", "main", "master", "latest", "develop", "dev", "HEAD", "trunk", "next"}
} else := "medium"

# The hash by which the job called the action at base, where it called it so more often than now.
_lost_pin(call) := old if {
	pins := _pins(data.groundwire.before, call)
	count(pins) > count(_pins(input, call))
	old := min(pins)
}

# Once for each place.
_pins(document, call) := [other.uses |
	some other in gha.calls(document)
	other.job == call.job
	gha.action_name(other.uses) == gha.action_name(call.uses)
	gha.is_commit(gha.action_ref(other.uses))
]
