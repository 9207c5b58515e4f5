package groundwire.cloudformation.cfn_no_access_logs_test

import data.groundwire.cloudformation.cfn_no_access_logs as rule

_template(properties) := {"Resources": {"Thing": {"Type": "AWS::ApiGateway::Stage", "Properties": properties}}}

_with := {"AccessLogSetting": {"DestinationArn": "arn:aws:logs:x"}}

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

_one(type, properties) := {"Resources": {"Thing": {"Type": type, "Properties": properties}}}

test_resources_with_rules_of_their_own if {
	count(rule.findings) == 1 with input as _one("AWS::CloudFront::Distribution", {"DistributionConfig": {}})
	count(rule.findings) == 0 with input as _one("AWS::CloudFront::Distribution", {"DistributionConfig": {"Logging": {"Bucket": "logs.s3.amazonaws.com"}}})
	count(rule.findings) == 1 with input as _one("AWS::DocDB::DBCluster", {})
	count(rule.findings) == 0 with input as _one("AWS::DocDB::DBCluster", {"EnableCloudwatchLogsExports": {"$unknown": "${Logs}"}})
	count(rule.findings) == 1 with input as _one("AWS::AmazonMQ::Broker", {})
	count(rule.findings) == 0 with input as _one("AWS::AmazonMQ::Broker", {"Logs": {"Audit": true}})
	count(rule.findings) == 1 with input as _one("AWS::MSK::Cluster", {})
	count(rule.findings) == 0 with input as _one("AWS::MSK::Cluster", {"LoggingInfo": {"BrokerLogs": {"S3": {"Enabled": true}}}})
	count(rule.findings) == 1 with input as _one("AWS::OpenSearchService::Domain", {})
	count(rule.findings) == 0 with input as _one("AWS::Elasticsearch::Domain", {"LogPublishingOptions": {"AUDIT_LOGS": {"Enabled": true}}})
	count(rule.findings) == 1 with input as _one("AWS::EKS::Cluster", {})
	count(rule.findings) == 0 with input as _one("AWS::EKS::Cluster", {"Logging": {"ClusterLogging": {"EnabledTypes": [{"Type": "audit"}]}}})
	count(rule.findings) == 1 with input as _one("AWS::WAFv2::WebACL", {})
}

test_load_balancers if {
	[finding] := [f | some f in rule.findings] with input as _one("AWS::ElasticLoadBalancingV2::LoadBalancer", {"LoadBalancerAttributes": [{"Key": "access_logs.s3.enabled", "Value": "false"}]})
	finding.at == ["Resources", "Thing", "Properties", "LoadBalancerAttributes", 0, "Value"]
	count(rule.findings) == 0 with input as _one("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Type": "gateway"})
}

test_logs_elsewhere if {
	log := {"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": {"ResourceArn": {"$unknown": "${Thing.Arn}"}}}
	count(rule.findings) == 0 with input as {"Resources": {"Thing": {"Type": "AWS::WAFv2::WebACL", "Properties": {}}, "Log": log}}
}

test_lost_elsewhere if {
	count(rule.findings) == 0 with input as _one("AWS::AmazonMQ::Broker", {}) with data.groundwire.before as _one("AWS::AmazonMQ::Broker", {"Logs": {"Audit": true}})
}
