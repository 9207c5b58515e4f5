package groundwire.terraform.db_no_failover_default_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_no_failover_default as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_nobody_asks if {
	[finding] := _found(modules.resource("aws_db_instance", "orders", {}), null)
	finding.at == ["resource", "aws_db_instance", "orders", 0, "multi_az"]
	count(_found(modules.resource("aws_opensearch_domain", "logs_test", {}), null)) == 1
}

test_copies_and_told if {
	count(_found(modules.resource("aws_db_instance", "copy", {"replicate_source_db": "orders"}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {"multi_az": false}), null)) == 0
}
