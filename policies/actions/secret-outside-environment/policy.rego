# METADATA
# title: Secret of the whole repository
# description: >-
#   A secret that is no environment's is within reach of every workflow on every branch: no reviewer and no branch rule
#   stands before it.
# custom:
#   id: secret-outside-environment
#   category: actions/secrets-exposure
#   severity: low
#   confidence: low
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Keep the secret in an environment with protection rules, and name the environment in the job.
# related_resources:
#   - ref: https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
#   - ref: https://docs.github.com/en/actions/reference/security/secrets
# schemas:
#   - input: schema.actions
package groundwire.actions.secret_outside_environment

import data.groundwire.lib.actions as gha

findings contains {
	"at": first.at,
	"subject": concat("/", [name, trim_prefix(secret, "secrets.")]),
	"message": sprintf("Job `%s` takes `%s` without an environment: if it is a secret of the repository, any workflow on any branch can take it.", [name, trim_prefix(secret, "secrets.")]),
} if {
	some name, job in gha.jobs(input)
	gha.is_normal(job)
	not gha.is_set(job, "environment")
	not gha.only_called(input)
	some secret in _secrets_in(name)
	first := [expression |
		some expression in input["$expressions"]
		gha.below(expression.in, ["jobs", name])
		secret in expression.mentions
	][0]
}

_secrets_in(name) := {secret |
	some expression in input["$expressions"]
	gha.below(expression.in, ["jobs", name])
	some secret in expression.mentions
	startswith(secret, "secrets.")
	secret != "secrets.github_token"
}
