# METADATA
# title: Check for a bot that a person can pass
# description: >-
#   The actor is whoever did the last thing, not whoever wrote the code: a stranger lets the bot touch their pull request
#   last, and passes the check with their own commits.
# custom:
#   id: spoofable-bot-check
#   category: actions/unsound-condition
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Compare github.event.pull_request.user.login, and check that the branch is of this repository.
# related_resources:
#   - ref: https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
#   - ref: https://www.synacktiv.com/publications/github-actions-exploitation-dependabot
# schemas:
#   - input: schema.actions
package groundwire.actions.spoofable_bot_check

import data.groundwire.lib.actions as gha

findings contains {
	"at": condition.at,
	"subject": concat("/", [part | some part in array.slice(condition.at, 0, 2); is_string(part)]),
	"message": sprintf("`%s` is `%s` as soon as the bot did the last thing to a pull request, whoever wrote it: %s.", [check.context, check.bot, _effect]),
	"severity": _severity(check),
	"confidence": _confidence(check),
} if {
	some condition in input["$conditions"]
	some check in condition.bots
	check.context in _spoofable
	some event in gha.triggers(input)
	event in {"pull_request_target", "workflow_run", "issue_comment", "pull_request", "pull_request_review", "workflow_call"}
}

_spoofable := {"github.actor", "github.triggering_actor", "github.actor_id", "github.event.pull_request.sender.login", "github.event.pull_request.sender.id", "github.event.sender.login", "github.event.sender.id"}

_is_privileged if {
	some event in gha.triggers(input)
	event in gha.privileged_events
}

_effect := "with the token of this repository the rest of the job trusts it" if {
	_is_privileged
} else := "the rest of the job trusts it"

_severity(check) := "high" if {
	_is_privileged
	check.sole
} else := "medium" if {
	_is_privileged
} else := "low"

_confidence(check) := "high" if {
	check.sole
} else := "medium"
