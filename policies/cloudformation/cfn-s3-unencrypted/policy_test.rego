package groundwire.cloudformation.cfn_s3_unencrypted_test

import data.groundwire.cloudformation.cfn_s3_unencrypted as rule

_template(properties) := {"Resources": {"Files": {"Type": "AWS::S3::Bucket", "Properties": properties}}}

_set := {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]}}

test_not_set if {
	[finding] := [f | some f in rule.findings] with input as _template({})
	finding.at == ["Resources", "Files", "Properties", "BucketEncryption"]
}

test_set if {
	count(rule.findings) == 0 with input as _template(_set)
	count(rule.findings) == 0 with input as _template({"BucketEncryption": {"$unknown": "${Encryption}"}})
}

test_taken_away_is_another_rule if {
	count(rule.findings) == 0 with input as _template({}) with data.groundwire.before as _template(_set)
}
