package groundwire.terraform.db_no_failover_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_no_failover as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_turned_off if {
	[finding] := _found(modules.resource("aws_db_instance", "orders", {"multi_az": false}), null)
	finding.at == ["resource", "aws_db_instance", "orders", 0, "multi_az"]
	finding.severity == "low"
	count(_found(modules.resource("aws_mq_broker", "jobs", {"deployment_mode": "SINGLE_INSTANCE"}), null)) == 1
}

test_on_and_unknown if {
	count(_found(modules.resource("aws_db_instance", "orders", {"multi_az": true}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {"multi_az": {"$unknown": "var.multi_az"}}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {"multi_az": false, "engine": "aurora"}), null)) == 0
}

test_taken_away if {
	before := modules.resource("aws_db_instance", "orders", {"multi_az": true})
	[finding] := _found(modules.resource("aws_db_instance", "orders", {"multi_az": false}), before)
	finding.severity == "high"
	[gone] := _found(modules.resource("aws_db_instance", "orders", {}), before)
	contains(gone.message, "(no `multi_az`); before: `true`")
	[short] := _found(modules.resource("aws_db_instance", "orders_test", {"multi_az": false}), null)
	short.severity == "low"
}

test_zones_of_a_cache if {
	cache := {"automatic_failover_enabled": true}
	zones := modules.resource("aws_elasticache_replication_group", "sessions", object.union(cache, {"multi_az_enabled": true}))
	[finding] := _found(modules.resource("aws_elasticache_replication_group", "sessions", cache), zones)
	finding.subject == "aws_elasticache_replication_group.sessions/zones"
	count(_found(modules.resource("aws_elasticache_replication_group", "sessions", object.union(cache, {"multi_az_enabled": false})), null)) == 0
}
