package groundwire.cloudformation.cfn_log_retention_test

import data.groundwire.cloudformation.cfn_log_retention as rule

_template(properties) := {"Resources": {"Log": {"Type": "AWS::Logs::LogGroup", "Properties": properties}}}

test_for_ever if {
	[finding] := [f | some f in rule.findings] with input as _template({})
	finding.at == ["Resources", "Log", "Properties", "RetentionInDays"]
}

test_no_such_number if {
	[finding] := [f | some f in rule.findings] with input as _template({"RetentionInDays": "8"})
	finding.severity == "medium"
}

test_retention if {
	count(rule.findings) == 0 with input as _template({"RetentionInDays": 30})
	count(rule.findings) == 0 with input as _template({"RetentionInDays": {"$unknown": "${Days}"}})
}
