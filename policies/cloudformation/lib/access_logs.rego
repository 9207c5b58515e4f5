package groundwire.lib.cloudformation

# Who keeps a record of who called, and who does not.

# What a resource lacks: `path` is where it would be, `what` is the record.
unlogged(found) := {"path": ["LoadBalancerAttributes"], "what": "access log"} if {
	found.type == "AWS::ElasticLoadBalancingV2::LoadBalancer"
	attribute_is_off(found, "LoadBalancerAttributes", "access_logs.s3.enabled")
	not _cannot_log(found)
}

# A gateway load balancer has no such log.
_cannot_log(found) if lower(value_at(found, ["Type"])) == "gateway"

unlogged(found) := {"path": ["DistributionConfig", "Logging"], "what": "access log"} if {
	found.type == "AWS::CloudFront::Distribution"
	lacks(found, ["DistributionConfig", "Logging"])
	not _is_delivered(found)
}

# Logs of the newer kind are resources of their own.
_is_delivered(found) if {
	some source in resources(input, ["AWS::Logs::DeliverySource"])
	found.id in referred_ids(source.properties.ResourceArn)
}

unlogged(found) := {"path": ["EnableCloudwatchLogsExports"], "what": "audit log"} if {
	useful := _exports[found.type]
	not is_unknown(value_at(found, ["EnableCloudwatchLogsExports"]))
	list := object.get(found.properties, "EnableCloudwatchLogsExports", [])
	not _has_unknown_entry(list)
	count({entry | some entry in list} & useful) == 0
}

_exports := {
	"AWS::DocDB::DBCluster": {"audit", "profiler"},
	"AWS::Neptune::DBCluster": {"audit"},
}

unlogged(found) := {"path": ["Logs"], "what": "audit log"} if {
	found.type == "AWS::AmazonMQ::Broker"
	is_off(found, ["Logs", "Audit"])
	is_off(found, ["Logs", "General"])
}

unlogged(found) := {"path": ["LoggingInfo", "BrokerLogs"], "what": "log of its brokers"} if {
	found.type == "AWS::MSK::Cluster"
	_is_known_way(found.properties, ["LoggingInfo", "BrokerLogs"])
	not _some_broker_log(found)
}

_some_broker_log(found) if {
	some kind in ["CloudWatchLogs", "Firehose", "S3"]
	not is_off(found, ["LoggingInfo", "BrokerLogs", kind, "Enabled"])
}

unlogged(found) := {"path": ["LogPublishingOptions"], "what": "audit log"} if {
	found.type in {"AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"}
	_is_known_way(found.properties, ["LogPublishingOptions"])
	not is_unknown(value_at(found, ["LogPublishingOptions"]))
	not _some_published_log(found)
}

_some_published_log(found) if {
	some options in value_at(found, ["LogPublishingOptions"])
	not is_false(object.get(options, "Enabled", true))
}

unlogged(found) := {"path": ["Logging", "ClusterLogging", "EnabledTypes"], "what": "audit log of its API"} if {
	found.type == "AWS::EKS::Cluster"
	lacks(found, ["Logging", "ClusterLogging", "EnabledTypes"])
}

unlogged(found) := {"path": [], "what": "log of what it lets through and blocks"} if {
	found.type == "AWS::WAFv2::WebACL"
	not _has_log_configuration(found)
}

_has_log_configuration(found) if {
	some other in resources(input, ["AWS::WAFv2::LoggingConfiguration"])
	found.id in referred_ids(other.properties.ResourceArn)
}

unlogged_types := [
	"AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::CloudFront::Distribution", "AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster",
	"AWS::AmazonMQ::Broker", "AWS::MSK::Cluster", "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain", "AWS::EKS::Cluster",
	"AWS::WAFv2::WebACL",
]

# Where the remark stands: an attribute of a load balancer that is off, else where the setting would be.
unlogged_place(found, lack) := attribute_path(found, "LoadBalancerAttributes", "access_logs.s3.enabled") if {
	lack.path == ["LoadBalancerAttributes"]
} else := lack.path
