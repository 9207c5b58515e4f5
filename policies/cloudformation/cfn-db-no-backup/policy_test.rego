package groundwire.cloudformation.cfn_db_no_backup_test

import data.groundwire.cloudformation.cfn_db_no_backup as rule

_template(properties) := {"Resources": {"Thing": {"Type": "AWS::RDS::DBInstance", "Properties": properties}}}

_with := {"BackupRetentionPeriod": 7}

_without := {"BackupRetentionPeriod": "0"}

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

test_copies_of_a_global_table if {
	on := {"Region": "eu-west-1", "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true}}
	template := {"Resources": {"Items": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {"Replicas": [on, {"Region": "us-east-1"}, {"$unknown": "${Else}"}]}}}}
	[finding] := [f | some f in rule.findings] with input as template
	finding.subject == "Items/us-east-1"
}

test_memcached_and_small_nodes if {
	count(rule.findings) == 1 with input as {"Resources": {"Cache": {"Type": "AWS::ElastiCache::CacheCluster", "Properties": {"Engine": "redis"}}}}
	count(rule.findings) == 0 with input as {"Resources": {"Cache": {"Type": "AWS::ElastiCache::CacheCluster", "Properties": {"Engine": "memcached"}}}}
	count(rule.findings) == 0 with input as {"Resources": {"Cache": {"Type": "AWS::ElastiCache::CacheCluster", "Properties": {"Engine": "redis", "CacheNodeType": "cache.t1.micro"}}}}
}
