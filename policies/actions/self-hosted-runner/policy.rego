# METADATA
# title: Runner of one's own
# description: >-
#   A runner of one's own keeps what a job leaves behind: files, processes and credentials of the next job are within
#   reach of whatever this one runs.
# custom:
#   id: self-hosted-runner
#   category: actions/self-hosted-runner
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Use ephemeral runners, and none of one's own for code of strangers.
# related_resources:
#   - ref: https://docs.github.com/en/actions/concepts/runners/self-hosted-runners
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.self_hosted_runner

import data.groundwire.lib.actions as gha

findings contains {
	"at": ["jobs", name, "runs-on"],
	"subject": name,
	"message": sprintf("Job `%s` runs on %s, where a job can leave something behind for the next.", [name, kind]),
} if {
	some name, job in gha.jobs(input)
	kind := gha.own_runner(job)
}
