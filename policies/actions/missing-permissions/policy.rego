# METADATA
# title: Workflow without permissions
# description: >-
#   Without a permissions block the token has what the repository or organisation gives by default, which may be write
#   access to everything.
# custom:
#   id: missing-permissions
#   category: actions/excessive-permissions
#   severity: medium
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Add permissions to the workflow (contents read is enough for most) and give more to single jobs.
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/secure-your-work/use-github_token
#   - ref: https://www.cisecurity.org/benchmark/software_supply_chain_security
# schemas:
#   - input: schema.actions
package groundwire.actions.missing_permissions

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["permissions"],
	"subject": "workflow",
	"message": sprintf("No permissions are set for %s: %s.", [_names, _effect]),
	"severity": _severity,
	"fix": {"name": "insert-before", "params": {"value": {"contents": "read"}, "before": ["jobs"]}},
} if {
	count(_open) > 0
	not _lost
}

findings contains {
	"at": ["jobs", name, "permissions"],
	"subject": name,
	"message": sprintf("Job `%s` runs with the token that it happens to get: neither it nor the workflow says what it may do.", [name]),
	"severity": _severity,
	"fix": {"name": "insert-before", "params": {"value": {"contents": "read"}, "before": ["runs-on", "uses"]}},
} if {
	some name in _open
	not data.groundwire.before.jobs[name].permissions
	not _lost
}

_open contains name if {
	gha.is_workflow(input)
	not gha.is_set(input, "permissions")
	some name, job in gha.jobs(input)
	not gha.is_set(job, "permissions")
}

_effect := "their token has what the callers of this workflow give, however much that is" if {
	gha.only_called(input)
} else := "their token has what the repository gives by default, which may be write access to everything"

_severity := "low" if {
	gha.only_called(input)
} else := "medium"

# excessive-permissions speaks about a block that the change took away.
_lost if gha.is_set(data.groundwire.before, "permissions")

_names := sprintf("job `%s`", [name]) if {
	[name] := [name | some name in _open]
} else := sprintf("%d jobs", [count(_open)])
