package groundwire.cloudformation.cfn_s3_no_versioning_test

import data.groundwire.cloudformation.cfn_s3_no_versioning as rule

_template(properties) := {"Resources": {"Thing": {"Type": "AWS::S3::Bucket", "Properties": properties}}}

_with := {"VersioningConfiguration": {"Status": "Enabled"}}

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
