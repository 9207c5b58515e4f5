package groundwire.cloudformation.cfn_iam_permissions_management_test

import data.groundwire.cloudformation.cfn_iam_permissions_management as rule

_policy(action, resource) := {"Resources": {"Access": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]}}}}}

test_granting if {
	[finding] := [f | some f in rule.findings] with input as _policy(["s3:PutBucketPolicy", "s3:GetObject"], "*")
	finding.subject == "Access/s3:PutBucketPolicy"
	count(rule.findings) == 1 with input as _policy("kms:Put*", "*")
}

test_others if {
	count(rule.findings) == 0 with input as _policy("s3:PutBucketPolicy", "arn:aws:s3:::files")
	count(rule.findings) == 0 with input as _policy(["s3:*", "*", "s3:GetObject", {"$unknown": "${Action}"}], "*")
	boundary := {"Job": {"Type": "AWS::IAM::Role", "Properties": {"PermissionsBoundary": {"$unknown": "${Access}"}}}}
	count(rule.findings) == 0 with input as {"Resources": object.union(_policy("s3:PutBucketPolicy", "*").Resources, boundary)}
}
