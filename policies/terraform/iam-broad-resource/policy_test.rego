package groundwire.terraform.iam_broad_resource_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_broad_resource as rule

_messages(module) := messages if {
	messages := {f.message | some f in rule.findings} with input as module
}

_silent(module) if _messages(module) == set()

test_what_could_be_named if {
	_messages(modules.policy([modules.allow("ecs:UpdateService", "*")])) == {"`aws_iam_policy.deployer` may `ecs:UpdateService` on `*`, although single resources can be named."}
}

test_reading_with_a_wildcard if {
	_messages(modules.policy([modules.allow(["ec2:Describe*"], "*")])) == {"`aws_iam_policy.deployer` may `ec2:Describe*` on `*`, although single resources can be named; the user data of every instance is among what it reads."}
}

test_actions_that_know_no_resource if {
	_silent(modules.policy([modules.allow(
		["s3:ListAllMyBuckets", "ec2:DescribeInstances", "sts:GetCallerIdentity", "ecr:GetAuthorizationToken", "cloudwatch:PutMetricData", "xray:Put*", "autoscaling:Describe*"],
		"*",
	)]))
}

test_what_is_told_elsewhere if {
	_silent(modules.policy([modules.allow(["s3:GetObject", "*", "sqs:*"], "*")]))
}

test_named_resources if {
	_silent(modules.policy([modules.allow("ec2:Describe*", "arn:aws:ec2:us-east-1:123456789012:instance/*")]))
}
