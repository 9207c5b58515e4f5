package groundwire.cloudformation.cfn_s3_logging_removed_test

import data.groundwire.cloudformation.cfn_s3_logging_removed as rule

_template(properties) := {"Resources": {"Files": {"Type": "AWS::S3::Bucket", "Properties": properties}}}

_with := {"LoggingConfiguration": {"DestinationBucketName": "logs"}}

_without := {}

_unknown := {"LoggingConfiguration": {"$unknown": "${Logging}"}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _template({}) with data.groundwire.before as _template(_with)
	finding.at == ["Resources", "Files", "Properties", "LoggingConfiguration"]
	finding.message == "`Files` recorded until now who reads and writes it (to `logs`); from now on nobody can say what was taken after a leak."
	[other] := [f | some f in rule.findings] with input as _template({}) with data.groundwire.before as _template({"LoggingConfiguration": {"LogFilePrefix": "a"}})
	contains(other.message, "writes it; from")
}

test_never_there_or_still_there if {
	count(rule.findings) == 0 with input as _template(_without)
	count(rule.findings) == 0 with input as _template(_without) with data.groundwire.before as _template(_without)
	count(rule.findings) == 0 with input as _template(_with) with data.groundwire.before as _template(_with)
	count(rule.findings) == 0 with input as _template(_unknown) with data.groundwire.before as _template(_with)
}
