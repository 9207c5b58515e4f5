package groundwire.cloudformation.cfn_tracing_removed_test

import data.groundwire.cloudformation.cfn_tracing_removed as rule

_function(properties) := {"Resources": {"Work": {"Type": "AWS::Lambda::Function", "Properties": properties}}}

_stage(on) := {"Resources": {"Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"TracingEnabled": on}}}}

test_turned_off if {
	count(rule.findings) == 1 with input as _function({}) with data.groundwire.before as _function({"TracingConfig": {"Mode": "Active"}})
	count(rule.findings) == 1 with input as _stage(false) with data.groundwire.before as _stage(true)
}

test_never_on if {
	count(rule.findings) == 0 with input as _function({})
	count(rule.findings) == 0 with input as _function({}) with data.groundwire.before as _function({})
	count(rule.findings) == 0 with input as _stage(false) with data.groundwire.before as _stage(false)
}
