package groundwire.terraform.db_unencrypted_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_unencrypted as rule

_only(module) := finding if {
	[finding] := [f | some f in rule.findings] with input as module
}

_silent(module) if count(rule.findings) == 0 with input as module

_instance(block) := modules.resource("aws_db_instance", "orders", block)

test_off_by_default if {
	finding := _only(_instance({"engine": "postgres"}))
	finding.at == ["resource", "aws_db_instance", "orders", 0]
	finding.severity == "medium"
	finding.message == "`aws_db_instance.orders` is not encrypted at rest: turning it on later replaces it."
	every type in ["aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_redshift_cluster", "aws_rds_global_cluster", "aws_dax_cluster"] {
		_only(modules.resource(type, "orders", {"name": "orders"}))
	}
}

test_turned_off if {
	every value in [false, "false"] {
		_only(_instance({"storage_encrypted": value})).at == ["resource", "aws_db_instance", "orders", 0, "storage_encrypted"]
	}
}

test_turned_on_and_unknown if {
	every value in [true, "true", {"$unknown": "var.encrypted"}] {
		_silent(_instance({"storage_encrypted": value}))
	}
}

test_a_copy_is_as_its_source if {
	_silent(_instance({"replicate_source_db": {"$unknown": "aws_db_instance.main.arn"}}))
	_silent(_instance({"snapshot_identifier": {"$unknown": "var.snapshot"}}))
	_only(_instance({"snapshot_identifier": null}))
	_only(_instance({"replicate_source_db": "x", "storage_encrypted": false}))
	_silent(_instance({"engine": "aurora-postgresql"}))
	_silent(modules.resource("aws_rds_cluster", "b", {"global_cluster_identifier": {"$unknown": "aws_rds_global_cluster.a.id"}}))
}

test_encrypted_unless_turned_off if {
	_silent(modules.resource("aws_rds_cluster", "a", {"engine_mode": "serverless"}))
	_only(modules.resource("aws_rds_cluster", "a", {"engine_mode": "serverless", "storage_encrypted": false}))
	_silent(modules.resource("aws_dynamodb_table", "a", {"name": "a"}))
	_silent(modules.resource("aws_elasticache_replication_group", "a", {"engine": "valkey"}))
	_silent(modules.resource("aws_memorydb_cluster", "a", {"name": "a"}))
	_only(modules.resource("aws_memorydb_cluster", "a", {"tls_enabled": false})).subject == "aws_memorydb_cluster.a/transit"
}

test_redshift_with_a_new_provider if {
	cluster := {"aws_redshift_cluster": {"a": [{"node_type": "ra3.large"}]}}
	_only(modules.module({"resource": cluster, "terraform": [{"required_providers": [{"aws": {"version": "~> 5.40"}}]}]}))
	_silent(modules.module({"resource": cluster, "terraform": [{"required_providers": [{"aws": {"version": ">= 6.0"}}]}]}))
}

test_a_cache_at_rest_and_in_transit if {
	found := rule.findings with input as modules.resource("aws_elasticache_replication_group", "a", {"engine": "redis"})
	{f.subject | some f in found} == {"aws_elasticache_replication_group.a", "aws_elasticache_replication_group.a/transit"}
}

test_a_search_domain if {
	on := [{"enabled": true}]
	_silent(modules.resource("aws_opensearch_domain", "a", {"encrypt_at_rest": on, "node_to_node_encryption": on}))
	_only(modules.resource("aws_opensearch_domain", "a", {"encrypt_at_rest": [{"enabled": false}], "node_to_node_encryption": on})).at == ["resource", "aws_opensearch_domain", "a", 0, "encrypt_at_rest", 0, "enabled"]
	_silent(modules.resource("aws_opensearch_domain", "a", {"encrypt_at_rest": [{"enabled": {"$unknown": "var.a"}}], "node_to_node_encryption": {"$unknown": "var.b"}}))
}

test_modules_that_encrypt if {
	call := {"source": "terraform-aws-modules/rds/aws"}
	_silent(modules.module({"module": {"db": [call]}}))
	_only(modules.module({"module": {"db": [object.union(call, {"storage_encrypted": false})]}})).at == ["module", "db", 0, "storage_encrypted"]
}

test_a_database_for_a_while if {
	_only(_instance({"identifier": "orders-dev"})).severity == "low"
}

test_it_was_encrypted if {
	finding := [f | some f in rule.findings][0] with input as _instance({"identifier": "orders-dev"}) with data.groundwire.before as _instance({"identifier": "orders-dev", "storage_encrypted": true})
	finding.severity == "high"
	finding.message == "`aws_db_instance.orders` is no longer encrypted at rest: Terraform replaces it, and its data is gone with it."
}

test_the_default_of_a_module_for_others if {
	document := {"resource": {"aws_db_instance": {"this": [{"storage_encrypted": false}]}}, "variable": {"storage_encrypted": [{"default": false}]}}
	_only(modules.module(document)).confidence == "low"
	_only(modules.module(object.union(document, {"terraform": [{"backend": {"s3": [{}]}}]}))).confidence == "high"
}
