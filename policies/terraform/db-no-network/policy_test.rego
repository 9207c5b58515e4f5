package groundwire.terraform.db_no_network_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_no_network as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_no_network if {
	[finding] := _found(modules.resource("aws_opensearch_domain", "logs", {}), null)
	finding.at == ["resource", "aws_opensearch_domain", "logs", 0]
	count(_found(modules.resource("aws_redshift_cluster", "sales", {"cluster_subnet_group_name": ""}), null)) == 1
}

test_in_a_network if {
	count(_found(modules.resource("aws_opensearch_domain", "logs", {"vpc_options": [{"subnet_ids": ["subnet-1"]}]}), null)) == 0
	count(_found(modules.resource("aws_redshift_cluster", "sales", {"cluster_subnet_group_name": {"$unknown": "var.group"}}), null)) == 0
}
