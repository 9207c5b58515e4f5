package groundwire.cloudformation.cfn_s3_versioning_removed_test

import data.groundwire.cloudformation.cfn_s3_versioning_removed as rule

_template(properties) := {"Resources": {"Thing": {"Type": "AWS::S3::Bucket", "Properties": properties}}}

_with := {"VersioningConfiguration": {"Status": "Enabled"}}

_without := {}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _template(_without) with data.groundwire.before as _template(_with)
	array.slice(finding.at, 0, 3) == ["Resources", "Thing", "Properties"]
	startswith(finding.subject, "Thing")
	contains(finding.message, "kept versions until now")
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
