package groundwire.cloudformation.cfn_s3_public_test

import data.groundwire.cloudformation.cfn_s3_public as rule

_template(properties) := {"Resources": {"Files": {"Type": "AWS::S3::Bucket", "Properties": properties}}}

_block(value) := {"PublicAccessBlockConfiguration": {name: value | some name in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]}}

test_public_lists if {
	[finding] := [f | some f in rule.findings] with input as _template({"AccessControl": "PublicReadWrite"})
	finding.severity == "critical"
	count(rule.findings) == 0 with input as _template({"AccessControl": "Private"})
}

test_a_list_without_effect if {
	count(rule.findings) == 0 with input as _template(object.union(_block(true), {"AccessControl": "PublicRead"}))
	count(rule.findings) == 0 with input as _template({"AccessControl": "PublicRead", "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}})
}

test_another_list_than_before if {
	[finding] := [f | some f in rule.findings] with input as _template({"AccessControl": "PublicRead"}) with data.groundwire.before as _template({"AccessControl": "Private"})
	contains(finding.message, "before: `Private`")
}

test_settings_turned_off if {
	[finding] := [f | some f in rule.findings] with input as _template(_block("false"))
	contains(finding.message, "all four")
	finding.severity == "medium"
	[one] := [f | some f in rule.findings] with input as _template({"PublicAccessBlockConfiguration": {"BlockPublicPolicy": false}, "WebsiteConfiguration": {"IndexDocument": "index.html"}})
	one.confidence == "medium"
	[was] := [f | some f in rule.findings] with input as _template(_block(false)) with data.groundwire.before as _template(_block(true))
	was.severity == "high"
}

test_settings_gone if {
	[finding] := [f | some f in rule.findings] with input as _template({}) with data.groundwire.before as _template(_block(true))
	contains(finding.message, "is gone")
	[some_of_them] := [f | some f in rule.findings] with input as _template({"PublicAccessBlockConfiguration": {"BlockPublicAcls": true}}) with data.groundwire.before as _template(_block(true))
	some_of_them.subject == "Files/settings"
}

test_silence_is_private if {
	count(rule.findings) == 0 with input as _template({})
	count(rule.findings) == 0 with input as _template({"PublicAccessBlockConfiguration": {"BlockPublicPolicy": true}})
}
