package groundwire.terraform.iam_oidc_trust_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_oidc_trust as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_github := "token.actions.githubusercontent.com"

_trust(condition) := modules.resource("aws_iam_role", "ci", {"assume_role_policy": json.marshal({"Statement": [object.union(
	{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": sprintf("arn:aws:iam::123456789012:oidc-provider/%s", [_github])}},
	condition,
)]})})

_sub(value) := _trust({"Condition": {"StringLike": {sprintf("%s:sub", [_github]): value}}})

test_no_condition_on_whose if {
	[finding] := _found(_trust({}), null)
	finding.at == ["resource", "aws_iam_role", "ci", 0, "assume_role_policy", "Statement", 0]
	contains(finding.message, "trusts GitHub Actions: no condition asks whose pipeline it is")
	count(_found(_trust({"Condition": {"StringEquals": {sprintf("%s:aud", [_github]): "sts.amazonaws.com"}}}), null)) == 1
}

test_conditions_that_fit_others if {
	every value in ["*", "repo:*", "repo:*/infra:*", "repo:shop*/infra:*", ["repo:shop/infra:*", "*"], "workflow:deploy", "environment:production"] {
		count(_found(_sub(value), null)) == 1
	}
	[finding] := _found(_sub("repo:*"), null)
	finding.at == ["resource", "aws_iam_role", "ci", 0, "assume_role_policy", "Statement", 0, "Condition"]
}

test_conditions_that_do_not if {
	every value in ["repo:shop/infra:*", "repo:shop/*", "repo:shop/infra:ref:refs/heads/main", {"$unknown": "var.sub"}, "repository_owner:shop", "environment:production:repo:shop/infra"] {
		count(_found(_sub(value), null)) == 0
	}
	count(_found(_trust({"Condition": {"StringEquals": {sprintf("%s:repository_owner_id", [_github]): "1"}}}), null)) == 0
	count(_found(_trust({"Condition": {"$unknown": "var.condition"}}), null)) == 0
}

test_a_document_and_a_provider_by_reference if {
	statement := {"actions": ["sts:AssumeRoleWithWebIdentity"], "principals": [{"type": "Federated", "identifiers": [{"$unknown": "aws_iam_openid_connect_provider.github.arn"}]}]}
	provider := {"aws_iam_openid_connect_provider": {"github": [{"url": "https://token.actions.githubusercontent.com"}]}}
	[finding] := _found(modules.module({"data": {"aws_iam_policy_document": {"ci": [{"statement": [statement]}]}}, "resource": provider}), null)
	finding.at == ["data", "aws_iam_policy_document", "ci", 0, "statement", 0]
	wide := object.union(statement, {"condition": [{"test": "StringLike", "variable": "token.actions.githubusercontent.com:sub", "values": ["repo:*"]}]})
	[condition] := _found(modules.module({"data": {"aws_iam_policy_document": {"ci": [{"statement": [wide]}]}}, "resource": provider}), null)
	condition.at == ["data", "aws_iam_policy_document", "ci", 0, "statement", 0, "condition"]
}

test_providers_of_one_s_own if {
	count(_found(
		modules.resource("aws_iam_role", "pod", {"assume_role_policy": json.marshal({"Statement": [{
			"Effect": "Allow",
			"Action": "sts:AssumeRoleWithWebIdentity",
			"Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/A"},
		}]})}),
		null,
	)) == 0
}
