package groundwire.terraform.db_no_logging_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_no_logging as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_no_log if {
	every type in ["aws_db_instance", "aws_rds_cluster", "aws_neptune_cluster", "aws_redshift_cluster", "aws_opensearch_domain", "aws_msk_cluster"] {
		[finding] := _found(modules.resource(type, "orders", {}), null)
		finding.severity == "low"
	}
	[finding] := _found(modules.resource("aws_db_instance", "orders", {"enabled_cloudwatch_logs_exports": []}), null)
	finding.at == ["resource", "aws_db_instance", "orders", 0, "enabled_cloudwatch_logs_exports"]
}

test_logs if {
	count(_found(modules.resource("aws_db_instance", "orders", {"enabled_cloudwatch_logs_exports": ["postgresql"]}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {"enabled_cloudwatch_logs_exports": {"$unknown": "var.logs"}}), null)) == 0
	count(_found(modules.resource("aws_db_instance", "orders", {"engine": "aurora"}), null)) == 0
	count(_found(modules.resource("aws_docdb_cluster", "orders", {"enabled_cloudwatch_logs_exports": "audit"}), null)) == 0
	count(_found(modules.resource("aws_redshift_cluster", "sales", {"logging": [{"enable": true}]}), null)) == 0
}

test_redshift_by_a_resource_of_its_own if {
	every identifier in [{"$unknown": "aws_redshift_cluster.sales.id"}, {"$unknown": "var.cluster"}, "sales"] {
		logging := {"main": [{"cluster_identifier": identifier}]}
		count(_found(modules.module({"resource": {"aws_redshift_cluster": {"sales": [{"cluster_identifier": "sales"}]}, "aws_redshift_logging": logging}}), null)) == 0
	}
}

test_not_who_did_it if {
	[finding] := _found(modules.resource("aws_docdb_cluster", "orders", {"enabled_cloudwatch_logs_exports": ["profiler"]}), null)
	contains(finding.message, "not `audit`")
	count(_found(modules.resource("aws_docdb_cluster", "orders", {"enabled_cloudwatch_logs_exports": [{"$unknown": "var.log"}]}), null)) == 0
	[off] := _found(modules.resource("aws_opensearch_domain", "logs", {"log_publishing_options": [{"log_type": "AUDIT_LOGS", "enabled": false}]}), null)
	off.subject == "aws_opensearch_domain.logs/AUDIT_LOGS"
}

test_taken_away if {
	[finding] := _found(modules.resource("aws_rds_cluster", "orders", {}), modules.resource("aws_rds_cluster", "orders", {"enabled_cloudwatch_logs_exports": ["audit"]}))
	finding.severity == "medium"
	contains(finding.message, "; before: `[\"audit\"]`")
}
