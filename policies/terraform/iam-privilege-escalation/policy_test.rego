package groundwire.terraform.iam_privilege_escalation_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_privilege_escalation as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_one_action_is_enough if {
	[finding] := _found(modules.policy([modules.allow("iam:PutRolePolicy", "*")]), null)
	finding.at == ["resource", "aws_iam_policy", "deployer", 0, "policy", "Statement", 0, "Action"]
	finding.message == "`aws_iam_policy.deployer` can give itself any right: with `iam:PutRolePolicy` on `*` it writes any right into any role, its own among them."
	count(_found(modules.policy([modules.allow("iam:PutRolePolicy", "arn:aws:iam::123456789012:role/*")]), null)) == 1
	[wildcard] := _found(modules.policy([modules.allow("iam:Put*", "*")]), null)
	contains(wildcard.message, "2 more ways are open, too")
}

test_a_role_that_is_passed_on if {
	[finding] := _found(modules.policy([modules.allow(["iam:PassRole", "ec2:RunInstances"], "*")]), null)
	contains(finding.message, "it starts an instance with any role")
	[apart] := _found(modules.policy([modules.allow("ec2:*", "*"), modules.allow("iam:PassRole", "*")]), null)
	apart.at == ["resource", "aws_iam_policy", "deployer", 0, "policy", "Statement", 1, "Action"]
	count(_found(modules.policy([modules.allow(["lambda:CreateFunction", "lambda:CreateEventSourceMapping"], "*")]), null)) == 0
	count(_found(modules.policy([modules.allow(["iam:PassRole"], "*")]), null)) == 0
}

test_bounded_statements if {
	count(_found(modules.policy([modules.allow("iam:PutRolePolicy", "arn:aws:iam::123456789012:role/app")]), null)) == 0
	count(_found(modules.policy([object.union(modules.allow("iam:PutRolePolicy", "*"), {"Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:b"}}})]), null)) == 0
	count(_found(modules.policy([modules.allow("iam:PutRolePolicy", {"$unknown": "aws_iam_role.app.arn"})]), null)) == 0
	count(_found(modules.policy([{"Effect": "Deny", "Action": "iam:PutRolePolicy", "Resource": "*"}]), null)) == 0
}

test_wildcards_for_everything_are_another_rule if {
	count(_found(modules.policy([modules.allow("*", "*")]), null)) == 0
	count(_found(modules.policy([modules.allow("iam:*", "*")]), null)) == 0
}

test_one_action_more if {
	before := modules.policy([modules.allow(["iam:PassRole", "s3:ListBucket"], "*")])
	[finding] := _found(modules.policy([modules.allow(["iam:PassRole", "s3:ListBucket", "ec2:RunInstances"], "*")]), before)
	contains(finding.message, "; before: `iam:PassRole`, `s3:ListBucket` on `*`")
	wide := modules.policy([modules.allow(["iam:AttachRolePolicy", "iam:PutUserPolicy"], "*")])
	found := _found(wide, modules.policy([modules.allow(["iam:AttachRolePolicy"], "*")]))
	{f.subject | some f in found} == {"aws_iam_policy.deployer", "aws_iam_policy.deployer/iam:putuserpolicy"}
}
