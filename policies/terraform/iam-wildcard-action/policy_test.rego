package groundwire.terraform.iam_wildcard_action_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_wildcard_action as rule

_data(statement) := modules.module({"data": {"aws_iam_policy_document": {"admin": [{"statement": [statement]}]}}})

_only(module, before) := finding if {
	[finding] := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_silent(module) if count(rule.findings) == 0 with input as module

test_everything if {
	finding := _only(modules.policy([modules.allow("*", "*")]), null)
	finding.document == 0
	finding.at == ["resource", "aws_iam_policy", "deployer", 0, "policy", "Statement", 0, "Action"]
	finding.subject == "aws_iam_policy.deployer"
	finding.severity == "high"
	finding.message == "`aws_iam_policy.deployer` may do anything (`*` on `*`)."
}

test_everything_in_a_list_beside_others if {
	finding := _only(modules.policy([modules.allow(["s3:GetObject", "*"], ["arn:aws:s3:::b1", "*"])]), null)
	finding.message == "`aws_iam_policy.deployer` may do anything (`*` on `*`)."
}

test_a_single_statement_and_one_without_effect if {
	module := modules.resource("aws_iam_role_policy", "p", {"role": {"$unknown": "aws_iam_role.worker.id"}, "policy": `{"Statement":{"Action":"*","Resource":"*"}}`})
	finding := _only(module, null)
	finding.at == ["resource", "aws_iam_role_policy", "p", 0, "policy", "Statement", "Action"]
	finding.message == "The role `worker` may do anything (`*` on `*`)."
}

test_everything_with_one_thing if {
	finding := _only(modules.policy([modules.allow("*", {"$unknown": "aws_s3_bucket.logs.arn"})]), null)
	finding.severity == "medium"
	finding.message == "`aws_iam_policy.deployer` may do anything (`*`) with `aws_s3_bucket.logs.arn`."
}

test_arguments_of_modules if {
	text := json.marshal({"Statement": [modules.allow("*", "*")]})
	call := modules.module({"module": {"policy": [{"source": "terraform-aws-modules/iam/aws//modules/iam-policy", "name": "ops", "policy": text}]}})
	_only(call, null).at == ["module", "policy", 0, "policy", "Statement", 0, "Action"]
	lambda := {"source": "terraform-aws-modules/lambda/aws", "policy_statements": {"all": {"effect": "Allow", "actions": ["*"], "resources": ["*"]}}}
	finding := _only(modules.module({"module": {"job": [lambda]}}), null)
	finding.at == ["module", "job", 0, "policy_statements", "all", "actions"]
	finding.message == "`module.job` may do anything (`*` on `*`)."
	bucket := {"source": "terraform-aws-modules/s3-bucket/aws", "policy": json.marshal({"Statement": [object.union(modules.allow("*", "*"), {"Principal": "*"})]})}
	_silent(modules.module({"module": {"logs": [bucket]}}))
}

test_what_was_before if {
	before := modules.policy([modules.allow("s3:GetObject", "arn:aws:s3:::logs/*")])
	finding := _only(modules.policy([modules.allow("*", "*")]), before)
	finding.message == "`aws_iam_policy.deployer` may do anything (`*` on `*`); before: `s3:GetObject` on `arn:aws:s3:::logs/*`."
}

test_a_new_wildcard_beside_an_old_one_is_told_apart if {
	before := modules.policy([modules.allow(["s3:*"], "*")])
	now := modules.policy([modules.allow(["s3:*", "ec2:*"], "*")])
	found := rule.findings with input as now with data.groundwire.before as before
	{f.subject | some f in found} == {"aws_iam_policy.deployer", "aws_iam_policy.deployer/ec2:*"}
	{f.subject | some f in rule.findings} == {"aws_iam_policy.deployer"} with input as before
}

test_denials_and_unknown_values_are_silent if {
	_silent(modules.policy([{"Effect": "Deny", "Action": "*", "Resource": "*"}]))
	_silent(modules.policy([modules.allow({"$unknown": "var.actions"}, "*")]))
	_silent(modules.resource("aws_iam_policy", "p", {"policy": {"$unknown": "var.policy"}}))
	_silent(modules.resource("aws_iam_policy", "p", {"policy": "no JSON"}))
	_silent(modules.resource("aws_iam_policy", "p", {"policy": "[]"}))
	_silent(modules.policy([modules.allow("s3:Get*", "*")]))
}

test_a_whole_service if {
	finding := _only(modules.policy([modules.allow(["iam:*", "s3:*"], "*")]), null)
	finding.severity == "high"
	finding.message == "`aws_iam_policy.deployer` may do everything with `iam:*`, `s3:*`, on every resource: that is to give itself any right."
	_only(modules.policy([modules.allow("s3:*", "arn:aws:s3:::*")]), null).severity == "medium"
	endswith(_only(modules.policy([modules.allow(["eks:*", "s3:*", "dynamodb:*"], "*")]), null).message, "on every resource: deleting any cluster.")
	_silent(modules.policy([modules.allow("logs:*", "*")]))
	_silent(modules.policy([modules.allow("s3:*", "arn:aws:s3:::logs/*")]))
}

test_services_that_are_allowed if {
	module := modules.policy([modules.allow(["s3:*", "sqs:*"], "*")])
	[finding] := [f | some f in rule.findings] with input as module with data.groundwire.params as {"iam-wildcard-action": {"allowedServices": ["s3"]}}
	finding.message == "`aws_iam_policy.deployer` may do everything with `sqs:*`, on every resource: reading and deleting any queue."
}

test_everything_but if {
	statement := {"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"}
	finding := _only(modules.policy([statement]), null)
	finding.message == "`aws_iam_policy.deployer` may do anything but `iam:*`, `organizations:*` on `*`: what AWS adds is allowed, too."
	finding.at == ["resource", "aws_iam_policy", "deployer", 0, "policy", "Statement", 0, "NotAction"]
}

test_a_data_block if {
	finding := _only(_data({"actions": ["*"], "resources": ["*"]}), null)
	finding.at == ["data", "aws_iam_policy_document", "admin", 0, "statement", 0, "actions"]
	finding.subject == "data.aws_iam_policy_document.admin"
	_silent(_data({"effect": "Deny", "actions": ["*"], "resources": ["*"]}))
}

test_a_data_block_is_told_once_with_its_holder if {
	text := json.marshal({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})
	module := modules.module({
		"data": {"aws_iam_policy_document": {"admin": [{"statement": [{"actions": ["*"], "resources": ["*"]}], "json": text}]}},
		"resource": {"aws_iam_role_policy": {"p": [{"role": "worker", "policy": text}]}},
	})
	_only(module, null).message == "The role `worker` may do anything (`*` on `*`)."
}

test_a_policy_of_a_resource_is_another_matter if {
	statement := {"principals": [{"type": "AWS", "identifiers": ["arn:aws:iam::123456789012:root"]}], "actions": ["kms:*"], "resources": ["*"]}
	_silent(_data(statement))
	attached := modules.module({
		"data": {"aws_iam_policy_document": {"admin": [{"statement": [statement], "json": {"$unknown": "data.aws_caller_identity.me.id"}}]}},
		"resource": {"aws_iam_role_policy": {"p": [{"role": "worker", "policy": {"$unknown": "data.aws_iam_policy_document.admin.json"}}]}},
	})
	_only(attached, null).severity == "medium"
}

test_what_limits_others_grants_nothing if {
	document := {"statement": [{"actions": ["*"], "resources": ["*"]}], "json": {"$unknown": "var.x"}}
	_silent(modules.module({
		"data": {"aws_iam_policy_document": {"scp": [document]}},
		"resource": {"aws_organizations_policy": {"p": [{"content": {"$unknown": "data.aws_iam_policy_document.scp.json"}}]}},
	}))
	_silent(modules.module({"resource": {
		"aws_iam_policy": {"limit": [{"policy": json.marshal({"Statement": [modules.allow("*", "*")]})}]},
		"aws_iam_role": {"worker": [{"permissions_boundary": {"$unknown": "aws_iam_policy.limit.arn"}}]},
	}}))
}

test_a_condition_weighs_less if {
	_only(modules.policy([object.union(modules.allow("*", "*"), {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}})]), null).severity == "medium"
}

test_inline_policies_and_permission_sets if {
	role := modules.resource("aws_iam_role", "worker", {"inline_policy": [{"name": "a", "policy": json.marshal({"Statement": [modules.allow("*", "*")]})}]})
	_only(role, null).at == ["resource", "aws_iam_role", "worker", 0, "inline_policy", 0, "policy", "Statement", 0, "Action"]
	set := modules.resource("aws_ssoadmin_permission_set_inline_policy", "ops", {"inline_policy": json.marshal({"Statement": [modules.allow("*", "*")]})})
	_only(set, null).subject == "aws_ssoadmin_permission_set_inline_policy.ops"
}
