# METADATA
# title: Token of the checkout leaves the job, or is kept again
# description: >-
#   actions/checkout writes the token into .git/config. Whoever downloads an artifact that holds the directory has the
#   token while the job runs.
# custom:
#   id: persisted-credentials
#   category: actions/persisted-credentials
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Set persist-credentials to false, and upload only what the build makes.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
#   - ref: https://github.com/actions/checkout#usage
# schemas:
#   - input: schema.actions
package groundwire.actions.persisted_credentials

import data.groundwire.lib.actions as gha

findings contains {
	"at": array.concat(found.path, ["with", "persist-credentials"]),
	"subject": gha.step_name(found),
	"message": sprintf("`%s` leaves the job's token in `.git/config`, and `%s` uploads `%s` with it: whoever downloads the artifact while the job runs can use it.", [gha.step_name(found), gha.step_name(upload), trim_space(upload.step["with"].path)]),
	"severity": "high",
	"fix": {"name": "set-field", "params": {"value": false}},
} if {
	some found in gha.steps(input)
	gha.keeps_credentials(found.step)
	not gha.lost_refusal(found)
	not _stays_outside(found.step)
	some upload in gha.steps(input)
	upload.job == found.job
	upload.index > found.index
	gha.calls_action(upload.step, "actions/upload-artifact")
	_holds_git(upload.step["with"])
	_keeps_hidden(upload.step)
}

findings contains {
	"at": array.concat(found.path, ["with", "persist-credentials"]),
	"subject": gha.step_name(found),
	"message": sprintf("`%s` keeps the job's token on disk again: `persist-credentials: false` is gone, so every later step and every package it installs can push with it.", [gha.step_name(found)]),
	"fix": {"name": "set-field", "params": {"value": false, "safe": true}},
} if {
	some found in gha.steps(input)
	gha.lost_refusal(found)
}

# From version 6 on the token stands outside of the checked-out directory.
_stays_outside(step) if {
	gha.major(gha.action_ref(trim_space(step.uses))) >= 6
}

_holds_git(options) if {
	some line in split(options.path, "\n")
	trim_space(line) in {".", "./", "*", "**", "./*", "./**", "${{ github.workspace }}", "${{ github.workspace }}/", "${{github.workspace}}", ".git", "./.git"}
}

# From version 4.4 on the upload leaves hidden files out unless it is told not to.
_keeps_hidden(step) if gha.is_true(step["with"]["include-hidden-files"])

_keeps_hidden(step) if {
	not gha.is_set(step["with"], "include-hidden-files")
	gha.major(gha.action_ref(trim_space(step.uses))) < 4
}
