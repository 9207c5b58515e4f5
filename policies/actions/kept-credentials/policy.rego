# METADATA
# title: Checkout that keeps the token on disk
# description: >-
#   actions/checkout writes the token to disk for later git commands. Every later step of the job, and every package that
#   it installs, can read it and push.
# custom:
#   id: kept-credentials
#   category: actions/persisted-credentials
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Set persist-credentials to false where no later step runs git against GitHub.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
#   - ref: https://github.com/actions/checkout#usage
# schemas:
#   - input: schema.actions
package groundwire.actions.kept_credentials

import data.groundwire.lib.actions as gha

findings contains {
	"at": array.concat(found.path, ["with", "persist-credentials"]),
	"subject": gha.step_name(found),
	"message": _message(found),
	"confidence": _confidence(found),
	"fix": {"name": "set-field", "params": {"value": false}},
} if {
	some found in gha.steps(input)
	gha.keeps_credentials(found.step)
	not gha.lost_refusal(found)
}

_message(found) := sprintf("`%s` leaves the job's token on disk for all later steps, as it was told to.", [gha.step_name(found)]) if {
	gha.is_true(gha.option(found.step, "persist-credentials"))
} else := sprintf("`%s` may leave the job's token on disk: whether it does is decided by an expression.", [gha.step_name(found)]) if {
	_is_decided_later(found.step)
} else := sprintf("`%s` leaves the job's token on disk, where every later step can read it.", [gha.step_name(found)])

_confidence(found) := "low" if {
	_is_decided_later(found.step)
} else := "high"

_is_decided_later(step) if is_string(step["with"])

_is_decided_later(step) if gha.is_expression(gha.option(step, "persist-credentials"))
