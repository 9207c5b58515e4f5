package groundwire.lib.cloudformation

# Buckets, and what else of the template is about them.

lacks_versions(found) if lacks(found, ["VersioningConfiguration", "Status"])

lacks_versions(found) if value_at(found, ["VersioningConfiguration", "Status"]) == "Suspended"

# Buckets to which the template sends logs: they need none of their own.
log_buckets := {id |
	some found in resources(input, object.keys(_log_targets))
	id := _target(value_at(found, _log_targets[found.type]))
} | {id |
	some found in resources(input, ["AWS::ElasticLoadBalancingV2::LoadBalancer"])
	id := _target(attribute(found, "LoadBalancerAttributes", "access_logs.s3.bucket"))
}

_log_targets := {
	"AWS::S3::Bucket": ["LoggingConfiguration", "DestinationBucketName"],
	"AWS::ElasticLoadBalancing::LoadBalancer": ["AccessLoggingPolicy", "S3BucketName"],
	"AWS::CloudFront::Distribution": ["DistributionConfig", "Logging", "Bucket"],
	"AWS::CloudTrail::Trail": ["S3BucketName"],
}

_target(value) := referred(value)

# By name, where the template says what the bucket is called.
_target(value) := id if {
	is_string(value)
	some id, resource in input.Resources
	resource.Type == "AWS::S3::Bucket"
	resource.Properties.BucketName == value
}

public_lists := {
	"PublicRead": {"text": "everybody on the internet read it", "severity": "high"},
	"PublicReadWrite": {"text": "everybody on the internet read and overwrite it", "severity": "critical"},
	"AuthenticatedRead": {"text": "everybody with any AWS account read it", "severity": "high"},
}

# Lists of access are without effect where public ones are ignored or the owner of the bucket owns everything.
ignores_lists(found) if {
	some name in ["IgnorePublicAcls", "BlockPublicAcls"]
	is_true(value_at(found, ["PublicAccessBlockConfiguration", name]))
}

ignores_lists(found) if {
	some rule in value_at(found, ["OwnershipControls", "Rules"])
	rule.ObjectOwnership == "BucketOwnerEnforced"
}

block_settings := ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]
