package groundwire.cloudformation.cfn_s3_encryption_removed_test

import data.groundwire.cloudformation.cfn_s3_encryption_removed as rule

_template(properties) := {"Resources": {"Files": {"Type": "AWS::S3::Bucket", "Properties": properties}}}

_encrypted(algorithm) := {"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm}}]}}

_with := _encrypted("aws:kms")

_without := {}

_unknown := {"BucketEncryption": {"$unknown": "${Encryption}"}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _template({}) with data.groundwire.before as _template(_with)
	finding.at == ["Resources", "Files", "Properties", "BucketEncryption"]
	finding.message == "`Files` names its encryption no more; until now it was `aws:kms`: new objects get a key of S3's own, with which whoever may read the bucket reads everything."
	finding.severity == "high"
}

test_what_is_the_default_weighs_less if {
	[finding] := [f | some f in rule.findings] with input as _template({}) with data.groundwire.before as _template(_encrypted("AES256"))
	finding.severity == "low"
}

test_an_algorithm_that_is_not_known if {
	[finding] := [f | some f in rule.findings] with input as _template({}) with data.groundwire.before as _template(_encrypted({"$unknown": "${Algorithm}"}))
	startswith(finding.message, "`Files` names its encryption no more: new")
}

test_never_there_or_still_there if {
	count(rule.findings) == 0 with input as _template(_without)
	count(rule.findings) == 0 with input as _template(_without) with data.groundwire.before as _template(_without)
	count(rule.findings) == 0 with input as _template(_with) with data.groundwire.before as _template(_with)
	count(rule.findings) == 0 with input as _template(_unknown) with data.groundwire.before as _template(_with)
}
