# METADATA
# title: Rollback taken away
# description: >-
#   The deployment had a way back, and has none any more: a failure half-way stays until somebody mends it by hand.
# custom:
#   id: rollback-removed
#   category: actions/missing-rollback
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Keep the rollback.
# related_resources:
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_tracking_change_management_planned_changemgmt.html
# schemas:
#   - input: schema.actions
package groundwire.actions.rollback_removed

import data.groundwire.lib.actions as gha

findings contains {
	"at": deployment.path,
	"subject": name,
	"message": sprintf("Job `%s` still deploys (`%s`), and the way back of this workflow is gone%s.", [name, gha.deployment_name(deployment), _what]),
} if {
	some name, _ in gha.jobs(input)
	deployment := gha.deploys(input, name)
	gha.has_way_back(data.groundwire.before)
	not gha.has_way_back(input)
}

_what := sprintf(": it was `%s`", [min(names)]) if {
	names := {gha.step_name(found) | some found in gha.ways_back(data.groundwire.before)}
	count(names) > 0
} else := ""
