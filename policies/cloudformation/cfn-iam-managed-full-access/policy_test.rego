package groundwire.cloudformation.cfn_iam_managed_full_access_test

import data.groundwire.cloudformation.cfn_iam_managed_full_access as rule

_role(arns) := {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": arns}}}}

test_full_access if {
	[finding] := [f | some f in rule.findings] with input as _role(["arn:aws:iam::aws:policy/AmazonS3FullAccess"])
	finding.subject == "Job/AmazonS3FullAccess"
	count(rule.findings) == 1 with input as {"Resources": {"Job": {"Type": "AWS::Serverless::Function", "Properties": {"Policies": ["AmazonDynamoDBFullAccess"]}}}}
}

test_others if {
	count(rule.findings) == 0 with input as _role(["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "arn:aws:iam::aws:policy/IAMFullAccess"])
}
