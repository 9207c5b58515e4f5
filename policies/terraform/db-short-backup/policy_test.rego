package groundwire.terraform.db_short_backup_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_short_backup as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_a_day_or_a_few if {
	[finding] := _found(modules.resource("aws_rds_cluster", "orders", {}), null)
	finding.at == ["resource", "aws_rds_cluster", "orders", 0, "backup_retention_period"]
	contains(finding.message, "one day, the least")
	[day] := _found(modules.resource("aws_rds_cluster", "orders", {"backup_retention_period": 1}), null)
	contains(day.message, "for one day:")
	[few] := _found(modules.resource("aws_docdb_cluster", "orders", {"backup_retention_period": 5}), null)
	contains(few.message, "for 5 days:")
}

test_longer_unknown_and_elsewhere if {
	count(_found(modules.resource("aws_rds_cluster", "orders", {"backup_retention_period": 5}), null)) == 0
	count(_found(modules.resource("aws_neptune_cluster", "orders", {"backup_retention_period": 7}), null)) == 0
	count(_found(modules.resource("aws_docdb_cluster", "orders", {"backup_retention_period": {"$unknown": "var.days"}}), null)) == 0
	count(_found(modules.resource("aws_rds_cluster", "orders", {"snapshot_identifier": "a"}), null)) == 0
	plan := {"all": [{"resources": [{"$unknown": "aws_rds_cluster.orders.arn"}]}]}
	count(_found(modules.module({"resource": {"aws_rds_cluster": {"orders": [{}]}, "aws_backup_selection": plan}}), null)) == 0
}
