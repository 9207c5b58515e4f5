package groundwire.terraform.iam_data_exposure_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_data_exposure as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_credentials_data_and_access if {
	found := _found(modules.policy([modules.allow(["iam:CreateAccessKey", "s3:GetObject", "kms:CreateGrant"], "*")]), null)
	{f.subject | some f in found} == {"aws_iam_policy.deployer/credentials", "aws_iam_policy.deployer/data", "aws_iam_policy.deployer/access"}
	some finding in found
	finding.message == "`aws_iam_policy.deployer` may `s3:GetObject` on `*`: it reads what is stored there, whoever it belongs to."
}

test_wildcards_count_by_what_they_hold if {
	count(_found(modules.policy([modules.allow("s3:*", "*")]), null)) == 2
	count(_found(modules.policy([modules.allow("ssm:Get*", "*")]), null)) == 1
}

test_bounded_or_harmless if {
	count(_found(modules.policy([modules.allow("s3:GetObject", "arn:aws:s3:::logs/*")]), null)) == 0
	count(_found(modules.policy([modules.allow(["ecr:GetAuthorizationToken", "lambda:CreateFunction", "dynamodb:CreateTable"], "*")]), null)) == 0
	count(_found(modules.policy([modules.allow("*", "*")]), null)) == 0
	count(_found(modules.policy([modules.allow({"$unknown": "var.action"}, "*")]), null)) == 0
}
