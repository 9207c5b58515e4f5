package groundwire.cloudformation.cfn_iam_wildcard_resource_test

import data.groundwire.cloudformation.cfn_iam_wildcard_resource as rule

_allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

_policy(statements) := {"Resources": {"Access": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": statements}}}}}

test_writers_and_readers_of_secrets if {
	[finding] := [f | some f in rule.findings] with input as _policy([_allow(["s3:PutObject", "s3:ListBucket", "secretsmanager:GetSecretValue"], "*")])
	finding.at == ["Resources", "Access", "Properties", "PolicyDocument", "Statement", 0, "Resource"]
	finding.subject == "Access/s3:PutObject,secretsmanager:GetSecretValue"
	[grant] := [f | some f in rule.findings] with input as _policy([_allow("iam:TagRole", "*")])
	grant.severity == "medium"
	[but] := [f | some f in rule.findings] with input as _policy([{"Effect": "Allow", "Action": "s3:DeleteObject", "NotResource": "arn:aws:s3:::a/*"}])
	but.at[count(but.at) - 1] == "NotResource"
}

test_harmless if {
	count(rule.findings) == 0 with input as _policy([_allow(["ec2:Describe*", "xray:PutTraceSegments", "ec2:CreateNetworkInterface", "s3:*", "*"], "*")])
	count(rule.findings) == 0 with input as _policy([_allow("s3:PutObject", "arn:aws:s3:::a/*")])
	count(rule.findings) == 0 with input as _policy([object.union(_allow("s3:PutObject", "*"), {"Condition": {"StringEquals": {"aws:ResourceAccount": "111122223333"}}})])
}

test_a_boundary_grants_nothing if {
	template := object.union(_policy([_allow("s3:PutObject", "*")]), {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"PermissionsBoundary": {"$unknown": "${Access}"}}}}})
	count(rule.findings) == 0 with input as template
}
