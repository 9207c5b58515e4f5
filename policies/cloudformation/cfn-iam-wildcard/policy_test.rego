package groundwire.cloudformation.cfn_iam_wildcard_test

import data.groundwire.cloudformation.cfn_iam_wildcard as rule

_allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

_policy(statements) := {"Resources": {"Access": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": statements}}}}}

test_everything if {
	[finding] := [f | some f in rule.findings] with input as _policy([_allow("*", "*")])
	finding.severity == "critical"
	finding.at == ["Resources", "Access", "Properties", "PolicyDocument", "Statement", 0, "Action"]
	[narrow] := [f | some f in rule.findings] with input as _policy([_allow(["*:*"], "arn:aws:s3:::a")])
	narrow.severity == "high"
}

test_one_statement_and_text if {
	count(rule.findings) == 1 with input as _policy(_allow("*", "*"))
	text := json.marshal({"Statement": [_allow("*", "*")]})
	[finding] := [f | some f in rule.findings] with input as {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": text}]}}}}
	finding.at == ["Resources", "Job", "Properties", "Policies", 0, "PolicyDocument"]
	startswith(finding.message, "The role `Job` may do anything")
}

test_sam if {
	count(rule.findings) == 1 with input as {"Resources": {"Job": {"Type": "AWS::Serverless::Function", "Properties": {"Policies": ["AWSLambdaExecute", {"Statement": [_allow("*", "*")]}]}}}}
}

test_what_it_was if {
	[finding] := [f | some f in rule.findings] with input as _policy([_allow("*", "*")]) with data.groundwire.before as _policy([_allow("s3:GetObject", "arn:aws:s3:::logs/*")])
	contains(finding.message, "; before: `s3:GetObject` on `arn:aws:s3:::logs/*`")
}

test_not_everything if {
	count(rule.findings) == 0 with input as _policy([_allow("s3:*", "*"), {"Effect": "Deny", "Action": "*", "Resource": "*"}])
	count(rule.findings) == 0 with input as _policy([{"$unknown": "${More}"}])
	count(rule.findings) == 0 with input as _policy({"$unknown": "${All}"})
}

test_a_boundary_grants_nothing if {
	template := object.union(_policy([_allow("*", "*")]), {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"PermissionsBoundary": {"$unknown": "${Access}"}}}}})
	count(rule.findings) == 0 with input as template
}
