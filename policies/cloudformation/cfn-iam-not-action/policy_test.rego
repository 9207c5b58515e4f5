package groundwire.cloudformation.cfn_iam_not_action_test

import data.groundwire.cloudformation.cfn_iam_not_action as rule

_allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

_policy(statements) := {"Resources": {"Access": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": statements}}}}}

_but := {"Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"}

test_all_but if {
	[finding] := [f | some f in rule.findings] with input as _policy([_but])
	finding.subject == "Access/NotAction"
}

test_denials_and_boundaries if {
	count(rule.findings) == 0 with input as _policy([object.union(_but, {"Effect": "Deny"}), _allow("s3:GetObject", "*")])
	template := object.union(_policy([_but]), {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"PermissionsBoundary": {"$unknown": "${Access}"}}}}})
	count(rule.findings) == 0 with input as template
}
