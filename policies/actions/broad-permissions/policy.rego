# METADATA
# title: Permissions wider than a job needs
# description: >-
#   What stands at the top of a workflow holds for every job, so a job that only runs tests carries the token of the one
#   that publishes.
# custom:
#   id: broad-permissions
#   category: actions/excessive-permissions
#   severity: medium
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Move write access to the job that needs it, and name the scopes.
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/secure-your-work/use-github_token
#   - ref: https://www.cisecurity.org/benchmark/software_supply_chain_security
# schemas:
#   - input: schema.actions
package groundwire.actions.broad_permissions

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["permissions", scope],
	"subject": concat("/", ["workflow", scope]),
	"message": sprintf("`%s: write` holds for %s of this workflow, whichever needs it.", [scope, _count]),
	"severity": _severity(scope),
} if {
	gha.is_workflow(input)
	some scope in gha.writes(input.permissions)
	scope != "*"
}

findings contains {
	"at": block.at,
	"subject": block.subject,
	"message": sprintf("%s may read everything: code scanning results, packages, deployments and drafts of advisories.", [block.who]),
	"severity": "low",
} if {
	some block in _blocks
	block.permissions == "read-all"
}

_blocks contains {"at": ["permissions"], "subject": "workflow", "who": "Every job of this workflow", "permissions": input.permissions}

_blocks contains {"at": ["jobs", name, "permissions"], "subject": name, "who": sprintf("Job `%s`", [name]), "permissions": job.permissions} if {
	some name, job in gha.jobs(input)
}

_severity(scope) := "medium" if {
	scope in gha.strong_scopes
	count(input.jobs) > 1
} else := "low"

_count := "the one job" if {
	count(input.jobs) == 1
} else := sprintf("all %d jobs", [count(input.jobs)])
