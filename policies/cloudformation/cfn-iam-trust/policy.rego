# METADATA
# title: Anybody may take on a role
# description: >-
#   A role that trusts everybody is used by everybody who learns its name, with all its rights and without any key that
#   could be revoked.
# custom:
#   id: cfn-iam-trust
#   category: cloudformation/iam-trust
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Name the roles or services that may take it on, and ask for a condition where others are trusted.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_iam_trust

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some statement in cfn.trust_statements(input)
	statement.allows
	some principal in cfn.principals(statement)
	cfn.is_everybody(principal)
	not cfn.is_narrowed(statement)
	finding := {
		"at": cfn.part_path(statement, "Principal"),
		"subject": sprintf("%s/everybody", [statement.found.id]),
		"message": sprintf("Anybody with an AWS account may take on `%s`: its trust policy names `%s`.", [statement.found.id, principal]),
		"severity": "critical",
	}
}

findings contains finding if {
	some statement in cfn.trust_statements(input)
	statement.allows
	object.get(statement.statement, "NotPrincipal", null) != null
	finding := {
		"at": cfn.part_path(statement, "NotPrincipal"),
		"subject": sprintf("%s/NotPrincipal", [statement.found.id]),
		"message": sprintf("Everybody but those in `NotPrincipal` may take on `%s`, from any account.", [statement.found.id]),
		"severity": "critical",
	}
}

# More than to take it on: the statement says nothing good, or was meant for another policy.
findings contains finding if {
	some statement in cfn.trust_statements(input)
	statement.allows
	some action in statement.actions
	_is_too_much(action)
	finding := {
		"at": cfn.part_path(statement, "Action"),
		"subject": sprintf("%s/%s", [statement.found.id, action]),
		"message": sprintf("The trust policy of `%s` allows `%s`: those it trusts may take it on in every way, with session tags of their own.", [statement.found.id, action]),
		"severity": "medium",
	}
}

_is_too_much(action) if cfn.is_every_action(action)

_is_too_much(action) if cfn.service_of(action)

# Workflows of everybody's repositories share one provider.
findings contains finding if {
	some statement in cfn.trust_statements(input)
	statement.allows
	some provider in cfn.as_list(object.get(statement.statement, ["Principal", "Federated"], []))
	host := _shared_provider(provider)
	not _names_subject(statement, host)
	finding := {
		"at": cfn.part_path(statement, "Principal"),
		"subject": sprintf("%s/%s", [statement.found.id, host]),
		"message": sprintf("Any project on `%s` may take on `%s`: no condition names the repository (`%s:sub`).", [host, statement.found.id, host]),
		"severity": "critical",
	}
}

_shared_provider(provider) := host if {
	some host in ["token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io", "oidc.circleci.com", "bitbucket.org"]
	contains(cfn.text_of(provider), host)
}

# A subject that begins with a wildcard names nobody.
_names_subject(statement, host) if {
	some conditions in object.get(statement.statement, "Condition", {})
	some key, values in conditions
	startswith(lower(key), host)
	endswith(lower(key), ":sub")
	every value in cfn.as_list(values) {
		not _begins_open(cfn.text_of(value))
	}
}

# Keys that hold references are no keys that could be read.
_names_subject(statement, _) if {
	some conditions in object.get(statement.statement, "Condition", {})
	cfn.is_unknown(conditions)
}

_names_subject(statement, _) if cfn.is_unknown(object.get(statement.statement, "Condition", null))

_begins_open(value) if startswith(value, "*")

_begins_open(value) if startswith(value, "repo:*")
