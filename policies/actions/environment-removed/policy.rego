# METADATA
# title: Environment taken away
# description: >-
#   With the environment go its reviewers, its branch rules and its secrets: the job runs for whoever may push, or fails
#   for lack of a secret.
# custom:
#   id: environment-removed
#   category: actions/deploy-without-environment
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Keep the environment.
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_tracking_change_management_planned_changemgmt.html
# schemas:
#   - input: schema.actions
package groundwire.actions.environment_removed

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["jobs", name, "environment"],
	"subject": name,
	"message": sprintf("Job `%s` no longer runs in the environment `%s`: its reviewers, branch rules and secrets do not apply any more.", [name, _name(old)]),
	"severity": _severity(name),
	"fix": {"name": "insert-before", "params": {"value": old, "before": ["steps", "uses"], "safe": true}},
} if {
	some name, job in gha.jobs(input)
	old := data.groundwire.before.jobs[name].environment
	not gha.is_set(job, "environment")
}

_name(old) := old if {
	is_string(old)
} else := old.name if {
	is_string(old.name)
} else := "?"

_severity(name) := "high" if {
	gha.deploys(data.groundwire.before, name)
} else := "high" if {
	count(gha.secrets_of(input, name)) > 0
} else := "medium"
