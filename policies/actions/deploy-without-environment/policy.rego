# METADATA
# title: Deployment without an environment
# description: >-
#   Without an environment nobody is asked, any branch may deploy, and GitHub keeps no record of what is live and what was
#   before.
# custom:
#   id: deploy-without-environment
#   category: actions/deploy-without-environment
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Name an environment in the job, and keep its secrets and rules there.
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_tracking_change_management_planned_changemgmt.html
# schemas:
#   - input: schema.actions
package groundwire.actions.deploy_without_environment

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["jobs", name, "environment"],
	"subject": name,
	"message": sprintf("Job `%s` deploys (`%s`) without an environment: no rule says who may, from which branch, and nothing records what was live before.", [name, gha.deployment_name(deployment)]),
} if {
	some name, job in gha.jobs(input)
	gha.goes_live(input)
	not gha.is_set(job, "environment")
	deployment := gha.deploys(input, name)
	not _lost(name)
}

# environment-removed speaks about what the change took away.
_lost(name) if gha.is_set(data.groundwire.before.jobs[name], "environment")
