package groundwire.terraform.db_no_backup_default_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_no_backup_default as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_nobody_asks if {
	[finding] := _found(modules.resource("aws_db_instance", "orders", {}), null)
	finding.at == ["resource", "aws_db_instance", "orders", 0, "backup_retention_period"]
	finding.severity == "medium"
	[short] := _found(modules.resource("aws_db_instance", "orders_test", {}), null)
	short.severity == "low"
	count(_found(modules.resource("aws_dynamodb_table", "orders", {}), null)) == 1
	count(_found(modules.resource("aws_elasticache_cluster", "sessions", {"engine": "redis"}), null)) == 1
}

test_copies_and_caches if {
	count(_found(modules.resource("aws_db_instance", "orders", {"replicate_source_db": {"$unknown": "aws_db_instance.main.arn"}}), null)) == 0
	count(_found(modules.resource("aws_elasticache_cluster", "sessions", {"engine": "memcached"}), null)) == 0
	count(_found(modules.resource("aws_elasticache_cluster", "sessions", {"engine": "redis", "node_type": "cache.t1.micro"}), null)) == 0
	count(_found(modules.module({"module": {"orders": [{"source": "terraform-aws-modules/rds/aws"}]}}), null)) == 0
}

test_told_is_another_rule if {
	count(_found(modules.resource("aws_db_instance", "orders", {"backup_retention_period": 0}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {}), modules.resource("aws_db_instance", "orders", {"backup_retention_period": 7}))) == 0
}
