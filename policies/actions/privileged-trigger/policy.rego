# METADATA
# title: Trigger that gives strangers the rights of the repository
# description: >-
#   The workflow runs with the repository's own token and secrets although anybody may cause it. It stays safe only as
#   long as no step touches what the stranger wrote.
# custom:
#   id: privileged-trigger
#   category: actions/dangerous-trigger
#   severity: medium
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Use pull_request where it is enough; else keep the job small, without a checkout of the proposal and with the least permissions.
# related_resources:
#   - ref: https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.privileged_trigger

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["on"],
	"subject": event,
	"message": sprintf("`%s` starts this workflow with the repository's own token and secrets, and anybody can cause it by %s.", [event, _cause[event]]),
} if {
	some event in gha.triggers(input)
	_cause[event]
	not _only_labels
}

_cause := {"pull_request_target": "opening a pull request", "workflow_run": "a pull request whose run it follows"}

# Reads file names only, and is what the trigger was made for.
_only_labels if {
	[job] := [job | some job in gha.jobs(input)]
	[step] := job.steps
	gha.calls_action(step, "actions/labeler")
}
