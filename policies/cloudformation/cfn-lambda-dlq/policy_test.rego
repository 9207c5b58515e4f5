package groundwire.cloudformation.cfn_lambda_dlq_test

import data.groundwire.cloudformation.cfn_lambda_dlq as rule

_template(properties) := {"Resources": {"Thing": {"Type": "AWS::Lambda::Function", "Properties": properties}}}

_with := {"DeadLetterConfig": {"TargetArn": {"$unknown": "${Failed.Arn}"}}}

_without := {}

test_without if {
	[finding] := [f | some f in rule.findings] with input as _template(_without)
	array.slice(finding.at, 0, 3) == ["Resources", "Thing", "Properties"]
	startswith(finding.subject, "Thing")
	startswith(finding.message, "`Thing` ")
}

test_with if {
	count(rule.findings) == 0 with input as _template(_with)
}

test_unknown_is_no_finding if {
	count(rule.findings) == 0 with input as _template({"$unknown": "${Fn::Transform}"})
}

test_what_is_lost_is_told_by_another_rule if {
	count(rule.findings) == 0 with input as _template(_without) with data.groundwire.before as _template(_with)
}

_with_others(properties, others) := {"Resources": object.union({"Thing": {"Type": "AWS::Serverless::Function", "Properties": properties}}, others)}

test_destinations if {
	failure := {"DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sqs:eu-west-1:111122223333:failed"}}}
	count(rule.findings) == 0 with input as _with_others({"EventInvokeConfig": failure}, {})
	config := {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": object.union(failure, {"FunctionName": {"$unknown": "${Thing}"}})}
	count(rule.findings) == 0 with input as _with_others({}, {"Config": config})
	count(rule.findings) == 1 with input as _with_others({}, {"Config": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {"FunctionName": {"$unknown": "${Thing}"}}}})
}

test_who_gets_the_error if {
	count(rule.findings) == 0 with input as _with_others({"Events": {"Get": {"Type": "HttpApi"}}}, {})
	count(rule.findings) == 1 with input as _with_others({"Events": {"Get": {"Type": "HttpApi"}, "Night": {"Type": "Schedule"}}}, {})
	custom := {"Type": "Custom::Seed", "Properties": {"ServiceToken": {"$unknown": "${Thing.Arn}"}}}
	count(rule.findings) == 0 with input as _with_others({}, {"Seed": custom})
}

_called_by(principal) := _with_others({}, {"Call": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"$unknown": "${Thing.Arn}"}, "Principal": principal}}})

test_callers_of_the_template if {
	count(rule.findings) == 0 with input as _called_by("apigateway.amazonaws.com")
	count(rule.findings) == 1 with input as _called_by("s3.amazonaws.com")
	mapping := {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"FunctionName": {"$unknown": "${Thing}"}}}
	count(rule.findings) == 0 with input as _with_others({}, {"Poll": mapping})
	macro := {"Type": "AWS::CloudFormation::Macro", "Properties": {"FunctionName": {"$unknown": "${Thing.Arn}"}}}
	count(rule.findings) == 0 with input as _with_others({}, {"Macro": macro})
}
