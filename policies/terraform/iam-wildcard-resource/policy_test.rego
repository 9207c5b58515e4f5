package groundwire.terraform.iam_wildcard_resource_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_wildcard_resource as rule

_only(module, before) := finding if {
	[finding] := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_silent(module) if count(rule.findings) == 0 with input as module

test_every_secret if {
	finding := _only(modules.policy([modules.allow(["secretsmanager:GetSecretValue", "logs:PutLogEvents"], "*")]), null)
	finding.at == ["resource", "aws_iam_policy", "deployer", 0, "policy", "Statement", 0, "Resource"]
	finding.severity == "high"
	finding.message == "`aws_iam_policy.deployer` may `secretsmanager:GetSecretValue` on `*`: every secret of the account can be read."
}

test_wildcards_for_actions_count_by_what_they_hold if {
	_only(modules.policy([modules.allow("s3:Get*", "*")]), null).severity == "medium"
	_only(modules.policy([modules.allow("s3:Delete*", "arn:aws:s3:::*")]), null).severity == "high"
	_silent(modules.policy([modules.allow(["ec2:Describe*", "ec2:*RouteTable*"], "*")]))
}

test_the_worst_comes_first if {
	finding := _only(modules.policy([modules.allow(["dynamodb:GetItem", "s3:GetObject", "ssm:SendCommand"], "*")]), null)
	finding.message == "`aws_iam_policy.deployer` may `ssm:SendCommand` (and 2 more that are as dangerous or nearly so) on `*`: commands can be run on every instance."
}

test_the_way_it_was if {
	before := modules.policy([modules.allow("s3:GetObject", "arn:aws:s3:::logs/*")])
	finding := _only(modules.policy([modules.allow("s3:GetObject", "*")]), before)
	finding.message == "`aws_iam_policy.deployer` may `s3:GetObject` on `*`: the objects of every bucket can be read; before: `s3:GetObject` on `arn:aws:s3:::logs/*`."
}

test_a_new_action_beside_an_old_one if {
	before := modules.policy([modules.allow(["s3:GetObject"], "*")])
	now := modules.policy([modules.allow(["s3:GetObject", "s3:DeleteObject"], "*")])
	found := rule.findings with input as now with data.groundwire.before as before
	{f.subject | some f in found} == {"aws_iam_policy.deployer", "aws_iam_policy.deployer/s3:DeleteObject"}
}

test_named_resources_conditions_and_denials if {
	_silent(modules.policy([modules.allow("s3:GetObject", "arn:aws:s3:::logs/*")]))
	_silent(modules.policy([modules.allow("iam:PassRole", {"$unknown": "aws_iam_role.task.arn"})]))
	_silent(modules.policy([object.union(modules.allow("iam:PassRole", "*"), {"Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}})]))
	_silent(modules.policy([{"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}]))
}

test_to_ask_for_tls_is_no_limit if {
	statement := {"actions": ["iam:PassRole"], "resources": ["*"], "condition": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["true"]}]}
	_only(modules.module({"data": {"aws_iam_policy_document": {"ci": [{"statement": [statement]}]}}}), null).severity == "high"
}

test_actions_that_know_no_resource if {
	_silent(modules.policy([modules.allow(["sts:GetCallerIdentity", "ecr:GetAuthorizationToken", "cloudwatch:PutMetricData", "xray:Put*"], "*")]))
}

test_a_key_policy if {
	statement := {"principals": [{"type": "Service", "identifiers": ["logs.amazonaws.com"]}], "actions": ["kms:Decrypt"], "resources": ["*"]}
	_silent(modules.module({"data": {"aws_iam_policy_document": {"key": [{"statement": [statement]}]}}}))
}

test_actions_that_are_allowed if {
	module := modules.policy([modules.allow("iam:PassRole", "*")])
	count(rule.findings) == 0 with input as module with data.groundwire.params as {"iam-wildcard-resource": {"allowedActions": ["iam:passrole"]}}
}
