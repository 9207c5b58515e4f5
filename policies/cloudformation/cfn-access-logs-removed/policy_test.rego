package groundwire.cloudformation.cfn_access_logs_removed_test

import data.groundwire.cloudformation.cfn_access_logs_removed as rule

_template(properties) := {"Resources": {"Thing": {"Type": "AWS::ApiGateway::Stage", "Properties": properties}}}

_with := {"AccessLogSetting": {"DestinationArn": "arn:aws:logs:x"}}

_without := {}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _template(_without) with data.groundwire.before as _template(_with)
	array.slice(finding.at, 0, 3) == ["Resources", "Thing", "Properties"]
	startswith(finding.subject, "Thing")
	contains(finding.message, " of `Thing` was `")
}

test_never_there if {
	count(rule.findings) == 0 with input as _template(_without)
	count(rule.findings) == 0 with input as _template(_without) with data.groundwire.before as null
	count(rule.findings) == 0 with input as _template(_without) with data.groundwire.before as _template(_without)
	count(rule.findings) == 0 with input as _template(_without) with data.groundwire.before as {"Resources": {}}
}

test_still_there if {
	count(rule.findings) == 0 with input as _template(_with) with data.groundwire.before as _template(_with)
}

_broker(properties) := {"Resources": {"Mail": {"Type": "AWS::AmazonMQ::Broker", "Properties": properties}}}

test_a_broker if {
	count(rule.findings) == 1 with input as _broker({}) with data.groundwire.before as _broker({"Logs": {"Audit": true}})
	count(rule.findings) == 0 with input as _broker({}) with data.groundwire.before as _broker({})
	count(rule.findings) == 0 with input as _broker({})
}
