package groundwire.lib.terraform

# What goes on when one machine or one zone is lost.

_failover_settings := {
	"aws_db_instance": [object.union(turned_on(["multi_az"]), {"from": ["replicate_source_db"]})],
	"aws_elasticache_replication_group": [
		object.union(turned_on(["automatic_failover_enabled"]), {"from": ["global_replication_group_id"]}),
		object.union(turned_on(["multi_az_enabled"]), {"part": "/zones", "from": ["global_replication_group_id"]}),
	],
	"aws_elasticsearch_domain": [turned_on(["cluster_config", "zone_awareness_enabled"])],
	"aws_opensearch_domain": [turned_on(["cluster_config", "zone_awareness_enabled"])],
	"aws_mq_broker": [{"path": ["deployment_mode"], "weak": {"single_instance"}, "absent": true}],
	"aws_memorydb_cluster": [{"path": ["num_replicas_per_shard"], "weak": {"0"}}],
	"aws_dax_cluster": [{"path": ["replication_factor"], "weak": {"1", "2"}}],
	"aws_dms_replication_instance": [kept_on(["multi_az"])],
	"aws_redshift_cluster": [kept_on(["availability_zone_relocation_enabled"])],
	"terraform-aws-modules/rds": [turned_on(["multi_az"])],
	"cloudposse/rds": [turned_on(["multi_az"])],
	"cloudposse/elasticache-redis": [kept_on(["automatic_failover_enabled"])],
}

without_failover := [weak |
	some weak in weak_settings(input, _failover_settings)
	not _fails_over(weak)
]

# Whether the replicas of a cache stand in several zones is only told where they no longer do.
_fails_over(weak) if {
	weak.name == "multi_az_enabled"
	not weak.lost
}

# Aurora takes over by itself.
_fails_over(weak) if {
	weak.found.type == "aws_db_instance"
	startswith(weak.found.block.engine, "aurora")
}
