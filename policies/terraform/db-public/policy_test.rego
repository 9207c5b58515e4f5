package groundwire.terraform.db_public_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_public as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_public_databases if {
	[finding] := _found(modules.resource("aws_db_instance", "orders", {"publicly_accessible": true}), null)
	finding.at == ["resource", "aws_db_instance", "orders", 0, "publicly_accessible"]
	finding.severity == "high"
	finding.fix.params.value == false
	[short] := _found(modules.resource("aws_db_instance", "orders_test", {"publicly_accessible": "true"}), null)
	short.severity == "medium"
	access := {"broker_node_group_info": [{"connectivity_info": [{"public_access": [{"type": "SERVICE_PROVIDED_EIPS"}]}]}]}
	[cluster] := _found(modules.resource("aws_msk_cluster", "events", access), null)
	not cluster.fix
}

test_private_and_unknown if {
	every value in [false, {"$unknown": "var.public"}] {
		count(_found(modules.resource("aws_db_instance", "orders", {"publicly_accessible": value}), null)) == 0
	}
	count(_found(modules.resource("aws_db_instance", "orders", {}), null)) == 0
}

test_it_was_private if {
	[finding] := _found(modules.resource("aws_db_instance", "orders_test", {"publicly_accessible": true}), modules.resource("aws_db_instance", "orders_test", {"publicly_accessible": false}))
	finding.severity == "high"
	contains(finding.message, "; before: `false`")
}

test_shared_snapshots if {
	[finding] := _found(modules.resource("aws_db_snapshot", "orders", {"shared_accounts": ["123456789012", "all"]}), null)
	finding.at == ["resource", "aws_db_snapshot", "orders", 0, "shared_accounts", 1]
	count(_found(modules.resource("aws_db_snapshot", "orders", {"shared_accounts": ["123456789012"]}), null)) == 0
}
