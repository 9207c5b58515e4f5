package groundwire.cloudformation.cfn_iam_managed_admin_test

import data.groundwire.cloudformation.cfn_iam_managed_admin as rule

_role(arns) := {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": arns}}}}

test_administrators if {
	[finding] := [f | some f in rule.findings] with input as _role(["arn:aws:iam::aws:policy/AdministratorAccess"])
	finding.at == ["Resources", "Job", "Properties", "ManagedPolicyArns", 0]
	count(rule.findings) == 1 with input as _role([{"$unknown": "arn:${AWS::Partition}:iam::aws:policy/IAMFullAccess"}])
	count(rule.findings) == 1 with input as {"Resources": {"Job": {"Type": "AWS::Serverless::Function", "Properties": {"Policies": "AdministratorAccess"}}}}
}

test_others if {
	count(rule.findings) == 0 with input as _role(["arn:aws:iam::aws:policy/ReadOnlyAccess", {"$unknown": "${Own}"}])
	count(rule.findings) == 0 with input as _role(["arn:aws:iam::111122223333:policy/AdministratorAccess"])
}
