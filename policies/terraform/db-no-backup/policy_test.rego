package groundwire.terraform.db_no_backup_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_no_backup as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_turned_off if {
	[finding] := _found(modules.resource("aws_db_instance", "orders", {"backup_retention_period": 0}), null)
	finding.at == ["resource", "aws_db_instance", "orders", 0, "backup_retention_period"]
	finding.severity == "medium"
	[short] := _found(modules.resource("aws_db_instance", "orders_test", {"backup_retention_period": "0"}), null)
	short.severity == "low"
	count(_found(modules.resource("aws_dynamodb_table", "orders", {"point_in_time_recovery": [{"enabled": false}]}), null)) == 1
}

test_kept_unknown_and_elsewhere if {
	count(_found(modules.resource("aws_db_instance", "orders", {"backup_retention_period": 7}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {"backup_retention_period": {"$unknown": "var.days"}}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {"backup_retention_period": 0, "engine": "aurora-mysql"}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {}), null)) == 0
}

test_taken_away if {
	before := modules.resource("aws_db_instance", "orders", {"backup_retention_period": 14})
	[finding] := _found(modules.resource("aws_db_instance", "orders", {}), before)
	finding.severity == "high"
	contains(finding.message, "; before: `14`")
}

test_shortened if {
	before := modules.resource("aws_rds_cluster", "orders", {"backup_retention_period": 30})
	[finding] := _found(modules.resource("aws_rds_cluster", "orders", {"backup_retention_period": 7}), before)
	finding.message == "`aws_rds_cluster.orders` keeps its backups for 7 days only; before: 30. What is noticed later cannot be undone."
	count(_found(modules.resource("aws_rds_cluster", "orders", {"backup_retention_period": 35}), before)) == 0
	[gone] := _found(modules.resource("aws_rds_cluster", "orders", {}), before)
	contains(gone.message, "for one day only; before: 30")
}
