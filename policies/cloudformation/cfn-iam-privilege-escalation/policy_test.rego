package groundwire.cloudformation.cfn_iam_privilege_escalation_test

import data.groundwire.cloudformation.cfn_iam_privilege_escalation as rule

_allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

_policy(statements) := {"Resources": {"Access": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": statements}}}}}

test_ways if {
	[finding] := [f | some f in rule.findings] with input as _policy([_allow(["iam:AttachUserPolicy", "s3:GetObject"], "*")])
	finding.severity == "high"
	contains(finding.message, "give itself every right")
	[pass] := [f | some f in rule.findings] with input as _policy([_allow("iam:Pass*", "*")])
	pass.severity == "medium"
	pass.subject == "Access/iam:PassRole"
	count(rule.findings) == 1 with input as _policy([_allow("iam:*", "*")])
}

test_limited if {
	count(rule.findings) == 0 with input as _policy([_allow("iam:PassRole", "arn:aws:iam::111122223333:role/job"), _allow("*", "*")])
	count(rule.findings) == 0 with input as _policy([object.union(_allow("iam:PassRole", "*"), {"Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}})])
}

test_a_boundary_grants_nothing if {
	template := object.union(_policy([_allow("iam:PassRole", "*")]), {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"PermissionsBoundary": {"$unknown": "${Access}"}}}}})
	count(rule.findings) == 0 with input as template
}
