package groundwire.terraform.db_plain_transit_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_plain_transit as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_domains if {
	[finding] := _found(modules.resource("aws_opensearch_domain", "logs", {"domain_endpoint_options": [{"enforce_https": false, "tls_security_policy": "Policy-Min-TLS-1-2-2019-07"}]}), null)
	finding.at == ["resource", "aws_opensearch_domain", "logs", 0, "domain_endpoint_options", 0, "enforce_https"]
	finding.severity == "medium"
	[silent] := _found(modules.resource("aws_opensearch_domain", "logs", {}), null)
	silent.severity == "low"
	[old] := _found(modules.resource("aws_elasticsearch_domain", "logs", {"domain_endpoint_options": [{"enforce_https": true, "tls_security_policy": "Policy-Min-TLS-1-0-2019-07"}]}), null)
	old.subject == "aws_elasticsearch_domain.logs/tls"
	[lost] := _found(modules.resource("aws_db_proxy", "orders", {}), modules.resource("aws_db_proxy", "orders", {"require_tls": true}))
	lost.severity == "high"
}

test_parameters if {
	[finding] := _found(modules.resource("aws_docdb_cluster_parameter_group", "orders", {"parameter": [{"name": "audit_logs", "value": "enabled"}, {"name": "tls", "value": "disabled"}]}), null)
	finding.at == ["resource", "aws_docdb_cluster_parameter_group", "orders", 0, "parameter", 1, "value"]
	count(_found(modules.resource("aws_db_parameter_group", "orders", {"parameter": [{"name": "rds.force_ssl", "value": 0}]}), null)) == 1
	count(_found(modules.resource("aws_db_parameter_group", "orders", {"parameter": [{"name": "rds.force_ssl", "value": 1}]}), null)) == 0
	count(_found(modules.resource("aws_redshift_parameter_group", "sales", {}), null)) == 1
	count(_found(modules.resource("aws_redshift_parameter_group", "sales", {"parameter": [{"name": "require_ssl", "value": "false"}]}), null)) == 1
	count(_found(modules.resource("aws_redshift_parameter_group", "sales", {"parameter": [{"name": "require_ssl", "value": "true"}]}), null)) == 0
	count(_found(modules.resource("aws_redshift_parameter_group", "sales", {"parameter": {"$unknown": "var.parameters"}}), null)) == 0
}
