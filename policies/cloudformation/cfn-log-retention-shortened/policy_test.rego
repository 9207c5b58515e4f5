package groundwire.cloudformation.cfn_log_retention_shortened_test

import data.groundwire.cloudformation.cfn_log_retention_shortened as rule

_template(properties) := {"Resources": {"Log": {"Type": "AWS::Logs::LogGroup", "Properties": properties}}}

test_shorter if {
	[finding] := [f | some f in rule.findings] with input as _template({"RetentionInDays": 7}) with data.groundwire.before as _template({"RetentionInDays": 365})
	finding.message == "`Log` keeps its logs for 7 days; until now it was 365."
}

test_an_end_where_there_was_none if {
	[finding] := [f | some f in rule.findings] with input as _template({"RetentionInDays": 7}) with data.groundwire.before as _template({})
	contains(finding.message, "kept for ever")
}

test_longer_or_new if {
	count(rule.findings) == 0 with input as _template({"RetentionInDays": 30}) with data.groundwire.before as _template({"RetentionInDays": 14})
	count(rule.findings) == 0 with input as _template({"RetentionInDays": 30})
	count(rule.findings) == 0 with input as _template({"RetentionInDays": 30}) with data.groundwire.before as _template({"RetentionInDays": {"$unknown": "${Days}"}})
}
