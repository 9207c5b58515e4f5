# METADATA
# title: All secrets passed to another workflow
# description: >-
#   The called workflow gets every secret of the caller, whatever it needs. A change there, perhaps in another repository,
#   can use them all.
# custom:
#   id: secrets-inherit
#   category: actions/secrets-exposure
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Pass by name the secrets that the called workflow declares.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secrets
#   - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
# schemas:
#   - input: schema.actions
package groundwire.actions.secrets_inherit

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["jobs", name, "secrets"],
	"subject": name,
	"message": sprintf("Job `%s` hands every secret it can see to `%s`, whatever that one needs.", [name, trim_space(job.uses)]),
	"severity": _severity(job.uses),
} if {
	some name, job in gha.jobs(input)
	job.secrets == "inherit"
	is_string(job.uses)
}

_severity(uses) := "medium" if {
	gha.is_remote(uses)
} else := "low"
