# METADATA
# title: Deployment with no way back
# description: >-
#   When a deployment fails half-way, whoever is on call has to find out by hand what ran before and how to bring it back.
# custom:
#   id: missing-rollback
#   category: actions/missing-rollback
#   severity: low
#   confidence: low
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Add a step for the failure (helm --atomic, kubectl rollout undo, the previous release), or a workflow that deploys a version by name.
# related_resources:
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_tracking_change_management_planned_changemgmt.html
# schemas:
#   - input: schema.actions
package groundwire.actions.missing_rollback

import data.groundwire.lib.actions as gha

findings contains {
	"at": deployment.path,
	"subject": name,
	"message": sprintf("Job `%s` deploys (`%s`) and nothing here says what happens when that fails: no rollback, no previous version to go back to.", [name, gha.deployment_name(deployment)]),
} if {
	gha.goes_live(input)
	some name, _ in gha.jobs(input)
	deployment := gha.deploys(input, name)
	not gha.has_way_back(input)
}
