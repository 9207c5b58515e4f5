# METADATA
# title: Code of pull requests on a runner of one's own
# description: >-
#   Whoever opens a pull request runs code on a machine of yours. It stays there after the job, in your network, and waits
#   for the next job's credentials.
# custom:
#   id: self-hosted-pull-request
#   category: actions/self-hosted-runner
#   severity: high
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Run pull requests on hosted or ephemeral runners, and ask for approval of all outside contributors.
# related_resources:
#   - ref: https://docs.github.com/en/actions/concepts/runners/self-hosted-runners
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.self_hosted_pull_request

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["jobs", name, "runs-on"],
	"subject": name,
	"message": sprintf("`%s` runs the code of pull requests in job `%s` on %s: whoever may open one can leave something there for the next job.", [event, name, kind]),
} if {
	event := min(gha.triggers(input) & {"pull_request", "pull_request_target"})
	some name, job in gha.jobs(input)
	kind := gha.own_runner(job)
}
