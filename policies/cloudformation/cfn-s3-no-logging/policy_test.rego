package groundwire.cloudformation.cfn_s3_no_logging_test

import data.groundwire.cloudformation.cfn_s3_no_logging as rule

_template(properties) := {"Resources": {"Files": {"Type": "AWS::S3::Bucket", "Properties": properties}}}

_logged := {"LoggingConfiguration": {"DestinationBucketName": {"$unknown": "${Logs}"}}}

test_not_logged if {
	[finding] := [f | some f in rule.findings] with input as _template({})
	finding.at == ["Resources", "Files", "Properties", "LoggingConfiguration"]
	not finding.severity
}

test_logged if {
	count(rule.findings) == 0 with input as _template(_logged)
	count(rule.findings) == 0 with input as _template({"LoggingConfiguration": {"$unknown": "${Logging}"}})
}

test_a_bucket_for_logs if {
	count(rule.findings) == 0 with input as _template({"AccessControl": "LogDeliveryWrite"})
	logs := {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "logs"}}
	count(rule.findings) == 0 with input as {"Resources": {"Logs": logs, "Files": {"Type": "AWS::S3::Bucket", "Properties": _logged}}}
	named := {"LoggingConfiguration": {"DestinationBucketName": "logs"}}
	count(rule.findings) == 0 with input as {"Resources": {"Logs": logs, "Files": {"Type": "AWS::S3::Bucket", "Properties": named}}}
}

test_logs_of_others if {
	logs := {"Type": "AWS::S3::Bucket", "Properties": {}}
	trail := {"Type": "AWS::CloudTrail::Trail", "Properties": {"S3BucketName": {"$unknown": "${Logs}"}}}
	count(rule.findings) == 0 with input as {"Resources": {"Logs": logs, "Trail": trail}}
	front := {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"LoadBalancerAttributes": [{"Key": "access_logs.s3.bucket", "Value": {"$unknown": "${Logs}"}}]}}
	count(rule.findings) == 0 with input as {"Resources": {"Logs": logs, "Front": front}}
}

test_turned_off_is_another_rule if {
	count(rule.findings) == 0 with input as _template({}) with data.groundwire.before as _template(_logged)
}
