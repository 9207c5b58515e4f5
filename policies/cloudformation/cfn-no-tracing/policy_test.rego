package groundwire.cloudformation.cfn_no_tracing_test

import data.groundwire.cloudformation.cfn_no_tracing as rule

_template(properties) := {"Resources": {"Thing": {"Type": "AWS::ApiGateway::Stage", "Properties": properties}}}

_with := {"TracingEnabled": true}

_without := {"TracingEnabled": "false"}

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

_function(properties) := {"Resources": {"Work": {"Type": "AWS::Lambda::Function", "Properties": properties}}}

test_functions if {
	count(rule.findings) == 1 with input as _function({})
	count(rule.findings) == 1 with input as _function({"TracingConfig": {"Mode": "PassThrough"}})
	count(rule.findings) == 0 with input as _function({"TracingConfig": {"Mode": "Active"}})
	count(rule.findings) == 0 with input as _function({"TracingConfig": {"Mode": {"$unknown": "${Mode}"}}})
	count(rule.findings) == 0 with input as _function({}) with data.groundwire.before as _function({"TracingConfig": {"Mode": "Active"}})
}
