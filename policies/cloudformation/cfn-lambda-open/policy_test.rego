package groundwire.cloudformation.cfn_lambda_open_test

import data.groundwire.cloudformation.cfn_lambda_open as rule

_permission(properties) := {"Resources": {"Call": {"Type": "AWS::Lambda::Permission", "Properties": properties}}}

test_a_service_for_anybody if {
	[finding] := [f | some f in rule.findings] with input as _permission({"Principal": "s3.amazonaws.com"})
	finding.at == ["Resources", "Call", "Properties", "Principal"]
}

test_a_source if {
	count(rule.findings) == 0 with input as _permission({"Principal": "s3.amazonaws.com", "SourceAccount": "111122223333"})
	count(rule.findings) == 0 with input as _permission({"Principal": "events.amazonaws.com", "SourceArn": {"$unknown": "${Rule.Arn}"}})
	count(rule.findings) == 0 with input as _permission({"Principal": 111122223333})
	count(rule.findings) == 0 with input as _permission({"Principal": "cloudformation.amazonaws.com"})
}

test_urls if {
	count(rule.findings) == 1 with input as {"Resources": {"Url": {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE"}}}}
	count(rule.findings) == 1 with input as {"Resources": {"Job": {"Type": "AWS::Serverless::Function", "Properties": {"FunctionUrlConfig": {"AuthType": "NONE"}}}}}
	count(rule.findings) == 0 with input as {"Resources": {"Url": {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "AWS_IAM"}}}}
}
