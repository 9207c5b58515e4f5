# METADATA
# title: Anybody's pipeline may take on a role
# description: >-
#   The provider signs tokens for all of its customers. Without a condition on whose pipeline asks, anybody's gets the
#   role.
# custom:
#   id: iam-oidc-trust
#   category: terraform/iam-oidc-trust
#   severity: critical
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Ask for the repository in a condition on sub (repo:owner/name:...), and for the audience.
# related_resources:
#   - ref: https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_oidc_trust

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some admission in tf.current_admissions
	admission.kind == "trust"
	some name in admission.who
	name.kind == "Federated"
	some host, provider in _providers
	_is_from(name.name, host)
	reason := _reason(admission, provider)
	finding := tf.remark(admission.found, reason.at, {"message": sprintf("`%s` trusts %s: %s.", [admission.found.address, provider.text, reason.text])})
}

# Providers that sign for everybody: how their claims begin that say who, and those which anybody may choose.
_providers := {
	"token.actions.githubusercontent.com": {
		"text": "GitHub Actions",
		"claims": {"sub", "repository", "repository_id", "repository_owner", "repository_owner_id", "job_workflow_ref"},
		"begins": "repo:",
		"chosen": {"workflow", "environment", "ref", "context", "head_ref", "base_ref"},
	},
	"gitlab.com": {"text": "GitLab", "claims": {"sub", "namespace_id", "namespace_path", "project_id", "project_path"}, "begins": "project_path:", "chosen": set()},
	"app.terraform.io": {"text": "HCP Terraform", "claims": {"sub"}, "begins": "organization:", "chosen": set()},
	"agent.buildkite.com": {"text": "Buildkite", "claims": {"sub", "organization_slug"}, "begins": "organization:", "chosen": set()},
	"oidc.circleci.com": {"text": "CircleCI", "claims": {"sub", "aud"}, "begins": "org/", "chosen": set()},
	"api.bitbucket.org": {"text": "Bitbucket", "claims": {"sub", "aud"}, "begins": "", "chosen": set()},
	"cognito-identity.amazonaws.com": {"text": "Cognito", "claims": {"aud", "sub"}, "begins": "", "chosen": set()},
}

# By its ARN, by the resource that makes it, or by its name.
_is_from(name, host) if {
	is_string(name)
	contains(name, host)
}

_is_from(name, host) if {
	some provider in array.concat(tf.resources(input, ["aws_iam_openid_connect_provider"]), tf.blocks(input, "data", ["aws_iam_openid_connect_provider"]))
	tf.referred(name) == provider.address
	contains(provider.block.url, host)
}

# A claim may have the provider's name before it.
_claim(condition) := lower(parts[count(parts) - 1]) if parts := split(condition.variable, ":")

_asks(admission, provider) := [condition | some condition in admission.conditions; _claim(condition) in provider.claims]

_reason(admission, provider) := {"at": admission.path, "text": "no condition asks whose pipeline it is, so that anybody's takes on the role"} if {
	count(_asks(admission, provider)) == 0
	not _has_unknown(admission)
} else := {"at": _place(admission), "text": sprintf("its condition `%s` fits pipelines of others, too", [open[0]])} if {
	not _has_unknown(admission)
	every condition in _asks(admission, provider) {
		count(_too_wide(condition, provider)) > 0
	}
	open := [value | some condition in _asks(admission, provider); some value in _too_wide(condition, provider)]
}

_has_unknown(admission) if {
	some condition in admission.conditions
	condition.variable == "$unknown"
}

# Values that do not name whose it is.
_too_wide(condition, provider) := [value |
	_claim(condition) == "sub"
	some value in condition.values
	is_string(value)
	not _names_somebody(value, provider)
]

_names_somebody(value, provider) if {
	startswith(value, provider.begins)
	owner := split(split(trim_prefix(value, provider.begins), "/")[0], ":")[0]
	trim(owner, "*?") != ""
	not contains(owner, "*")
	not _is_chosen(value, provider)
}

# A claim of its own making that stands first, with the repository after it.
_names_somebody(value, provider) if {
	not startswith(value, provider.begins)
	contains(value, ":")
	not startswith(value, "*")
	not _is_chosen(value, provider)
}

_is_chosen(value, provider) if {
	split(value, ":")[0] in provider.chosen
	not contains(value, provider.begins)
}

_place(admission) := array.concat(admission.path, ["Condition"]) if admission.found.kind != "data"

_place(admission) := array.concat(admission.path, ["condition"]) if admission.found.kind == "data"
