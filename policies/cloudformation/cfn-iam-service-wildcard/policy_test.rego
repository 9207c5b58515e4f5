package groundwire.cloudformation.cfn_iam_service_wildcard_test

import data.groundwire.cloudformation.cfn_iam_service_wildcard as rule

_allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

_policy(statements) := {"Resources": {"Access": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": statements}}}}}

test_a_service if {
	[finding] := [f | some f in rule.findings] with input as _policy([_allow(["s3:*", "sqs:SendMessage"], "*")])
	finding.severity == "medium"
	finding.subject == "Access/s3"
	[narrow] := [f | some f in rule.findings] with input as _policy([_allow("dynamodb:*", "arn:aws:dynamodb:eu-west-1:1:table/a")])
	narrow.severity == "low"
	[logs] := [f | some f in rule.findings] with input as _policy([_allow("logs:*", "*")])
	logs.severity == "low"
	[high] := [f | some f in rule.findings] with input as _policy([_allow("iam:*", "*")])
	high.severity == "high"
}

test_some_actions if {
	count(rule.findings) == 0 with input as _policy([_allow(["s3:Get*", "*"], "*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}])
}

test_a_boundary_grants_nothing if {
	template := object.union(_policy([_allow("s3:*", "*")]), {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"PermissionsBoundary": {"$unknown": "${Access}"}}}}})
	count(rule.findings) == 0 with input as template
}
